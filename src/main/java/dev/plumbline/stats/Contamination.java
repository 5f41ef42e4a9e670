package dev.plumbline.stats;

import java.util.List;

/**
 * Bets that a share ε of the traffic is of another kind, for several shares at once. A trial whose
 * likelihood ratio (other kind against own) is L multiplies the wealth of share ε by
 *
 * <pre>e = 1 − ε + ε·L</pre>
 *
 * <p>E e = 1 + ε·(E L − 1) ≤ 1 wherever E L ≤ 1 given the past. A grid in shares asks nothing else
 * of L.
 *
 * @param shares ε, each above 0 and below 1
 */
public record Contamination(List<Double> shares) {
  private static final Contamination STANDARD =
      new Contamination(List.of(.001, .003, .01, .03, .1, .3));

  public Contamination {
    shares = Logs.requireWithin(shares, 0, 1);
  }

  /** ε from .001 to .3. */
  public static Contamination standard() {
    return STANDARD;
  }

  /**
   * Equal weights; R starts at (1 − ε)/ε, the value trials of ratio 0 leave where it is and to
   * which smaller ratios bring it back.
   */
  public Mixture mixture() {
    return Mixture.equal(Logs.per(size(), this::logRest));
  }

  /**
   * One trial.
   *
   * @param logRatio ln L; −∞ for L = 0
   */
  public Increment increment(double logRatio) {
    return new Increment(logs(logRatio));
  }

  List<Double> logs(double logRatio) {
    return Logs.per(
        size(), k -> LogMath.add(StrictMath.log1p(-share(k)), StrictMath.log(share(k)) + logRatio));
  }

  double logRest(int k) {
    return StrictMath.log1p(-share(k)) - StrictMath.log(share(k));
  }

  private int size() {
    return shares.size();
  }

  private double share(int k) {
    return shares.get(k);
  }
}
