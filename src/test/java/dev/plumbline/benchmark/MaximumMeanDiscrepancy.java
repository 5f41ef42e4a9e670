package dev.plumbline.benchmark;

/**
 * The kernel two-sample test (Gretton et al. 2012) on outcomes: for a trial that fails or not every
 * kernel gives the squared difference of the two rates of failures, up to a factor and a constant.
 */
final class MaximumMeanDiscrepancy extends PairedWindow {
  MaximumMeanDiscrepancy(int window) {
    super(window);
  }

  @Override
  public String name() {
    return "MMD";
  }

  /** MMD² with k(x, y) = 1 where x = y, else 0, biased. */
  @Override
  double statistic(int failures, int baselineFailures, int trials) {
    double difference = (double) (failures - baselineFailures) / trials;
    return 2 * difference * difference;
  }
}
