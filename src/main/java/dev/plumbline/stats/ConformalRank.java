package dev.plumbline.stats;

import java.util.List;
import java.util.function.DoublePredicate;

/**
 * Bets that a value is stranger than the reference values of capture A, by its rank among them
 * alone: right on any grid and for any tails. With G reference values above and T equal to it, out
 * of n,
 *
 * <pre>
 * p = (G + u·(T + 1)) / (n + 1)
 * f = κ·p^(κ − 1),   but (n + 1)^(1 − κ), the mean of that, where p &lt; 1/(n + 1)</pre>
 *
 * <p>With u uniform in (0, 1), p is uniform as long as value and reference are exchangeable, and E
 * f = 1 since ∫ κ·p^(κ−1) dp = 1. That is on average over references; for the one that is kept for
 * ever it does not hold, so f goes through {@link TwoCapture}. (Vovk, Gammerman, Shafer,
 * "Algorithmic Learning in a Random World", 2005; power calibrators: Vovk and Wang 2021.)
 *
 * @param reference ascending
 * @param exponents κ, each above 0 and below 1; the smaller, the fewer and stranger values it bets
 *     on
 */
public record ConformalRank(List<Double> reference, List<Double> exponents) {
  private static final List<Double> EXPONENTS = List.of(.3, .5, .7, .9);

  public ConformalRank {
    if (reference.isEmpty() || reference.stream().anyMatch(value -> value.isNaN())) {
      throw new IllegalArgumentException("a reference is one or more numbers");
    }
    reference = reference.stream().sorted().toList();
    exponents = Logs.requireWithin(exponents, 0, 1);
  }

  /** κ from .3 to .9. */
  public static ConformalRank standard(List<Double> reference) {
    return new ConformalRank(reference, EXPONENTS);
  }

  /** Equal weights, no head start. */
  public Mixture mixture() {
    return Mixture.equal(exponents.size());
  }

  /**
   * The rank p of a value, small for a large one.
   *
   * @param tieBreak u in [0, 1], uniform and drawn by the caller, who can draw it again in a replay
   */
  public double rank(double value, double tieBreak) {
    if (Double.isNaN(value) || !(tieBreak >= 0 && tieBreak <= 1)) {
      throw new IllegalArgumentException("value %s with tie-break %s".formatted(value, tieBreak));
    }
    int below = count(other -> other < value);
    int notAbove = count(other -> other <= value);
    int above = reference.size() - notAbove;
    return (above + tieBreak * (notAbove - below + 1)) / (reference.size() + 1);
  }

  /** One value. */
  public RawIncrement raw(double value, double tieBreak) {
    double rank = rank(value, tieBreak);
    List<Double> maxima = logMaxima();
    return RawIncrement.of(
        exponents.size(),
        k -> rank * (reference.size() + 1) < 1 ? maxima.get(k) : log(exponents.get(k), rank));
  }

  /** ln of the largest f, per alternative. */
  public List<Double> logMaxima() {
    double logRanks = StrictMath.log(reference.size() + 1.0);
    return Logs.per(exponents.size(), k -> (1 - exponents.get(k)) * logRanks);
  }

  /** How many of the reference, ascending, come before the first that is not so. */
  private int count(DoublePredicate so) {
    int from = 0;
    int to = reference.size();
    while (from < to) {
      int middle = (from + to) / 2;
      if (so.test(reference.get(middle))) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private static double log(double exponent, double rank) {
    return StrictMath.log(exponent) + (exponent - 1) * StrictMath.log(rank);
  }
}
