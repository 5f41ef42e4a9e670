package dev.plumbline.incident;

import org.apache.commons.statistics.distribution.BetaDistribution;

/** Clopper-Pearson 95 % limits of a failure rate, 2.5 % beyond either. */
final class Limits {
  private static final double BEYOND = 0.025;

  private Limits() {}

  static double lower(long failures, long trials) {
    return failures <= 0
        ? 0
        : BetaDistribution.of((double) failures, trials - failures + 1.0).inverseCumulativeProbability(BEYOND);
  }

  static double upper(long failures, long trials) {
    return failures >= trials
        ? 1
        : BetaDistribution.of(failures + 1.0, (double) (trials - failures))
            .inverseSurvivalProbability(BEYOND);
  }
}
