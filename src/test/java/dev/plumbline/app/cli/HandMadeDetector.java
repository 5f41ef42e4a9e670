package dev.plumbline.app.cli;

import java.util.Arrays;

/**
 * The recursion of the detector as the design states it, in plain numbers: what the command is
 * compared with. Eleven shares ε from .001 to .5, R from (1 − ε)/ε on, R ← (g + R)·(1 − ε + ε·L), M
 * the mean of R.
 */
final class HandMadeDetector {
  private static final int SHARES = 11;
  private final double[] r = new double[SHARES];

  HandMadeDetector() {
    restart();
  }

  void restart() {
    for (int k = 0; k < SHARES; k++) {
      r[k] = (1 - share(k)) / share(k);
    }
  }

  /** One trial of likelihood ratio L; returns M. */
  double after(double ratio, double startWeight) {
    for (int k = 0; k < SHARES; k++) {
      r[k] = (startWeight + r[k]) * (1 - share(k) + share(k) * ratio);
    }
    return Arrays.stream(r).sum() / SHARES;
  }

  private static double share(int k) {
    return 0.001 * Math.pow(500, k / 10.0);
  }
}
