package dev.plumbline.lab.model;

import dev.plumbline.lab.transformer.KeyValueCache;
import dev.plumbline.lab.transformer.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Computes the next step of whatever answers wait for one, in one pass over the weights: a dynamic
 * batch. Who waits together changes the speed and no bit of a result, which depends on the
 * arithmetic alone.
 */
final class Batcher {
  /** More rows do not fit into a core's cache. */
  private static final int LARGEST = 16;

  private final Transformer transformer;
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();

  private final AtomicLong passes = new AtomicLong();

  private record Waiting(KeyValueCache cache, int token, CompletableFuture<float[]> logits) {}

  Batcher(Transformer transformer) {
    this.transformer = transformer;
  }

  /** Reads one token after those of the cache; the logits after it. Waits for its batch. */
  float[] step(KeyValueCache cache, int token) {
    Waiting waiting = new Waiting(cache, token, new CompletableFuture<>());
    queue.add(waiting);
    // As many runs as steps: one that finds its step taken by an earlier batch has less to do.
    Workers.start(this::runBatch);
    return Workers.result(waiting.logits());
  }

  /** Steps that no batch has taken yet. */
  int waiting() {
    return queue.size();
  }

  /** Passes over the weights so far. */
  long passes() {
    return passes.get();
  }

  /** Reads several tokens of one answer that others have computed before. */
  float[] reread(KeyValueCache cache, int... tokens) {
    return Workers.compute(() -> transformer.prefill(cache, tokens));
  }

  private void runBatch() {
    List<Waiting> batch = new ArrayList<>();
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      batch.add(next);
      if (batch.size() == LARGEST) {
        break;
      }
    }
    if (batch.isEmpty()) {
      return;
    }
    passes.incrementAndGet();
    try {
      List<KeyValueCache> caches = batch.stream().map(Waiting::cache).toList();
      float[][] logits =
          transformer.step(caches, batch.stream().mapToInt(Waiting::token).toArray());
      for (int i = 0; i < logits.length; i++) {
        batch.get(i).logits().complete(logits[i]);
      }
    } catch (RuntimeException | Error e) {
      // Nobody else tells those who wait.
      batch.forEach(waiting -> waiting.logits().completeExceptionally(e));
    }
  }
}
