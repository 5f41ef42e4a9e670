package dev.plumbline.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Requests one server gets from elsewhere: a Poisson process whose requests each stay for an
 * exponential time. Worked out whenever somebody looks, so it costs nothing in between. Starts in
 * its steady state.
 */
final class BackgroundTraffic {
  /** What a request of 100 tokens takes at latency scale 1. */
  static final Duration MEAN_STAY = Duration.ofMillis(450);

  /** After so many stays nothing of the past is left: start afresh instead of replaying it. */
  private static final int STAYS_REMEMBERED = 40;

  private final double perSecond;
  private final RandomGenerator random;
  private final PriorityQueue<Instant> endings = new PriorityQueue<>();
  private Instant seenUntil = Instant.MIN;
  private Instant nextArrival = Instant.MIN;

  BackgroundTraffic(double perSecond, long seed) {
    this.perSecond = perSecond;
    this.random = new SplittableRandom(seed);
  }

  /** How many requests are under way. Times asked for should not go back. */
  synchronized int underWay(Instant now) {
    if (perSecond == 0) {
      return 0;
    }
    if (seenUntil.equals(Instant.MIN)
        || Duration.between(seenUntil, now).compareTo(MEAN_STAY.multipliedBy(STAYS_REMEMBERED))
            > 0) {
      startAfresh(now);
    }
    while (nextArrival.compareTo(now) <= 0) {
      endings.add(nextArrival.plus(stay()));
      nextArrival = nextArrival.plus(gap());
    }
    while (!endings.isEmpty() && endings.peek().compareTo(now) <= 0) {
      endings.remove();
    }
    seenUntil = seenUntil.compareTo(now) < 0 ? now : seenUntil;
    return endings.size();
  }

  private void startAfresh(Instant now) {
    endings.clear();
    // A Poisson number of them, by counting exponential gaps; what is left of an exponential stay
    // is exponential again.
    for (double sum = exponential(1); sum < meanUnderWay(perSecond); sum += exponential(1)) {
      endings.add(now.plus(stay()));
    }
    nextArrival = now.plus(gap());
    seenUntil = now;
  }

  private Duration stay() {
    return nanos(exponential((double) MEAN_STAY.toNanos()));
  }

  private Duration gap() {
    return nanos(exponential(1e9 / perSecond));
  }

  private static Duration nanos(double nanos) {
    return Duration.ofNanos((long) nanos + 1);
  }

  private double exponential(double mean) {
    return mean * random.nextExponential();
  }

  private static double meanUnderWay(double perSecond) {
    return perSecond * MEAN_STAY.toNanos() / 1e9;
  }

  /** In the long run, the share of moments with at least so many requests under way. */
  static double shareWithAtLeast(int requests, double perSecond) {
    double mean = meanUnderWay(perSecond);
    double term = Math.exp(-mean);
    double fewer = 0;
    for (int n = 0; n < requests; n++) {
      fewer += term;
      term *= mean / (n + 1);
    }
    return Math.max(0, 1 - fewer);
  }
}
