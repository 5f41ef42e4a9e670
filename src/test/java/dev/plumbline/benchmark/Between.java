package dev.plumbline.benchmark;

/**
 * Two thresholds that take turns. Few rules have a threshold for every average run length, because
 * what they count is whole. So the lower one is in force for a share of the time, the higher one
 * for the rest, drawn without regard to the trials; false alarms a trial add up by these shares,
 * and so do delays.
 *
 * @param share of the time at the lower threshold
 */
record Between(double lower, double lowerArl, double higher, double higherArl, double share) {

  /** Which share gives a false alarm each {@code arl} trials. */
  static Between of(double lower, double lowerArl, double higher, double higherArl, double arl) {
    if (!(lowerArl <= arl && arl <= higherArl)) {
      throw new IllegalArgumentException(
          "%s is not between %s and %s".formatted(arl, lowerArl, higherArl));
    }
    double atLower = 1 / lowerArl;
    double atHigher = 1 / higherArl;
    double share = atLower == atHigher ? 0 : (1 / arl - atHigher) / (atLower - atHigher);
    return new Between(lower, lowerArl, higher, higherArl, share);
  }

  @Override
  public String toString() {
    return share < 5e-4
        ? "%.4g".formatted(higher)
        : "%.4g (%.0f %% of the time %.4g)".formatted(higher, 100 * share, lower);
  }
}
