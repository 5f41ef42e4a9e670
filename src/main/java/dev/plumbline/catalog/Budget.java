package dev.plumbline.catalog;

import java.time.Duration;

/**
 * How often and how hard a target may be asked.
 *
 * @param interval between two slots of the target, on average; its base rate is one a interval
 * @param concurrency requests of one worker under way at once, at most
 * @param timeout of one request, first byte to last
 * @param requestsPerDay at most, UTC day; slots beyond are skipped and counted. What it is more
 *     than the interval needs, demands may use
 * @param stickyShare share of slots spent in sticky sessions, 0 to 1
 * @param stickyTurns exchanges of one sticky session
 */
public record Budget(
    Duration interval,
    int concurrency,
    Duration timeout,
    long requestsPerDay,
    double stickyShare,
    int stickyTurns) {

  Budget withTimeout(Duration other) {
    return new Budget(interval, concurrency, other, requestsPerDay, stickyShare, stickyTurns);
  }
}
