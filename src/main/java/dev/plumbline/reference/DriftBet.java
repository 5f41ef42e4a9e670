package dev.plumbline.reference;

import dev.plumbline.stats.ClopperPearson;
import dev.plumbline.stats.ConformalRank;
import dev.plumbline.stats.RawIncrement;
import dev.plumbline.stats.TwoCapture;
import java.util.List;

/**
 * Bets that answers are stranger than capture A's, by the distance z of their log-probabilities:
 * half on outliers, which few answers of a broken share give, half on ranks, which a slight drift
 * of all answers moves.
 *
 * <pre>L = ½·1[z &gt; limit]/p₀ + ½·f(z)/U</pre>
 *
 * <p>f is the mean factor of {@link ConformalRank}, at most 10. By the two-capture rule p₀ is the
 * upper limit of the outliers of capture B and U that of the mean of f over it, at δ/2 each: E L ≤
 * 1 for this reference for good, with probability 1 − δ over capture B. Ranks and not a density, so
 * it holds on grids and for any tails.
 *
 * @param outlierAbove z; 4, or what one draw of a thousand of capture A exceeds where that is more
 * @param outlierRate p₀
 * @param rank by distances of capture A
 * @param rankLimit of one alternative: ln U
 */
public record DriftBet(
    double outlierAbove, double outlierRate, ConformalRank rank, TwoCapture rankLimit) {
  private static final double OUTLIER = 4;
  private static final double OUTLIER_QUANTILE = 0.999;

  /** Outliers have a bet of their own; the larger f may get, the larger U must be. */
  private static final double LOG_MOST = Math.log(10);

  /**
   * Both captures.
   *
   * @param first distances z of capture A
   * @param strata of capture B
   */
  static DriftBet of(List<Double> first, List<List<Double>> strata, double delta) {
    ConformalRank rank = ConformalRank.standard(first);
    double above = Math.max(OUTLIER, quantile(first));
    List<List<RawIncrement>> factors =
        strata.stream()
            .map(stratum -> stratum.stream().map(z -> factor(rank, z, 0.5)).toList())
            .toList();
    double largest = Math.min(mean(rank.logMaxima()), LOG_MOST);
    return new DriftBet(
        above,
        strata.stream()
            .mapToDouble(stratum -> outliers(stratum, above, delta / (2 * strata.size())))
            .max()
            .orElseThrow(),
        rank,
        TwoCapture.ofBounded(factors, List.of(largest), delta / 2));
  }

  /**
   * L of one answer.
   *
   * @param tieBreak in [0, 1), drawn for this answer
   */
  double ratio(double z, double tieBreak) {
    double outlier = z > outlierAbove ? 1 / outlierRate : 0;
    double ranked = Math.exp(rankLimit.bounded(factor(rank, z, tieBreak)).logs().getFirst());
    return (outlier + ranked) / 2;
  }

  /** ln f: of the mean over the exponents, at most 10. */
  private static RawIncrement factor(ConformalRank rank, double z, double tieBreak) {
    return new RawIncrement(List.of(Math.min(mean(rank.raw(z, tieBreak).logs()), LOG_MOST)));
  }

  private static double mean(List<Double> logs) {
    return Math.log(logs.stream().mapToDouble(Math::exp).average().orElseThrow());
  }

  private static double quantile(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.ceil(OUTLIER_QUANTILE * sorted.size()) - 1);
  }

  private static double outliers(List<Double> stratum, double above, double delta) {
    long found = stratum.stream().filter(z -> z > above).count();
    return ClopperPearson.upper(found, stratum.size(), delta);
  }
}
