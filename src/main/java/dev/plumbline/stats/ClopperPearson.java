package dev.plumbline.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact confidence interval of a proportion: covers at least as often as it says, for every
 * true rate. Lower limit: the α/2 quantile of Beta(x, n − x + 1); upper: the 1 − α/2 quantile of
 * Beta(x + 1, n − x). (Clopper and Pearson 1934.)
 *
 * @param rate x/n; 0 where nothing was tried
 * @param lower 0 where nothing failed
 * @param upper 1 where everything failed, or nothing was tried
 */
public record ClopperPearson(double rate, double lower, double upper) {

  /**
   * Reads the interval off counts.
   *
   * @param confidence 0.95 for 95 %
   */
  public static ClopperPearson of(long failures, long trials, double confidence) {
    if (failures < 0 || failures > trials || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "%d failures in %d trials at confidence %s".formatted(failures, trials, confidence));
    }
    double tail = (1 - confidence) / 2;
    double lower =
        failures == 0
            ? 0
            : BetaDistribution.of((double) failures, trials - failures + 1.0)
                .inverseCumulativeProbability(tail);
    double upper =
        failures == trials
            ? 1
            : BetaDistribution.of(failures + 1.0, (double) trials - failures)
                .inverseSurvivalProbability(tail);
    return new ClopperPearson(trials == 0 ? 0 : (double) failures / trials, lower, upper);
  }
}
