package dev.plumbline.benchmark;

/**
 * The z of two proportions, pooled: a window against all the windows before it; usually above 3.
 */
final class TwoProportions extends RollingBaseline {
  TwoProportions(int window) {
    super(window);
  }

  @Override
  public String name() {
    return "two-proportion z";
  }

  @Override
  double statistic(long failures, Before before, double p0) {
    double n = window();
    double m = n * BASELINE;
    double pooled = (failures + before.failures()) / (n + m);
    double variance = pooled * (1 - pooled) * (1 / n + 1 / m);
    return variance == 0 ? 0 : (failures / n - before.failures() / m) / Math.sqrt(variance);
  }

  @Override
  boolean usual(long failures, Before before) {
    return statistic(failures, before, 0) > 3;
  }
}
