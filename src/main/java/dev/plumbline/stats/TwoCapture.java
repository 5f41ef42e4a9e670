package dev.plumbline.stats;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The two-capture rule. One reference is used for ever, so E e ≤ 1 must hold given this reference,
 * not on average over references. Capture A freezes the raw increment f ≥ 0; an independent capture
 * B, of the same healthy pool, bounds its mean:
 *
 * <pre>e = f/U,   U = upper limit of E f at δ</pre>
 *
 * <p>With probability at least 1 − δ over capture B, E e ≤ 1 for every alternative at once and for
 * good. Where health varies over the day, capture B comes in strata, one an hour: U is that of the
 * worst, δ is divided among them, and the promise holds in each.
 *
 * @param logLimits ln U per alternative
 */
public record TwoCapture(List<Double> logLimits) {
  /** The share of references that may break the promise. */
  public static final double DELTA = 0.001;

  public TwoCapture {
    logLimits = Logs.requireFactors(logLimits);
  }

  /**
   * By {@link EmpiricalBernstein}, for an f with a known maximum; δ divided among alternatives and
   * strata.
   *
   * @param strata raw increments of capture B, two or more in each stratum
   * @param logMaxima ln of the largest f there can be, per alternative
   */
  public static TwoCapture ofBounded(
      List<List<RawIncrement>> strata, List<Double> logMaxima, double delta) {
    double each = delta / (requireStrata(strata) * logMaxima.size());
    return new TwoCapture(
        Logs.per(
            logMaxima.size(),
            k -> {
              double logMaximum = logMaxima.get(k);
              return logMaximum
                  + StrictMath.log(
                      strata.stream()
                          .mapToDouble(stratum -> upper(stratum, k, logMaximum, each))
                          .max()
                          .orElseThrow());
            }));
  }

  /**
   * By {@link ClopperPearson} per bin, for an f that depends on the bin alone; δ divided among bins
   * and strata. U is the largest mean any distribution within the bins' limits has.
   *
   * @param raw f of each bin
   * @param strata draws of capture B in each bin, per stratum
   */
  public static TwoCapture ofBins(List<RawIncrement> raw, List<List<Long>> strata, double delta) {
    double each = delta / (requireStrata(strata) * raw.size());
    List<List<Double>> limits = strata.stream().map(counts -> limits(counts, raw, each)).toList();
    return new TwoCapture(
        Logs.per(
            raw.getFirst().size(),
            k -> {
              List<Double> logs = raw.stream().map(bin -> bin.logs().get(k)).toList();
              return limits.stream()
                  .mapToDouble(stratum -> logLargestMean(logs, stratum))
                  .max()
                  .orElseThrow();
            }));
  }

  /** e = f/U. */
  public Increment bounded(RawIncrement raw) {
    Logs.requireSize(raw.logs(), logLimits.size());
    return Increment.of(raw.size(), k -> raw.logs().get(k) - logLimits.get(k));
  }

  private static int requireStrata(List<?> strata) {
    if (strata.isEmpty()) {
      throw new IllegalArgumentException("no capture B");
    }
    return strata.size();
  }

  /** In units of the largest f, so that no f overflows. */
  private static double upper(List<RawIncrement> stratum, int k, double logMaximum, double delta) {
    List<Double> values =
        stratum.stream().map(raw -> StrictMath.exp(raw.logs().get(k) - logMaximum)).toList();
    return EmpiricalBernstein.upper(values, 0, 1, delta);
  }

  private static List<Double> limits(List<Long> counts, List<RawIncrement> raw, double delta) {
    if (counts.size() != raw.size()) {
      throw new IllegalArgumentException(
          "%d counts for %d bins".formatted(counts.size(), raw.size()));
    }
    long draws = counts.stream().mapToLong(Long::longValue).sum();
    return counts.stream().map(count -> ClopperPearson.upper(count, draws, delta)).toList();
  }

  /** Fills the bins up to their limits, the largest f first, until the probabilities are one. */
  private static double logLargestMean(List<Double> logs, List<Double> limits) {
    List<Integer> largestFirst =
        IntStream.range(0, logs.size())
            .boxed()
            .sorted((a, b) -> Double.compare(logs.get(b), logs.get(a)))
            .toList();
    double left = 1;
    double logMean = Double.NEGATIVE_INFINITY;
    for (int bin : largestFirst) {
      double probability = StrictMath.min(left, limits.get(bin));
      left -= probability;
      logMean = LogMath.add(logMean, logs.get(bin) + StrictMath.log(probability));
    }
    return logMean;
  }
}
