package dev.plumbline.stats;

import java.util.List;
import java.util.function.IntToDoubleFunction;

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
  public static final int SIZE = 11;

  private static final double SMALLEST = 0.001;
  private static final double LARGEST = 0.5;

  private static final List<Double> SHARES =
      perShare(k -> SMALLEST * StrictMath.pow(LARGEST / SMALLEST, (double) k / (SIZE - 1)));

  private static final Contamination CONTAMINATION = new Contamination(SHARES);

  /** ln of the factor of a trial without failure: a = 1 − ε. */
  private static final List<Double> LOG_MISS = CONTAMINATION.logs(Double.NEGATIVE_INFINITY);

  private static final Mixture MIXTURE = CONTAMINATION.mixture();

  /**
   * ln of the value a detector rests at: (1 − ε)/ε, which failure-free trials leave where it is.
   */
  private static final List<Double> LOG_REST = MIXTURE.logHeadStarts();

  private static final double LOG_RESTING_EVIDENCE = logMixture(LOG_REST);

  private ShareGrid() {}

  /** The k-th share ε, ascending. */
  public static double share(int k) {
    return SHARES.get(k);
  }

  /** ln r, r = Σ w (1 − ε)/ε: the evidence a detector starts, restarts and rests at; r ≈ 195. */
  public static double logRestingEvidence() {
    return LOG_RESTING_EVIDENCE;
  }

  /** Equal weights and the head start (1 − ε)/ε, for an {@link EDetector}. */
  public static Mixture mixture() {
    return MIXTURE;
  }

  /**
   * One trial for an {@link EDetector}.
   *
   * @param ratio likelihood ratio L, see {@link BernoulliEDetector#after}
   */
  public static Increment increment(double ratio) {
    return new Increment(logIncrements(ratio));
  }

  static double logMiss(int k) {
    return LOG_MISS.get(k);
  }

  static List<Double> logRest() {
    return LOG_REST;
  }

  /** ln e for every share, after one trial of this likelihood ratio. */
  static List<Double> logIncrements(double ratio) {
    return ratio == 0 ? LOG_MISS : CONTAMINATION.logs(StrictMath.log(ratio));
  }

  /** ln Σ w exp(v): the mixture over shares. */
  static double logMixture(List<Double> logs) {
    return LogMath.sum(logs) - StrictMath.log(SIZE);
  }

  static List<Double> perShare(IntToDoubleFunction value) {
    return Logs.per(SIZE, value);
  }

  static List<Double> requireOnePerShare(List<Double> values) {
    if (values.size() != SIZE) {
      throw new IllegalArgumentException(
          "one value for each of %d shares, not %d".formatted(SIZE, values.size()));
    }
    return List.copyOf(values);
  }
}
