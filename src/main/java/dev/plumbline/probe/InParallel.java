package dev.plumbline.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Many requests by hand, a bounded number at once. */
public final class InParallel {
  private InParallel() {}

  /**
   * Does a piece of work for each item, and waits for the last.
   *
   * @param atOnce pieces under way at most
   * @param over how long it is spread over, evenly; zero for as fast as it goes
   * @throws IllegalStateException if a piece of work threw: a bug, without which the result would
   *     look complete
   */
  public static <T> void forEach(List<T> items, int atOnce, Duration over, Consumer<T> work)
      throws InterruptedException {
    List<Future<?>> underWay = new ArrayList<>();
    try (ScheduledThreadPoolExecutor threads =
        new ScheduledThreadPoolExecutor(atOnce, Thread.ofVirtual().factory())) {
      for (int i = 0; i < items.size(); i++) {
        T item = items.get(i);
        long delay = over.toMillis() * i / items.size();
        underWay.add(threads.schedule(() -> work.accept(item), delay, TimeUnit.MILLISECONDS));
      }
    }
    for (Future<?> done : underWay) {
      try {
        done.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a piece of work failed", e.getCause());
      }
    }
  }
}
