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
    /** The answer's head has come, and nothing of the answer itself. */
    FIRST_TOKEN,
    /** The answer has begun. */
    TOTAL
  }

  private static final int MOST_CHUNKS = 512;

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final List<Long> chunkMicros = new ArrayList<>();
  private volatile Phase phase = Phase.CONNECT;
  private volatile @Nullable Phase expiredIn;
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

  /**
   * The head is there.
   *
   * @param inPieces whether the first piece of the answer can be told from the rest
   */
  void answering(boolean inPieces) {
    phase = inPieces ? Phase.FIRST_TOKEN : Phase.TOTAL;
  }

  void chunk() {
    if (chunkMicros.size() < MOST_CHUNKS) {
      chunkMicros.add(elapsed().toNanos() / 1000);
    }
  }

  void firstToken() {
    firstToken = elapsed();
    phase = Phase.TOTAL;
  }

  /**
   * Time is up.
   *
   * @param allowed the phase that the time was given for
   */
  void expire(Phase allowed) {
    boolean early = phase == Phase.CONNECT || (phase == Phase.RESPONSE && allowed == Phase.TOTAL);
    expiredIn = early ? phase : allowed;
  }

  boolean expired() {
    return expiredIn != null;
  }

  /** How far it had come when it ended or when time was up. */
  Phase phase() {
    Phase expired = expiredIn;
    return expired == null ? phase : expired;
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
