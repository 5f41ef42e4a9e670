package dev.plumbline.stats;

/**
 * Bets that a share of the trials comes from another pool, by the score's {@link BinnedRatio}
 * divided by the upper limit U of its mean: e = 1 − ε + ε·L/U. Dividing the ratio and not e keeps a
 * small share's bet from shrinking with every trial.
 *
 * @param limit of one alternative: ln U of the ratio
 */
public record BoundedRatio(BinnedRatio ratio, TwoCapture limit, Contamination shares) {
  public BoundedRatio {
    Logs.requireSize(limit.logLimits(), 1);
  }

  public Mixture mixture() {
    return shares.mixture();
  }

  /** One trial. */
  public Increment increment(double score) {
    return shares.increment(logRatio(score));
  }

  /** ln L/U of one trial, for a detector that brings its own shares. */
  public double logRatio(double score) {
    return ratio.logRatio(score) - limit.logLimits().getFirst();
  }
}
