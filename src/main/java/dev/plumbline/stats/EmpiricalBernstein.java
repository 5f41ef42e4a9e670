package dev.plumbline.stats;

import java.util.List;

/**
 * Limits of the mean of independent values of a bounded range, from their mean X̄ and variance V
 * (divisor n − 1) alone. For values in [0, 1], each misses with probability at most δ:
 *
 * <pre>X̄ ± (√(2·V·ln(2/δ)/n) + 7·ln(2/δ)/(3(n − 1)))</pre>
 *
 * <p>For one sample of fixed size; where one looks again and again, {@link BoundedSequence}.
 * (Maurer and Pontil, "Empirical Bernstein bounds and sample variance penalization", 2009, theorem
 * 4.)
 *
 * @param mean X̄
 * @param lower not below the range
 * @param upper not above the range
 */
public record EmpiricalBernstein(double mean, double lower, double upper) {

  /**
   * Both limits.
   *
   * @param values two or more, each within low and high
   * @param confidence 0.95 for 95 %: each limit at δ = (1 − confidence)/2
   */
  public static EmpiricalBernstein of(
      List<Double> values, double low, double high, double confidence) {
    return atEachSide(values, low, high, (1 - confidence) / 2);
  }

  /** The upper limit alone, at δ. */
  public static double upper(List<Double> values, double low, double high, double delta) {
    return atEachSide(values, low, high, delta).upper;
  }

  private static EmpiricalBernstein atEachSide(
      List<Double> values, double low, double high, double delta) {
    int n = values.size();
    if (n < 2 || !(delta > 0 && delta < 1) || !(low < high)) {
      throw new IllegalArgumentException(
          "%d values from %s to %s at delta %s".formatted(n, low, high, delta));
    }
    double sum = 0;
    for (double value : values) {
      if (!(value >= low && value <= high)) {
        throw new IllegalArgumentException(
            "%s is not within %s and %s".formatted(value, low, high));
      }
      sum += value;
    }
    double mean = sum / n;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double logTerm = StrictMath.log(2 / delta);
    double radius =
        StrictMath.sqrt(2 * squares / (n - 1) * logTerm / n)
            + 7 * (high - low) * logTerm / (3.0 * (n - 1));
    return new EmpiricalBernstein(
        mean, StrictMath.max(low, mean - radius), StrictMath.min(high, mean + radius));
  }
}
