package dev.plumbline.stats;

import java.util.function.DoubleUnaryOperator;

/**
 * Probabilities kept as x = ln(p/(1 − p)), which loses nothing of either p or 1 − p however small
 * it is.
 */
final class LogOdds {
  /** A Newton step this small leaves an error of its square. */
  private static final double CONVERGED = 1e-8;

  private LogOdds() {}

  /** x of p : q, the two in any unit. */
  static double of(double p, double q) {
    return StrictMath.log(p) - StrictMath.log(q);
  }

  /** ln p. */
  static double logP(double x) {
    return x < 0 ? x - StrictMath.log1p(StrictMath.exp(x)) : -StrictMath.log1p(StrictMath.exp(-x));
  }

  static double p(double x) {
    return StrictMath.exp(logP(x));
  }

  /**
   * Where a concave function of x rises through 0, by Newton's method. From any start a step ends
   * left of the root, from where every further one goes right and not past it, since tangents lie
   * above the function: no bracket is needed.
   */
  static double root(double start, DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    double x = start - value.applyAsDouble(start) / slope.applyAsDouble(start);
    while (true) {
      double step = -value.applyAsDouble(x) / slope.applyAsDouble(x);
      x += step;
      // So put that what is no number ends the search too.
      if (!(step > CONVERGED)) {
        return x;
      }
    }
  }
}
