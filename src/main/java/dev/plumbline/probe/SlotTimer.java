package dev.plumbline.probe;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends each claimed slot at its instant, never before, on a virtual thread of its own. */
final class SlotTimer implements AutoCloseable {
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final SlotSender sender;
  private final Sessions sessions;
  private final InstantSource clock;
  private final Outstanding outstanding = new Outstanding();
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().name("plumbline-probe-timer").factory());
  private final ExecutorService senders =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("plumbline-probe-", 0).factory());

  SlotTimer(SlotSender sender, Sessions sessions, InstantSource clock) {
    this.sender = sender;
    this.sessions = sessions;
    this.clock = clock;
  }

  void take(List<Slot> claimed) {
    sessions.expect(claimed);
    outstanding.add(claimed.size());
    claimed.forEach(this::schedule);
  }

  /**
   * Waits for what is due soon and under way; gives up what is due later.
   *
   * @return how many slots were still under way in the end
   */
  int drain(Duration soon, Duration atMost) throws InterruptedException {
    AtomicInteger givenUp = new AtomicInteger();
    timer
        .getQueue()
        .removeIf(task -> {
          boolean later = ((Delayed) task).getDelay(TimeUnit.NANOSECONDS) > soon.toNanos();
          givenUp.addAndGet(later ? 1 : 0);
          return later;
        });
    outstanding.add(-givenUp.get());
    return outstanding.awaitNone(atMost);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    senders.shutdownNow();
    sessions.close();
  }

  private void schedule(Slot slot) {
    long nanos = Duration.between(clock.instant(), slot.at()).toNanos();
    var _ = timer.schedule(() -> due(slot), Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }

  /**
   * The timer and the clock may disagree by a little; the clock is right. Where they disagree by
   * more it was set back, and what was claimed is due all the same.
   */
  private void due(Slot slot) {
    Duration early = Duration.between(clock.instant(), slot.at());
    if (early.isPositive() && early.compareTo(SLACK) < 0) {
      schedule(slot);
    } else {
      senders.execute(() -> send(slot));
    }
  }

  private void send(Slot slot) {
    try {
      sender.send(slot);
    } finally {
      outstanding.add(-1);
    }
  }
}
