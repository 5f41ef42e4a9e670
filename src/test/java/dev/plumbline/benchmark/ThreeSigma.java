package dev.plumbline.benchmark;

/**
 * Failures in a window further above the mean of the windows before it than so many of their
 * standard deviations: usually three. Recalibrated, the standard deviation is at least that of
 * windows in health; without that floor any failure after quiet windows is infinitely many.
 */
final class ThreeSigma extends RollingBaseline {
  ThreeSigma(int window) {
    super(window);
  }

  @Override
  public String name() {
    return "rolling σ";
  }

  @Override
  double statistic(long failures, Before before, double p0) {
    double floor = window() * p0 * (1 - p0);
    return (failures - before.mean()) / Math.sqrt(Math.max(floor, before.variance()));
  }

  @Override
  boolean usual(long failures, Before before) {
    return failures - before.mean() > 3 * Math.sqrt(Math.max(0, before.variance()));
  }
}
