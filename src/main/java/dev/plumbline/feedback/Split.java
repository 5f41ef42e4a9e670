package dev.plumbline.feedback;

/**
 * Reports of one reason within one block, and the requests they came of: on a slice, and on the
 * others it is compared with.
 *
 * @param exposure requests on the slice
 * @param expected what the exposure of the slice stands for, when its users report as readily as
 *     usual there
 * @param exposureElsewhere requests on the others
 * @param expectedElsewhere the same of them
 */
record Split(
    long here,
    long elsewhere,
    long exposure,
    double expected,
    long exposureElsewhere,
    double expectedElsewhere) {

  static final Split NOTHING = new Split(0, 0, 0, 0, 0, 0);

  Split plus(Split more) {
    return new Split(
        here + more.here,
        elsewhere + more.elsewhere,
        exposure + more.exposure,
        expected + more.expected,
        exposureElsewhere + more.exposureElsewhere,
        expectedElsewhere + more.expectedElsewhere);
  }

  boolean comparable() {
    return expected > 0 && expectedElsewhere > 0;
  }

  long reports() {
    return here + elsewhere;
  }

  /**
   * θ₀: the largest share of the reports that health leaves on the slice.
   *
   * @param ratio κ: how many times as often as elsewhere users may report there
   */
  double healthyShare(double ratio) {
    return ratio * expected / (ratio * expected + expectedElsewhere);
  }
}
