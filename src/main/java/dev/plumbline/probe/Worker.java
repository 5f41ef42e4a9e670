package dev.plumbline.probe;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Claims slots some seconds ahead, hands them to the timer, and counts what nobody claimed.
 * Stopping: claims no more, sends what is due within the time it claims ahead, waits for the
 * answers, then leaves; later turns of sticky sessions are lost.
 */
final class Worker implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final ClockAgreement clocks;
  private final SlotClaimer claimer;
  private final SkipSweep skipSweep;
  private final Housekeeping housekeeping;
  private final SlotTimer timer;
  private final ExchangePublisher publisher;
  private final ProbeProperties properties;
  private final ScheduledExecutorService planner = singleThread("plumbline-probe-planner");
  private final ScheduledExecutorService sweeper = singleThread("plumbline-probe-sweeper");
  private volatile boolean running;

  Worker(
      ClockAgreement clocks,
      SlotClaimer claimer,
      SkipSweep skipSweep,
      Housekeeping housekeeping,
      SlotTimer timer,
      ExchangePublisher publisher,
      ProbeProperties properties) {
    this.clocks = clocks;
    this.claimer = claimer;
    this.skipSweep = skipSweep;
    this.housekeeping = housekeeping;
    this.timer = timer;
    this.publisher = publisher;
    this.properties = properties;
  }

  @Override
  public void start() {
    running = true;
    claimer.begin();
    every(planner, properties.tick(), "claim slots", () -> timer.take(claimer.claim()));
    every(sweeper, SWEEP, "roll the claims' partitions", housekeeping::run);
    every(sweeper, SWEEP, "count skipped slots", skipSweep::run);
  }

  @Override
  public void stop() {
    planner.shutdown();
    sweeper.shutdown();
    try {
      boolean claimed =
          planner.awaitTermination(properties.drain().toNanos(), TimeUnit.NANOSECONDS);
      int left = timer.drain(properties.claimAhead(), properties.drain());
      if (!claimed || left > 0) {
        log.warn("stopping with {} slots under way after {}: lost", left, properties.drain());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      timer.close();
      publisher.flush();
      running = false;
    }
  }

  /** Beside the other components that stop, not before them. */
  @Override
  public void stop(Runnable callback) {
    Thread.ofPlatform()
        .name("plumbline-probe-drain")
        .start(() -> {
          try {
            stop();
          } finally {
            callback.run();
          }
        });
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void every(ScheduledExecutorService thread, Duration pause, String what, Runnable work) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> attempt(what, () -> inTime(work)), 0, pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Not at all while the clock is wrong. */
  private void inTime(Runnable work) {
    if (clocks.holds()) {
      work.run();
    }
  }

  /** What fails is tried again: slots that nobody claims meanwhile are counted as skipped. */
  private static void attempt(String what, Runnable work) {
    try {
      work.run();
    } catch (DataAccessException | TransactionException e) {
      log.warn("could not {}, trying again: {}", what, e.getMessage());
    } catch (RuntimeException e) {
      log.error("could not {}, trying again", what, e);
    }
  }

  private static ScheduledExecutorService singleThread(String name) {
    return Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name(name).factory());
  }
}
