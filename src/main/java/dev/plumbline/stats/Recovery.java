package dev.plumbline.stats;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The reverse detector: evidence that a series which alarmed is healthy again. H₀: the failure rate
 * is still at least q; alternative: it is back at the objective p₀. Shiryaev-Roberts, in
 * logarithms:
 *
 * <pre>R ← (1 + R)·e,   e = (p₀/q)^x · ((1 − p₀)/(1 − q))^(1 − x)</pre>
 *
 * for a failure (x = 1) or none (x = 0), linear between them for a trial of several outcomes. E e ≤
 * 1 whenever the rate given the past is q or more, so while the fault lasts, a false all-clear
 * comes after {@value #CLEARED_AT} trials or more on average. At q = 0.4 % and p₀ = 1e-4 a series
 * without failures clears after about 1,530 trials.
 *
 * @param objective p₀
 * @param share q: half the lower limit of the effect, but at least five objectives. Below that,
 *     health and fault could hardly be told apart: at p₀ = 1e-4, five take 9,300 clean trials to
 *     clear, two would take 24,000. Where five objectives are near 1 or above it (pairs: p₀ = ½),
 *     halfway between p₀ and the lower limit of the effect, which counts as at least 0.8 at p₀ = ½
 * @param logR ln R
 */
public record Recovery(double objective, double share, double logR) {
  public static final double CLEARED_AT = 1e5;
  private static final double FLOOR_IN_OBJECTIVES = 5;

  /** Of the way from a high objective to 1: nearer to it, health would take too long to show. */
  private static final double LEAST_EFFECT = 0.6;

  /** The limit comes out of an iteration; rounded, it is the same on every machine. */
  private static final MathContext DIGITS = new MathContext(3);

  /** Begins, right after an alarm whose effect has this lower limit. */
  public static Recovery from(double objective, double effectLower) {
    double least = objective + LEAST_EFFECT * (1 - objective);
    double halfway = (objective + Math.max(effectLower, least)) / 2;
    double floor = Math.min(FLOOR_IN_OBJECTIVES * objective, halfway);
    double share = new BigDecimal(Math.max(effectLower / 2, floor)).round(DIGITS).doubleValue();
    return new Recovery(objective, share, Double.NEGATIVE_INFINITY);
  }

  /**
   * One trial.
   *
   * @param failedShare part of its outcomes that failed: 0 or 1 where it is a single one
   */
  public Recovery after(double failedShare) {
    double increment =
        failedShare * objective / share + (1 - failedShare) * (1 - objective) / (1 - share);
    return new Recovery(
        objective, share, Form.SHIRYAEV_ROBERTS.after(logR, 0, StrictMath.log(increment)));
  }

  /**
   * ln of the product of e over single trials, from one start: never more than ln R, which sums
   * over all of them. For trials of which only the numbers are known.
   */
  public double logProduct(long trials, long failures) {
    return failures * StrictMath.log(objective / share)
        + (trials - failures) * StrictMath.log((1 - objective) / (1 - share));
  }

  public boolean complete() {
    return logR >= StrictMath.log(CLEARED_AT);
  }
}
