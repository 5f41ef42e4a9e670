package dev.plumbline.stats;

/**
 * Divides the false alarms a fleet may have among its series: series j alarms at M ≥ A = n/(budget
 * · w), n its trials a period at base rate, Σw = 1 over all series of the fleet. Then its false
 * alarms a period are at most n/A = budget · w, and the fleet's at most the budget, whatever the
 * dependence between series. (e-detector Bonferroni, Dandapanthula and Ramdas 2025.)
 *
 * @param alarms false alarms a period the whole fleet may have
 * @param pooledShare part of them for pooled series in equal parts; the rest for leaves in equal
 *     parts. Where there is no pooled series the leaves have all
 * @param leaves series of single targets, over all checks
 * @param pooled series of several targets, over all checks
 */
public record AlarmBudget(double alarms, double pooledShare, int leaves, int pooled) {

  /** An alarm below this would say nothing: a detector rests at r. */
  private static final double LOG_LEAST = ShareGrid.logRestingEvidence() + StrictMath.log(2);

  public AlarmBudget {
    if (!(alarms > 0) || !(pooledShare >= 0 && pooledShare <= 1) || leaves < 1 || pooled < 0) {
      throw new IllegalArgumentException(
          "a budget of %s alarms, %s of it pooled, for %d leaves and %d pooled series"
              .formatted(alarms, pooledShare, leaves, pooled));
    }
  }

  /** ln A of a leaf; at least ln 2r. */
  public double logLeafThreshold(double trials) {
    return logThreshold(trials, (pooled == 0 ? 1 : 1 - pooledShare) / leaves);
  }

  /** ln A of a pooled series; at least ln 2r. */
  public double logPooledThreshold(double trials) {
    return logThreshold(trials, pooledShare / pooled);
  }

  /** ln A for a threshold given outright; at least ln 2r. */
  public static double logThreshold(double threshold) {
    return Math.max(StrictMath.log(threshold), LOG_LEAST);
  }

  private double logThreshold(double trials, double weight) {
    return logThreshold(trials / (alarms * weight));
  }
}
