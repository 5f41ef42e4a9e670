package dev.plumbline.stats;

import java.util.List;

/**
 * Bets on a difference d in [−1, 1], as of the scores of two sides asked the same. H₀: E d ≤ 0
 * given the past; alternative: E d &gt; 0.
 *
 * <pre>e = 1 + λ·d,   E e = 1 + λ·E d ≤ 1</pre>
 *
 * <p>Nothing else is asked of the distribution. (Waudby-Smith and Ramdas, "Estimating means of
 * bounded random variables by betting", 2023.)
 *
 * @param stakes λ, each above 0 and below 1
 */
public record BoundedBetting(List<Double> stakes) {
  private static final BoundedBetting STANDARD = new BoundedBetting(List.of(.05, .1, .2, .4, .8));

  public BoundedBetting {
    stakes = Logs.requireWithin(stakes, 0, 1);
  }

  /** λ from .05 to .8. */
  public static BoundedBetting standard() {
    return STANDARD;
  }

  /** Equal weights, no head start. */
  public Mixture mixture() {
    return Mixture.equal(stakes.size());
  }

  /**
   * One pair.
   *
   * @param difference d: by how much the side watched is worse
   */
  public Increment increment(double difference) {
    if (!(difference >= -1 && difference <= 1)) {
      throw new IllegalArgumentException("%s is not within -1 and 1".formatted(difference));
    }
    return Increment.of(stakes.size(), k -> StrictMath.log1p(stakes.get(k) * difference));
  }
}
