package dev.plumbline.gate.live;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, on a thread of its own, whatever it throws. */
public final class Repeated {
  private static final Logger log = LoggerFactory.getLogger(Repeated.class);

  /** What is done. */
  @FunctionalInterface
  public interface Action {
    void run() throws InterruptedException;
  }

  private final String name;
  private final Duration pause;
  private final Action action;
  private @Nullable ScheduledExecutorService executor;

  /**
   * @param name of the thread, and in the log
   * @param pause between an end and the next beginning
   */
  public Repeated(String name, Duration pause, Action action) {
    this.name = name;
    this.pause = pause;
    this.action = action;
  }

  public synchronized void start() {
    if (executor == null) {
      ScheduledExecutorService started =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name(name).factory());
      long nanos = pause.toNanos();
      var _ = started.scheduleWithFixedDelay(this::attempt, nanos, nanos, TimeUnit.NANOSECONDS);
      executor = started;
    }
  }

  /** A schedule ends with the first exception it sees; this one must outlive any. */
  private void attempt() {
    try {
      action.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.error("{} failed, trying again", name, e);
    }
  }

  public synchronized void stop() {
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }

  public synchronized boolean isRunning() {
    return executor != null;
  }
}
