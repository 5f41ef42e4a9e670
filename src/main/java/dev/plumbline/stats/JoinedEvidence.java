package dev.plumbline.stats;

import java.util.List;

/**
 * Evidence of several tests as one: Σ w·E. Its mean under the null hypothesis of all of them is at
 * most Σ w·1 = 1 at any time, however the tests depend on each other, and so is that of its
 * continuation given the past: it ever reaches 1/α with probability at most α. (Vovk and Wang,
 * "E-values: calibration, combination and applications", 2021: the average is essentially the only
 * way to join e-values under arbitrary dependence.)
 */
public final class JoinedEvidence {
  private JoinedEvidence() {}

  /**
   * ln Σ w·E.
   *
   * @param weights Σ w ≤ 1
   * @param logs ln E, one for each weight
   */
  public static double log(List<Double> weights, List<Double> logs) {
    double all = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (weights.size() != logs.size() || !(all <= 1 + 1e-9)) {
      throw new IllegalArgumentException(
          "%d weights that add up to %s for %d tests".formatted(weights.size(), all, logs.size()));
    }
    return LogMath.sum(Logs.per(logs.size(), k -> StrictMath.log(weights.get(k)) + logs.get(k)));
  }
}
