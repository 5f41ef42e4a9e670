package dev.plumbline.probe.http;

import dev.plumbline.probe.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.hc.core5.concurrent.Cancellable;

/** Opens connections. Each session has one of its own; nothing is shared between sessions. */
public final class HttpTransport implements AutoCloseable {
  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final SessionClients clients;
  private final ScheduledExecutorService deadlines =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("plumbline-probe-deadlines").factory());

  /**
   * @param nanoTime monotonic nanoseconds, for durations
   */
  public HttpTransport(InstantSource clock, LongSupplier nanoTime, Egress egress) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.clients = new SessionClients(egress);
  }

  /** A connection of its own, made when first used; the caller closes it. */
  public SessionConnection open(Session.Kind kind) {
    return new SessionConnection(kind, clients, this);
  }

  @Override
  public void close() {
    deadlines.shutdownNow();
  }

  Attempt begin() {
    return new Attempt(clock, nanoTime);
  }

  /** Cancels a request that takes longer than this, whatever it is waiting for. */
  Alarm cancelAfter(Duration timeout, Attempt attempt, Cancellable request) {
    return cancelAfter(timeout, attempt, request, Attempt.Phase.TOTAL);
  }

  /** Cancels a request that has after this time come no further than a phase. */
  Alarm cancelAfter(
      Duration timeout, Attempt attempt, Cancellable request, Attempt.Phase noFurtherThan) {
    var pending =
        deadlines.schedule(
            () -> {
              if (attempt.phase().compareTo(noFurtherThan) <= 0) {
                attempt.expire(noFurtherThan);
                request.cancel();
              }
            },
            timeout.toNanos(),
            TimeUnit.NANOSECONDS);
    return () -> pending.cancel(false);
  }

  /** Closing it keeps it from going off. */
  interface Alarm extends AutoCloseable {
    @Override
    void close();
  }
}
