package dev.plumbline.app;

import io.micrometer.core.instrument.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends the process when the wall clock was set back, so that whatever supervises it starts it anew.
 * Kafka's clients reckon by that clock when to commit and to send the next heartbeat: a scorer
 * would do neither until it is as late again as it was, an hour if it was an hour, and look alive.
 * A clock set forward only makes them begin anew.
 */
@Component
final class ClockSetBack implements SmartLifecycle {
  /** What they may stand still for without anybody being harmed. */
  static final Duration TOLERATED = Duration.ofSeconds(10);

  /** "Try again", as sysexits.h numbers it. */
  static final int EXIT = 75;

  private static final Logger log = LoggerFactory.getLogger(ClockSetBack.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final InstantSource clock;
  private final LongSupplier monotonicNanos;
  private final Runnable end;
  private @Nullable Instant expectedAtZero;
  private volatile @Nullable ScheduledExecutorService thread;

  @Autowired
  ClockSetBack(InstantSource clock, Clock meterClock, ApplicationContext context) {
    this(clock, meterClock::monotonicTime, () -> exit(context));
  }

  ClockSetBack(InstantSource clock, LongSupplier monotonicNanos, Runnable end) {
    this.clock = clock;
    this.monotonicNanos = monotonicNanos;
    this.end = end;
  }

  /** Compares what has passed since the last look by the two clocks. */
  void look() {
    Instant atZero = clock.instant().minusNanos(monotonicNanos.getAsLong());
    Instant before = expectedAtZero;
    expectedAtZero = atZero;
    if (before != null && before.minus(TOLERATED).isAfter(atZero)) {
      log.error(
          "the clock of this machine was set back by {} s, and Kafka's clients would stand still for"
              + " as long: ending with code {}, to be started anew",
          Duration.between(atZero, before).toSeconds(),
          EXIT);
      end.run();
    }
  }

  @Override
  public void start() {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("plumbline-clock").factory());
    thread = started;
    var _ = started.scheduleWithFixedDelay(this::look, 0, EVERY.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void stop() {
    ScheduledExecutorService running = thread;
    if (running != null) {
      running.shutdown();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }

  /** In order, on a thread of its own: the one that noticed is among what is stopped. */
  private static void exit(ApplicationContext context) {
    Thread.ofPlatform()
        .name("plumbline-end")
        .start(() -> System.exit(SpringApplication.exit(context, () -> EXIT)));
  }
}
