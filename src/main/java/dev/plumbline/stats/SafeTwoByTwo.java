package dev.plumbline.stats;

/**
 * Sequential test that a canary fails no oftener than its baseline, in blocks of trials of both.
 * Immutable. With θ_a and θ_b the failure rates estimated from the blocks before, (failures + 0.18)
 * / (trials + 0.36), and θ₀ their mean weighted by the block's trials n_a and n_b, a block of y_a
 * and y_b failures multiplies the evidence by
 *
 * <pre>e = (θ_a/θ₀)^y_a·((1 − θ_a)/(1 − θ₀))^(n_a − y_a) · the same of b</pre>
 *
 * or by 1 where θ_b ≤ θ_a: there is nothing to bet on yet. The sizes of a block must be known
 * before its outcomes.
 *
 * <p><b>Guarantee.</b> For any rates p_b ≤ p_a, the evidence ever reaches 1/α with probability at
 * most α. (Turner, Ly, Grünwald, "Generic E-variables for exact sequential k-sample tests that
 * allow for optional stopping", 2024; one-sided: e falls in p_a and rises in p_b, so equal rates
 * are the worst.) The evidence itself is e^{@code logEvidence}.
 *
 * @param logEvidence ln of the product of the blocks' e
 */
public record SafeTwoByTwo(
    long baselineFailures,
    long baselineTrials,
    long canaryFailures,
    long canaryTrials,
    double logEvidence) {
  private static final double PRIOR = 0.18;

  /** Before the first block. */
  public static SafeTwoByTwo start() {
    return new SafeTwoByTwo(0, 0, 0, 0, 0);
  }

  /** One block. */
  public SafeTwoByTwo after(
      long newBaselineFailures,
      long newBaselineTrials,
      long newCanaryFailures,
      long newCanaryTrials) {
    Arm a = new Arm(baselineFailures, baselineTrials, newBaselineFailures, newBaselineTrials);
    Arm b = new Arm(canaryFailures, canaryTrials, newCanaryFailures, newCanaryTrials);
    return new SafeTwoByTwo(
        baselineFailures + newBaselineFailures,
        baselineTrials + newBaselineTrials,
        canaryFailures + newCanaryFailures,
        canaryTrials + newCanaryTrials,
        logEvidence + logIncrement(a, b));
  }

  private static double logIncrement(Arm a, Arm b) {
    double all = (double) a.newTrials + b.newTrials;
    if (b.failing() <= a.failing() || all == 0) {
      return 0;
    }
    double failing = (a.newTrials * a.failing() + b.newTrials * b.failing()) / all;
    double passing = (a.newTrials * a.passing() + b.newTrials * b.passing()) / all;
    return a.logRatio(failing, passing) + b.logRatio(failing, passing);
  }

  /** Counts of one side before the block, and within it. */
  private record Arm(long failures, long trials, long newFailures, long newTrials) {
    private Arm {
      if (newFailures < 0 || newFailures > newTrials) {
        throw new IllegalArgumentException(
            "%d failures in %d trials".formatted(newFailures, newTrials));
      }
    }

    double failing() {
      return (failures + PRIOR) / (trials + 2 * PRIOR);
    }

    double passing() {
      return (trials - failures + PRIOR) / (trials + 2 * PRIOR);
    }

    double logRatio(double jointlyFailing, double jointlyPassing) {
      return newFailures * StrictMath.log(failing() / jointlyFailing)
          + (newTrials - newFailures) * StrictMath.log(passing() / jointlyPassing);
    }
  }
}
