package dev.plumbline.stats;

/**
 * The exact confidence interval of a proportion: covers at least as often as it says, for every
 * true rate. Lower limit: the α/2 quantile of Beta(x, n − x + 1); upper: the 1 − α/2 quantile of
 * Beta(x + 1, n − x). For one sample of fixed size; where one looks again and again, {@link
 * BernoulliSequence}. (Clopper and Pearson 1934.)
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
    double tail = (1 - confidence) / 2;
    double upper = upper(failures, trials, tail);
    // A failure is a trial that did not succeed: the interval of successes, mirrored.
    double lower = failures == 0 ? 0 : LogOdds.p(-upperLogOdds(trials - failures, trials, tail));
    return new ClopperPearson(trials == 0 ? 0 : (double) failures / trials, lower, upper);
  }

  /** The upper limit alone, missed with probability at most δ. */
  public static double upper(long failures, long trials, double delta) {
    if (failures < 0 || failures > trials || !(delta > 0 && delta < 0.5)) {
      throw new IllegalArgumentException(
          "%d failures in %d trials, missed with probability %s"
              .formatted(failures, trials, delta));
    }
    return failures == trials ? 1 : LogOdds.p(upperLogOdds(failures, trials, delta));
  }

  /** Where P(Beta(x + 1, n − x) &gt; p) = δ, found from the left tail of the odds against. */
  private static double upperLogOdds(long failures, long trials, double delta) {
    double a = failures + 1.0;
    double b = (double) trials - failures;
    double logDelta = StrictMath.log(delta);
    return -LogOdds.root(
        LogOdds.of(b, a),
        x -> LogBeta.logLower(b, a, x) - logDelta,
        x -> LogBeta.slopeOfLogLower(b, a, x));
  }
}
