package dev.plumbline.benchmark;

import java.util.List;

/**
 * A mean and how well it is known; an exact one has a standard error of 0.
 *
 * @param standardError of the mean
 */
record Estimate(double mean, double standardError) {
  private static final double NORMAL_95 = 1.959964;

  static Estimate exact(double mean) {
    return new Estimate(mean, 0);
  }

  /** Of two or more independent values. */
  static Estimate of(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double squares = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return new Estimate(mean, Math.sqrt(squares / (values.size() - 1.0) / values.size()));
  }

  /** Lower end of the 95 % interval. */
  double lower() {
    return mean - NORMAL_95 * standardError;
  }

  /** Upper end of the 95 % interval. */
  double upper() {
    return mean + NORMAL_95 * standardError;
  }

  /** This one with probability {@code share}, else the other. */
  Estimate mixed(double share, Estimate other) {
    return new Estimate(
        share * mean + (1 - share) * other.mean,
        Math.hypot(share * standardError, (1 - share) * other.standardError));
  }

  /** The ratio of two independent means, its error to first order. */
  Estimate over(Estimate other) {
    double ratio = mean / other.mean;
    return new Estimate(
        ratio, ratio * Math.hypot(standardError / mean, other.standardError / other.mean));
  }
}
