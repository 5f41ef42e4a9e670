package dev.plumbline.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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
 * @param limits what else may not be exceeded; null for nothing
 * @param bursts identical requests at once; null for none
 * @param ways how the ways to ask are drawn; null: as probes say
 */
public record Budget(
    Duration interval,
    int concurrency,
    Duration timeout,
    long requestsPerDay,
    double stickyShare,
    int stickyTurns,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Limits limits,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Bursts bursts,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Ways ways) {

  /** A budget of requests a day alone. */
  public Budget(
      Duration interval,
      int concurrency,
      Duration timeout,
      long requestsPerDay,
      double stickyShare,
      int stickyTurns) {
    this(interval, concurrency, timeout, requestsPerDay, stickyShare, stickyTurns, null, null);
  }

  /** Asked as probes say. */
  public Budget(
      Duration interval,
      int concurrency,
      Duration timeout,
      long requestsPerDay,
      double stickyShare,
      int stickyTurns,
      @Nullable Limits limits,
      @Nullable Bursts bursts) {
    this(
        interval,
        concurrency,
        timeout,
        requestsPerDay,
        stickyShare,
        stickyTurns,
        limits,
        bursts,
        null);
  }

  /** How the ways to ask are drawn. */
  public Ways waysToAsk() {
    return ways == null ? Ways.USUAL : ways;
  }

  /** The most requests sent at once. */
  int largestBurst() {
    return bursts == null ? 1 : bursts.largest();
  }

  Budget withTimeout(Duration other) {
    return new Budget(
        interval,
        concurrency,
        other,
        requestsPerDay,
        stickyShare,
        stickyTurns,
        limits,
        bursts,
        ways);
  }
}
