package dev.plumbline.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Keeps the claims' partitions rolling: at once, then every hour, a minute after a failure. */
final class Housekeeping {
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private final ClaimStore store;
  private final InstantSource clock;
  private Instant next = Instant.MIN;

  Housekeeping(ClaimStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void run() {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(AFTER_FAILURE);
      store.roll(LocalDate.ofInstant(now, ZoneOffset.UTC));
      next = now.plus(EVERY);
    }
  }
}
