package dev.plumbline.lab.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The threads that compute, as many as the machine has cores, for all models of the process: the
 * virtual threads that serve requests would keep each other from the network.
 */
final class Workers {
  private static final ExecutorService THREADS =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("lab-model-", 0).factory());

  private Workers() {}

  static void start(Runnable task) {
    THREADS.execute(task);
  }

  /** Waits for a result; what the computation threw is thrown here. */
  static <T> T compute(Supplier<T> task) {
    return result(CompletableFuture.supplyAsync(task, THREADS));
  }

  static <T> T result(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the lab's model could not be computed", e.getCause());
    }
  }
}
