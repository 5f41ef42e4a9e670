package dev.plumbline.detect;

import dev.plumbline.catalog.DetectionPolicy;
import java.time.Duration;
import java.time.Instant;

/**
 * How far one check has got, in scheduled time.
 *
 * @param watermark latest scheduled time seen
 * @param closedUntil end of the last window closed: {@code grace} behind the watermark or more
 */
record CheckClock(Instant watermark, Instant closedUntil) {
  static final CheckClock START = new CheckClock(Instant.EPOCH, Instant.EPOCH);

  CheckClock advancedTo(Instant scheduledAt, DetectionPolicy policy) {
    Instant latest = later(watermark, scheduledAt);
    Instant complete = windowOf(latest.minus(policy.grace()), policy.window());
    return new CheckClock(latest, later(closedUntil, complete));
  }

  /** When everything seen is due and all its windows are closed, whatever their grace. */
  CheckClock atEnd(DetectionPolicy policy) {
    Instant allDue = watermark.plus(Samples.SESSION_LIMIT);
    Instant complete = windowOf(allDue, policy.window()).plus(policy.window());
    return new CheckClock(watermark, later(closedUntil, complete));
  }

  /** Start of the window a time lies in; windows are aligned to the epoch. */
  static Instant windowOf(Instant time, Duration window) {
    return Instant.ofEpochMilli(
        Math.floorDiv(time.toEpochMilli(), window.toMillis()) * window.toMillis());
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
