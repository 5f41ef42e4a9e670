package dev.plumbline.stats;

/**
 * The beta function and the tails of the beta distribution, as logarithms: right to about 1e-15 of
 * the largest term where the tails themselves would vanish, which those of libraries do. {@link
 * StrictMath}, as in {@link LogMath}.
 */
final class LogBeta {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046728;

  /** From here on Stirling's series is exact to a double. */
  private static final double LARGE = 10;

  /** Coefficients of 1/x, 1/x³, … in Stirling's series. */
  private static final double[] STIRLING = {
    1 / 12.0, -1 / 360.0, 1 / 1260.0, -1 / 1680.0, 1 / 1188.0, -691 / 360360.0, 1 / 156.0
  };

  private static final double ROUNDING = 1e-15;

  private LogBeta() {}

  /** ln B(a, b), a and b above 0. */
  static double of(double a, double b) {
    // B(a, b) = B(a + 1, b)·(a + b)/a carries both to where the series holds.
    double largeA = a;
    double largeB = b;
    double ratio = 1;
    while (largeA < LARGE) {
      ratio *= (largeA + largeB) / largeA;
      largeA++;
    }
    while (largeB < LARGE) {
      ratio *= (largeA + largeB) / largeB;
      largeB++;
    }
    return StrictMath.log(ratio) + large(largeA, largeB);
  }

  private static double large(double a, double b) {
    double sum = a + b;
    double share = StrictMath.min(a, b) / sum;
    return (StrictMath.min(a, b) - 0.5) * StrictMath.log(share)
        + (StrictMath.max(a, b) - 0.5) * StrictMath.log1p(-share)
        - 0.5 * StrictMath.log(sum)
        + HALF_LOG_TWO_PI
        + (stirling(a) + stirling(b) - stirling(sum));
  }

  /** ln Γ(x) less (x − ½)·ln x − x + ½·ln 2π. */
  private static double stirling(double x) {
    double square = 1 / (x * x);
    double sum = 0;
    for (int i = STIRLING.length - 1; i >= 0; i--) {
      sum = sum * square + STIRLING[i];
    }
    return sum / x;
  }

  /**
   * ln P(X ≤ p) of X from Beta(a, b).
   *
   * @param x {@link LogOdds} of p
   */
  static double logLower(double a, double b, double x) {
    // On its own side of the mean the fraction converges fast, and its tail is not nearly one.
    return LogOdds.p(x) > (a + 1) / (a + b + 2)
        ? LogMath.oneMinusExp(logTail(b, a, -x))
        : logTail(a, b, x);
  }

  /** ln P(X &gt; p). */
  static double logUpper(double a, double b, double x) {
    return logLower(b, a, -x);
  }

  /** d/dx ln P(X ≤ p). */
  static double slopeOfLogLower(double a, double b, double x) {
    return StrictMath.exp(logDensity(a, b, x) - logLower(a, b, x));
  }

  /** ln of the density of the log-odds, pᵃ(1 − p)ᵇ/B(a, b). */
  private static double logDensity(double a, double b, double x) {
    return a * LogOdds.logP(x) + b * LogOdds.logP(-x) - of(a, b);
  }

  private static double logTail(double a, double b, double x) {
    return logDensity(a, b, x) - StrictMath.log(a) + StrictMath.log(fraction(a, b, LogOdds.p(x)));
  }

  /**
   * The continued fraction 1/(1 + d₁/(1 + d₂/(1 + …))) of the incomplete beta function, by Lentz's
   * method. (Abramowitz and Stegun 26.5.8.)
   */
  private static double fraction(double a, double b, double p) {
    double value = 1;
    double numerator = 1;
    double denominator = 0;
    double factor;
    int term = 1;
    do {
      double coefficient = coefficient(a, b, term) * p;
      denominator = 1 / (1 + coefficient * denominator);
      numerator = 1 + coefficient / numerator;
      factor = numerator * denominator;
      value *= factor;
      term++;
    } while (StrictMath.abs(factor - 1) > ROUNDING);
    return 1 / value;
  }

  /** d of this term, without its p. */
  private static double coefficient(double a, double b, int term) {
    int m = term / 2;
    double above = term % 2 == 1 ? -(a + m) * (a + b + m) : m * (b - m);
    return above / ((a + term - 1) * (a + term));
  }
}
