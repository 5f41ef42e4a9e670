package dev.plumbline.stats;

import java.util.List;

/**
 * How a mixture e-detector divides its bet: a weight and a head start for each alternative.
 *
 * @param logWeights ln w, Σ w = 1
 * @param logHeadStarts ln of the R each alternative starts and restarts at; −∞ for none. A head
 *     start costs r = Σ w·R of the threshold and saves the time R takes to settle in health
 */
public record Mixture(List<Double> logWeights, List<Double> logHeadStarts) {
  private static final double ROUNDING = 1e-9;

  public Mixture {
    logWeights = Logs.requireFactors(logWeights);
    logHeadStarts = Logs.requireFactors(logHeadStarts);
    Logs.requireSize(logHeadStarts, logWeights.size());
    double logAll = LogMath.sum(logWeights);
    if (!(StrictMath.abs(logAll) <= ROUNDING)) {
      throw new IllegalArgumentException(
          "weights add up to %s, not 1".formatted(StrictMath.exp(logAll)));
    }
  }

  /** Equal weights, no head start. */
  public static Mixture equal(int alternatives) {
    return equal(Logs.per(alternatives, _ -> Double.NEGATIVE_INFINITY));
  }

  /** Equal weights with these head starts. */
  public static Mixture equal(List<Double> logHeadStarts) {
    double logWeight = -StrictMath.log((double) logHeadStarts.size());
    return new Mixture(Logs.per(logHeadStarts.size(), _ -> logWeight), logHeadStarts);
  }

  public int size() {
    return logWeights.size();
  }

  /** ln r: the evidence a detector starts and restarts at. */
  public double logRestingEvidence() {
    return log(logHeadStarts);
  }

  /** ln Σ w·exp(v). */
  double log(List<Double> logs) {
    return LogMath.sum(Logs.per(size(), k -> logWeights.get(k) + logs.get(k)));
  }
}
