package dev.plumbline.stats;

import java.util.List;

/**
 * Sequential test that trials fail oftener than allowed, from counts alone: evidence that they do
 * not. Alternatives are rates q below the limit u, parts {@code 0, .1, .2} of it; after f failures
 * in n trials the evidence is
 *
 * <pre>E = Σ w·(q/u)^f·((1 − q)/(1 − u))^(n − f)</pre>
 *
 * <p><b>Guarantee.</b> H₀: given the past, each trial fails with probability at least u. Then E₀ e
 * = 1 + (u − p)·((1 − q)/(1 − u) − q/u) ≤ 1 for p ≥ u, so E ever reaches 1/α with probability at
 * most α. (The likelihood ratio of Wald's sequential test, 1945, mixed; valid at every look by
 * Ville's inequality.)
 *
 * <p><b>Weights</b> .5, .35, .15. No level-α test can pass a clean stream before ln(1/α)/−ln(1 − u)
 * trials, 459 at u = 1 % and α = 1 %, and the one that does (q = 0 alone) never passes after one
 * failure. The mixture passes a clean stream after 484, after one failure at 846, after two at
 * 1,086, after three at 1,320 trials.
 *
 * @param limit u, above 0 and below 1
 */
public record RateBelow(double limit, long failures, long trials) {
  private static final List<Double> PARTS = List.of(0.0, .1, .2);
  private static final int HALVINGS = 40;
  private static final List<Double> WEIGHTS = List.of(.5, .35, .15);

  public RateBelow {
    if (!(limit > 0 && limit < 1) || failures < 0 || failures > trials) {
      throw new IllegalArgumentException(
          "%d failures in %d trials, at most %s allowed".formatted(failures, trials, limit));
    }
  }

  /** Before the first trial. */
  public static RateBelow start(double limit) {
    return new RateBelow(limit, 0, 0);
  }

  /** One trial. */
  public RateBelow after(boolean failed) {
    return new RateBelow(limit, failures + (failed ? 1 : 0), trials + 1);
  }

  /** ln E. It rises only with a trial that did not fail. */
  public double logEvidence() {
    long passed = trials - failures;
    return LogMath.sum(
        Logs.per(
            PARTS.size(),
            k -> {
              double part = PARTS.get(k);
              // No failure is certain not to be one of a rate of 0: ln 0 · 0 must not be NaN.
              double failed = failures == 0 ? 0 : failures * StrictMath.log(part);
              double perPass = StrictMath.log1p(-part * limit) - StrictMath.log1p(-limit);
              return StrictMath.log(WEIGHTS.get(k)) + failed + passed * perPass;
            }));
  }

  /**
   * Trials without failure that are still missing until ln E reaches this.
   *
   * @return 0 where it has
   */
  public long missing(double logThreshold) {
    long enough = 1;
    while (plus(enough).logEvidence() < logThreshold) {
      enough *= 2;
    }
    long few = logEvidence() >= logThreshold ? -1 : 0;
    while (enough - few > 1) {
      long middle = few + (enough - few) / 2;
      if (plus(middle).logEvidence() < logThreshold) {
        few = middle;
      } else {
        enough = middle;
      }
    }
    return enough;
  }

  /**
   * The upper limit that goes with it: the least u that is refuted at 1/α. Together with all later
   * ones it is missed with probability at most α.
   *
   * @return 1 where nothing is
   */
  public static double upper(long failures, long trials, double alpha) {
    double open = 0;
    double refuted = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (open + refuted) / 2;
      if (new RateBelow(middle, failures, trials).logEvidence() >= -StrictMath.log(alpha)) {
        refuted = middle;
      } else {
        open = middle;
      }
    }
    return refuted;
  }

  private RateBelow plus(long passes) {
    return new RateBelow(limit, failures, trials + passes);
  }
}
