package dev.plumbline.lab;

import dev.plumbline.lab.chat.Allowance;
import java.time.Duration;
import java.time.Instant;

/** A token bucket of one minute's requests, refilled steadily. */
final class RateLimit {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final int perMinute;
  private double left;
  private Instant filledAt = Instant.MIN;

  RateLimit(int perMinute) {
    this.perMinute = perMinute;
    this.left = perMinute;
  }

  synchronized Allowance take(Instant now) {
    if (filledAt.isBefore(now)) {
      if (!filledAt.equals(Instant.MIN)) {
        double minutes = Duration.between(filledAt, now).toNanos() / (double) WINDOW.toNanos();
        left = Math.min(perMinute, left + minutes * perMinute);
      }
      filledAt = now;
    }
    boolean allowed = left >= 1;
    if (allowed) {
      left -= 1;
    }
    return new Allowance(
        allowed, perMinute, (int) left, timeFor(Math.max(0, 1 - left)), timeFor(perMinute - left));
  }

  private Duration timeFor(double requests) {
    return Duration.ofNanos((long) (WINDOW.toNanos() * requests / perMinute));
  }
}
