package dev.plumbline.benchmark;

/**
 * The rank test canary judges use (Kayenta's), at a threshold of its own: z of U, with ties. Each
 * trial is one point, 0 or 1.
 */
final class MannWhitney extends PairedWindow {
  MannWhitney(int window) {
    super(window);
  }

  @Override
  public String name() {
    return "Mann-Whitney, recalibrated";
  }

  @Override
  double statistic(int failures, int baselineFailures, int trials) {
    double n = trials;
    double ties = (double) failures + baselineFailures;
    double u =
        failures * (n - baselineFailures)
            + ((double) failures * baselineFailures + (n - failures) * (n - baselineFailures)) / 2;
    double tied = (cubed(ties) + cubed(2 * n - ties)) / (2 * n * (2 * n - 1));
    double variance = n * n / 12 * (2 * n + 1 - tied);
    return variance <= 0 ? 0 : (u - n * n / 2) / Math.sqrt(variance);
  }

  private static double cubed(double tied) {
    return tied * tied * tied - tied;
  }
}
