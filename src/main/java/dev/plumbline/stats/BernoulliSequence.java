package dev.plumbline.stats;

/**
 * A confidence interval of a proportion that may be looked at after every trial: all the intervals
 * of an endless stream together hold the true rate with the confidence stated. The rates p that a
 * bet on Beta(½, ½) has not made 1/α out of, s failures and f successes in:
 *
 * <pre>B(½ + s, ½ + f)/(B(½, ½)·pˢ·(1 − p)ᶠ) &lt; 1/α</pre>
 *
 * <p>(Robbins 1970, by Ville's inequality; the prior of Krichevsky and Trofimov 1981.) Depends on
 * the counts alone, so a run of trials is one step.
 *
 * @param rate s/(s + f); 0 where nothing was tried
 * @param lower 0 where nothing failed
 * @param upper 1 where everything failed, or nothing was tried
 */
public record BernoulliSequence(double rate, double lower, double upper) {
  private static final double PRIOR = 0.5;

  /**
   * The interval after these trials.
   *
   * @param confidence 0.95 for 95 %
   */
  public static BernoulliSequence of(long failures, long trials, double confidence) {
    if (failures < 0 || failures > trials || !(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "%d failures in %d trials at confidence %s".formatted(failures, trials, confidence));
    }
    long successes = trials - failures;
    double logAlpha = StrictMath.log1p(-confidence);
    return new BernoulliSequence(
        trials == 0 ? 0 : (double) failures / trials,
        failures == 0 ? 0 : LogOdds.p(lower(failures, successes, logAlpha)),
        successes == 0 ? 1 : LogOdds.p(-lower(successes, failures, logAlpha)));
  }

  /** Log-odds of the lower limit of the rate at which {@code ones} happen. */
  private static double lower(long ones, long others, double logAlpha) {
    double logLeast =
        LogBeta.of(PRIOR + ones, PRIOR + others) - LogBeta.of(PRIOR, PRIOR) + logAlpha;
    // The likelihood is at most pˢ, so the limit is not left of where that reaches the least.
    return LogOdds.root(
        logLeast / ones,
        x -> ones * LogOdds.logP(x) + others * LogOdds.logP(-x) - logLeast,
        x -> ones - (ones + others) * LogOdds.p(x));
  }
}
