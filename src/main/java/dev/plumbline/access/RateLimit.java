package dev.plumbline.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests of each caller, by a bucket that fills steadily. Those who asked longest ago are
 * forgotten first, so many addresses cost no memory.
 */
final class RateLimit {
  private static final int CALLERS = 10_000;
  private static final int BURST_SECONDS = 4;

  private final int perSecond;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > CALLERS;
        }
      };

  private record Bucket(double left, Instant at) {}

  /**
   * @param perSecond on average; 0: any number
   */
  RateLimit(int perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  /** Takes one, if there is one. */
  synchronized boolean allows(String caller) {
    if (perSecond == 0) {
      return true;
    }
    Instant now = clock.instant();
    double most = (double) perSecond * BURST_SECONDS;
    Bucket bucket = buckets.getOrDefault(caller, new Bucket(most, now));
    double filled = Duration.between(bucket.at(), now).toNanos() / 1e9 * perSecond;
    double left = Math.min(most, bucket.left() + Math.max(0, filled));
    boolean allowed = left >= 1;
    buckets.put(caller, new Bucket(allowed ? left - 1 : left, now));
    return allowed;
  }
}
