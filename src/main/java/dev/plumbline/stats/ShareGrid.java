package dev.plumbline.stats;

import java.util.List;

/**
 * The alternatives every Bernoulli detector bets on: a share ε of the traffic fails always, the
 * rest stays at the objective p₀. Eleven shares, geometric from 0.001 to 0.5, equal weights w.
 *
 * <p>A trial whose likelihood ratio is L (1/p₀ after a failure, 0 after none) multiplies the wealth
 * of share ε by e = 1 − ε + ε·L. For every failure rate p ≤ p₀ given the past, E e = 1 − ε + ε·p/p₀
 * ≤ 1: that is all the guarantee needs. A grid in shares keeps its meaning when p₀ changes, and in
 * pooled series whose leaves differ in p₀.
 */
public final class ShareGrid {
  public static final int SIZE = Grid.FAILURES.size();

  private ShareGrid() {}

  /** The k-th share ε, ascending. */
  public static double share(int k) {
    return Grid.FAILURES.share(k);
  }

  /** ln r, r = Σ w (1 − ε)/ε: the evidence a detector starts, restarts and rests at; r ≈ 195. */
  public static double logRestingEvidence() {
    return Grid.FAILURES.logRestingEvidence();
  }

  /** Equal weights and the head start (1 − ε)/ε, for an {@link EDetector}. */
  public static Mixture mixture() {
    return Grid.FAILURES.mixture();
  }

  /**
   * One trial for an {@link EDetector}.
   *
   * @param ratio likelihood ratio L, see {@link BernoulliEDetector#after}
   */
  public static Increment increment(double ratio) {
    return new Increment(logIncrements(ratio));
  }

  /** ln e for every share, after one trial of this likelihood ratio. */
  static List<Double> logIncrements(double ratio) {
    return Grid.FAILURES.logIncrements(ratio);
  }
}
