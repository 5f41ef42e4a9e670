package dev.plumbline.lab.chat;

import java.time.Duration;

/**
 * What a rate limit said to one request.
 *
 * @param remaining requests left after it
 * @param untilAllowed until one more is allowed; zero where one is left
 * @param refill until the bucket is full
 */
public record Allowance(
    boolean allowed, int limit, int remaining, Duration untilAllowed, Duration refill) {

  /** Whole seconds until one more is allowed, rounded up. */
  public long retryAfterSeconds() {
    return untilAllowed.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
