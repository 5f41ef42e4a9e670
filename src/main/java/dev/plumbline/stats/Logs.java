package dev.plumbline.stats;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Vectors of logarithms, one for each alternative. */
final class Logs {
  private Logs() {}

  static List<Double> per(int size, IntToDoubleFunction value) {
    return LogVector.per(size, value);
  }

  /** Logarithms of finite factors ≥ 0. */
  static List<Double> requireFactors(List<Double> logs) {
    if (logs.isEmpty()) {
      throw new IllegalArgumentException("no alternative");
    }
    for (double log : logs) {
      if (!(log < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("%s is no logarithm of a factor".formatted(log));
      }
    }
    return LogVector.of(logs);
  }

  /** ln of the mean of several vectors of factors. */
  static List<Double> mean(List<List<Double>> outcomes) {
    if (outcomes.isEmpty()) {
      throw new IllegalArgumentException("a trial of no outcomes is no trial");
    }
    int size = outcomes.getFirst().size();
    outcomes.forEach(outcome -> requireSize(outcome, size));
    double logCount = StrictMath.log((double) outcomes.size());
    return per(
        size,
        k -> LogMath.sum(outcomes.stream().map(outcome -> outcome.get(k)).toList()) - logCount);
  }

  static void requireSize(List<Double> logs, int size) {
    if (logs.size() != size) {
      throw new IllegalArgumentException(
          "one value for each of %d alternatives, not %d".formatted(size, logs.size()));
    }
  }

  /** Parameters of alternatives, each within the open interval. */
  static List<Double> requireWithin(List<Double> values, double low, double high) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no alternative");
    }
    for (double value : values) {
      if (!(value > low && value < high)) {
        throw new IllegalArgumentException(
            "%s is not between %s and %s".formatted(value, low, high));
      }
    }
    return LogVector.of(values);
  }
}
