package dev.plumbline.benchmark;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** Exact limits of the mean of a count, from one count. */
final class Poisson {
  private Poisson() {}

  /** The mean under which so few or fewer have probability δ. */
  static double upper(long count, double delta) {
    return ChiSquaredDistribution.of(2 * (count + 1.0)).inverseSurvivalProbability(delta) / 2;
  }

  /** The mean under which so many or more have probability δ; 0 for none. */
  static double lower(long count, double delta) {
    return count == 0
        ? 0
        : ChiSquaredDistribution.of(2.0 * count).inverseCumulativeProbability(delta) / 2;
  }
}
