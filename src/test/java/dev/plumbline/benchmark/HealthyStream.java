package dev.plumbline.benchmark;

import dev.plumbline.stats.Increment;
import dev.plumbline.stats.Mixture;
import java.util.random.RandomGenerator;

/**
 * Healthy trials of one kind, at the edge of what the increment declares to be health.
 *
 * @param referenced whether it needs a reference, of which each {@code capture} draws another
 */
record HealthyStream(
    String increment, String stream, boolean referenced, Mixture mixture, Capture capture) {

  /** Draws the reference. */
  interface Capture {
    Trials from(RandomGenerator random);
  }

  /** One trial after another. */
  interface Trials {
    /**
     * The next.
     *
     * @param trial its number, from 0
     */
    Increment next(RandomGenerator random, long trial);

    /**
     * How many trials without failure come before the next, which are applied at once; only where
     * no failure is {@code ShareGrid}'s.
     *
     * @param trial number of the first of them
     */
    default long misses(RandomGenerator random, long trial) {
      return 0;
    }
  }

  String name() {
    return increment + ", " + stream;
  }
}
