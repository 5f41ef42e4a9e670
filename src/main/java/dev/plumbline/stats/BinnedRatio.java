package dev.plumbline.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How much likelier a score is from another pool than from one's own, counted in bins and never
 * taken from a density: a Gaussian ratio on tails that are heavier alarms within a thousand trials
 * at a nominal million. Bins end at quantiles of the own draws of capture A; with counts c of n own
 * draws and d of m others in B bins,
 *
 * <pre>L = ((d + ½)/(m + B/2)) / ((c + ½)/(n + B/2))</pre>
 *
 * <p>E L ≤ 1 holds only once {@link #bounded} by a capture B.
 *
 * @param edges ascending; a bin reaches from above one edge up to and including the next
 * @param logRatios ln L per bin, one more than edges
 */
public record BinnedRatio(List<Double> edges, List<Double> logRatios) {
  public static final int FEWEST_OWN = 20_000;
  public static final int FEWEST_OTHER = 2_000;
  private static final List<Double> QUANTILES = List.of(.5, .9, .97, .99, .997, .999);

  public BinnedRatio {
    edges = List.copyOf(edges);
    logRatios = Logs.requireFactors(logRatios);
    Logs.requireSize(logRatios, edges.size() + 1);
  }

  /**
   * Capture A: scores of both pools, larger where likelier the other. Empty where there are fewer
   * than {@value #FEWEST_OWN} own or {@value #FEWEST_OTHER} others: the outer bins would be noise.
   */
  public static Optional<BinnedRatio> capture(List<Double> own, List<Double> other) {
    if (own.size() < FEWEST_OWN || other.size() < FEWEST_OTHER) {
      return Optional.empty();
    }
    List<Double> edges = quantiles(own);
    List<Long> ofOwn = counts(own, edges);
    List<Long> ofOther = counts(other, edges);
    return Optional.of(
        new BinnedRatio(
            edges,
            Logs.per(ofOwn.size(), bin -> logSmoothed(ofOther, bin) - logSmoothed(ofOwn, bin))));
  }

  /**
   * Capture B: own scores once more, in strata, see {@link TwoCapture}.
   *
   * @param shares ε of the alternatives that bet on the ratio
   */
  public BoundedRatio bounded(List<List<Double>> strata, double delta, Contamination shares) {
    TwoCapture limit =
        TwoCapture.ofBins(
            logRatios.stream().map(log -> new RawIncrement(List.of(log))).toList(),
            strata.stream().map(scores -> counts(scores, edges)).toList(),
            delta);
    return new BoundedRatio(this, limit, shares);
  }

  /** ln L. */
  double logRatio(double score) {
    return logRatios.get(bin(edges, score));
  }

  /** Quantiles that fall together, as on a grid of scores, make one edge. */
  private static List<Double> quantiles(List<Double> own) {
    List<Double> sorted = own.stream().sorted().toList();
    return QUANTILES.stream()
        .map(share -> sorted.get((int) StrictMath.ceil(share * sorted.size()) - 1))
        .distinct()
        .toList();
  }

  private static List<Long> counts(List<Double> scores, List<Double> edges) {
    List<Long> counts = new ArrayList<>();
    IntStream.rangeClosed(0, edges.size()).forEach(_ -> counts.add(0L));
    for (double score : scores) {
      int bin = bin(edges, score);
      counts.set(bin, counts.get(bin) + 1);
    }
    return counts;
  }

  private static int bin(List<Double> edges, double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("no number");
    }
    return (int) edges.stream().filter(edge -> edge < score).count();
  }

  private static double logSmoothed(List<Long> counts, int bin) {
    double draws = counts.stream().mapToLong(Long::longValue).sum();
    return StrictMath.log((counts.get(bin) + 0.5) / (draws + counts.size() / 2.0));
  }
}
