package dev.plumbline.incident;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at the evidence now and then and has what it calls for demanded. Every api process runs
 * one; {@link DemandLedger} makes one writer of them. While database or broker are away nothing is
 * demanded, and what was demanded ends by itself.
 */
final class DemandWriter implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(DemandWriter.class);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

  private final Supplier<DemandBook> books;
  private final DemandLedger ledger;
  private final Duration every;
  private @Nullable Run run;

  DemandWriter(Supplier<DemandBook> books, DemandLedger ledger, Duration every) {
    this.books = books;
    this.ledger = ledger;
    this.every = every;
  }

  @Override
  public synchronized void start() {
    if (run == null) {
      run = new Run();
      run.thread.start();
    }
  }

  @Override
  public synchronized void stop() {
    if (run != null) {
      run.stop();
      run = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return run != null;
  }

  private final class Run {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread =
        Thread.ofPlatform().name("incident-demands").daemon().unstarted(this::work);

    private void stop() {
      stopped.countDown();
      try {
        if (!thread.join(STOPS_WITHIN)) {
          log.warn("still writing after {}; left behind, its transaction decides", STOPS_WITHIN);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void work() {
      try {
        while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
          attempt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void attempt() throws InterruptedException {
      try (DemandBook book = books.get()) {
        do {
          ledger.decide(book);
        } while (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS));
      } catch (RuntimeException e) {
        log.error("demands not written, trying again in {}", every, e);
      }
    }
  }
}
