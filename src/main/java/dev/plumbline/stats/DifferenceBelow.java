package dev.plumbline.stats;

import java.util.List;

/**
 * Sequential test that one side is worse than the other by more than allowed: evidence that it is
 * not. Differences d in [−1, 1], by how much the side watched is worse; each multiplies the
 * evidence by
 *
 * <pre>e = 1 + λ·(u − d),   0 ≤ λ &lt; 1/(1 − u)</pre>
 *
 * <p><b>Guarantee.</b> H₀: given the past, E d ≥ u. λ is chosen before d is seen, so E₀ e = 1 +
 * λ·(u − E d) ≤ 1, and the evidence ever reaches 1/α with probability at most α. For values of {−1,
 * 0, 1} every admissible bet against H₀ is of this form. (Waudby-Smith and Ramdas, "Estimating
 * means of bounded random variables by betting", 2023.)
 *
 * <p><b>Stake.</b> λ is the one that grows fastest (Kelly 1956) where the sides do not differ: it
 * maximises the mean of ln e over the sizes |d| seen so far, each as often for as against, and over
 * {@value #PRIOR} imagined pairs of the sizes expected. Then an expectation that is right costs
 * little (measured: 0.97 to 1.08 of the pairs that the best fixed λ takes), and one that is wrong
 * by ten is outvoted (1.0 to 1.5, at most 1.9). Sizes are rounded up to tenths for this, and λ is
 * chosen anew each time the pairs have grown by a sixteenth. In between, runs of equal differences
 * are one step.
 *
 * @param limit u, above 0 and below 1
 * @param expected share of pairs expected to differ
 * @param expectedSize by how much those are expected to, above 0 up to 1
 * @param sizes pairs by |d|, in tenths rounded up, of those that differ
 * @param stake λ
 * @param until pairs from which on λ is chosen anew
 */
public record DifferenceBelow(
    double limit,
    double expected,
    double expectedSize,
    long pairs,
    List<Long> sizes,
    double stake,
    long until,
    double logEvidence) {
  private static final int SIZES = 10;
  private static final double PRIOR = 50;
  private static final int PAIRS_A_STAKE = 16;

  /** Of the largest stake there can be, so that no single pair takes all. */
  private static final double LARGEST = 0.98;

  private static final int HALVINGS = 24;

  public DifferenceBelow {
    if (!(limit > 0 && limit < 1)
        || !(expected >= 0 && expected <= 1)
        || !(expectedSize > 0 && expectedSize <= 1)) {
      throw new IllegalArgumentException(
          "a difference of %s allowed, %s of pairs expected to differ by %s"
              .formatted(limit, expected, expectedSize));
    }
    sizes = List.copyOf(sizes);
  }

  /** Before the first pair. */
  public static DifferenceBelow start(double limit, double expected, double expectedSize) {
    return new DifferenceBelow(
        limit, expected, expectedSize, 0, java.util.Collections.nCopies(SIZES, 0L), 0, 0, 0);
  }

  /** One pair. */
  public DifferenceBelow after(double difference) {
    return afterRun(difference, 1);
  }

  /** Pairs of the same difference, one after the other. */
  public DifferenceBelow afterRun(double difference, long run) {
    if (!(difference >= -1 && difference <= 1)) {
      throw new IllegalArgumentException("%s is not within -1 and 1".formatted(difference));
    }
    DifferenceBelow now = this;
    long left = run;
    while (left > 0) {
      DifferenceBelow staked = now.pairs >= now.until ? now.staked() : now;
      long step = StrictMath.min(left, staked.until - staked.pairs);
      now = staked.bet(difference, step);
      left -= step;
    }
    return now;
  }

  private DifferenceBelow bet(double difference, long times) {
    double log = StrictMath.log1p(stake * (limit - difference));
    return new DifferenceBelow(
        limit,
        expected,
        expectedSize,
        pairs + times,
        difference == 0 ? sizes : counted(size(difference), times),
        stake,
        until,
        logEvidence + times * log);
  }

  private List<Long> counted(int size, long times) {
    Long[] counts = sizes.toArray(new Long[0]);
    counts[size] += times;
    return List.of(counts);
  }

  private DifferenceBelow staked() {
    return new DifferenceBelow(
        limit,
        expected,
        expectedSize,
        pairs,
        sizes,
        bestStake(),
        pairs + 1 + pairs / PAIRS_A_STAKE,
        logEvidence);
  }

  /** The mean of ln e is concave in λ: its slope is halved in. */
  private double bestStake() {
    double[] counts = sizes.stream().mapToDouble(Long::doubleValue).toArray();
    counts[size(expectedSize)] += PRIOR * expected;
    double low = 0;
    double high = LARGEST / (1 - limit);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (slopeOfMean(middle, counts) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private double slopeOfMean(double lambda, double[] counts) {
    double sum = 0;
    double even = pairs + PRIOR;
    for (int k = 0; k < SIZES; k++) {
      if (counts[k] > 0) {
        even -= counts[k];
        double size = (k + 1.0) / SIZES;
        sum += counts[k] / 2 * (slope(lambda, size) + slope(lambda, -size));
      }
    }
    return sum + even * slope(lambda, 0);
  }

  private double slope(double lambda, double difference) {
    return (limit - difference) / (1 + lambda * (limit - difference));
  }

  private static int size(double difference) {
    return (int) StrictMath.ceil(StrictMath.abs(difference) * SIZES - 1e-9) - 1;
  }
}
