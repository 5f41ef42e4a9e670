package dev.plumbline.stats;

import java.util.List;

/**
 * Sums of numbers kept as natural logarithms, exact where the numbers themselves would overflow or
 * vanish. {@link StrictMath} throughout: the same inputs give the same bits on every machine, which
 * {@link Math} does not promise and a replay needs.
 */
final class LogMath {
  private LogMath() {}

  /** ln(exp(a) + exp(b)); either may be −∞. */
  static double add(double a, double b) {
    double larger = StrictMath.max(a, b);
    double smaller = StrictMath.min(a, b);
    return smaller == Double.NEGATIVE_INFINITY
        ? larger
        : larger + StrictMath.log1p(StrictMath.exp(smaller - larger));
  }

  /** ln Σ exp(v); −∞ for none. */
  static double sum(List<Double> logs) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logs.size(); k++) {
      largest = StrictMath.max(largest, logs.get(k));
    }
    if (largest == Double.NEGATIVE_INFINITY) {
      return largest;
    }
    double sum = 0;
    for (int k = 0; k < logs.size(); k++) {
      sum += StrictMath.exp(logs.get(k) - largest);
    }
    return largest + StrictMath.log(sum);
  }

  /** ln(1 − exp(a)) for a &lt; 0, without cancellation at either end. */
  static double oneMinusExp(double a) {
    return a > -0.5 ? StrictMath.log(-StrictMath.expm1(a)) : StrictMath.log1p(-StrictMath.exp(a));
  }
}
