package dev.plumbline.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this process and PostgreSQL tell the same time. Slots are claimed, skipped and lost by
 * the clock, in tables that all workers share: one whose clock is an hour ahead would send what is
 * due in an hour, call lost what is under way, and close windows of detection that nothing has
 * filled yet. PostgreSQL's clock is the one that all of them see. Thread-safe.
 */
final class ClockAgreement {
  private static final Logger log = LoggerFactory.getLogger(ClockAgreement.class);

  private final InstantSource own;
  private final Supplier<Instant> shared;
  private final Duration tolerance;
  private volatile Duration skew = Duration.ZERO;
  private boolean held = true;

  /**
   * @param shared asks PostgreSQL
   * @param tolerance how far apart the two may be
   */
  ClockAgreement(InstantSource own, Supplier<Instant> shared, Duration tolerance) {
    this.own = own;
    this.shared = shared;
    this.tolerance = tolerance;
  }

  /** Asks now. Where it does not hold nothing that goes by the clock may be written. */
  synchronized boolean holds() {
    Instant before = own.instant();
    Instant then = shared.get();
    Instant after = own.instant();
    skew = skew(before, then, after);
    boolean holds = skew.abs().compareTo(tolerance) <= 0;
    if (held && !holds) {
      log.error(
          "the clock of this machine is {} PostgreSQL's: this worker asks and counts nothing until"
              + " they are within {} s (plumbline.probe.clock-tolerance). Have NTP set both",
          words(skew),
          seconds(tolerance));
    } else if (holds && !held) {
      log.info("the clocks of this machine and PostgreSQL agree again: going on");
    }
    held = holds;
    return holds;
  }

  /** How far this clock was ahead when it was asked last; what the question took is no skew. */
  Duration skew() {
    return skew;
  }

  private static Duration skew(Instant before, Instant then, Instant after) {
    if (before.isAfter(then)) {
      return Duration.between(then, before);
    }
    return then.isAfter(after) ? Duration.between(then, after) : Duration.ZERO;
  }

  private static String words(Duration skew) {
    return "%s s %s".formatted(seconds(skew.abs()), skew.isNegative() ? "behind" : "ahead of");
  }

  private static String seconds(Duration length) {
    return String.format(Locale.ROOT, "%.1f", length.toMillis() / 1000.0);
  }
}
