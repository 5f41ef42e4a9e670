package dev.plumbline.probe.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The times of one request, and how far it came. */
final class Attempt {
  /** How far a request came. */
  enum Phase {
    /** Waiting for a connection. */
    CONNECT,
    /** Sent, or being sent; nothing has come back. */
    RESPONSE,
    /** The answer has begun. */
    TOTAL
  }

  private static final int MOST_CHUNKS = 512;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final List<Long> chunkMicros = new ArrayList<>();
  private volatile Phase phase = Phase.CONNECT;
  private volatile boolean expired;
  private Instant sentAt;
  private long sentNanos;
  private @Nullable Duration firstToken;

  Attempt(InstantSource clock, LongSupplier nanoTime) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    sentAt = clock.instant();
    sentNanos = nanoTime.getAsLong();
  }

  /** The connection stands; the first byte goes out now. */
  void sending() {
    sentAt = clock.instant();
    sentNanos = nanoTime.getAsLong();
    phase = Phase.RESPONSE;
  }

  void answering() {
    phase = Phase.TOTAL;
  }

  void chunk() {
    if (chunkMicros.size() < MOST_CHUNKS) {
      chunkMicros.add(elapsed().toNanos() / 1000);
    }
  }

  void firstToken() {
    firstToken = elapsed();
  }

  void expire() {
    expired = true;
  }

  boolean expired() {
    return expired;
  }

  Phase phase() {
    return phase;
  }

  Instant sentAt() {
    return sentAt;
  }

  @Nullable Duration timeToFirstToken() {
    return firstToken;
  }

  List<Long> chunkMicros() {
    return List.copyOf(chunkMicros);
  }

  Duration elapsed() {
    return Duration.ofNanos(nanoTime.getAsLong() - sentNanos);
  }
}
