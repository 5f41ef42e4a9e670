package dev.plumbline.stats;

/**
 * The two recursions an e-detector can follow, for one alternative and in logarithms: e is the
 * trial's increment and g the weight of starting at it. (Shin, Ramdas, Rinaldo, "E-detectors",
 * 2022, definitions 2.3 and 2.4.)
 */
public enum Form {
  /**
   * e-SR: R ← (g + R)·e, the sum over start times s of g·e…e since s. The evidence a budget of
   * false alarms is divided by: M − Σg is a supermartingale.
   */
  SHIRYAEV_ROBERTS {
    @Override
    double after(double logR, double logStart, double logE) {
      return LogMath.add(logR, logStart) + logE;
    }

    // eⁿ·R + g·(e + e² + … + eⁿ), the sum as e·(1 − eⁿ)/(1 − e).
    @Override
    double afterRun(double logR, double logStart, double logE, long trials) {
      return LogMath.add(trials * logE + logR, logStart + logGeometricSum(logE, trials));
    }
  },

  /**
   * e-CUSUM: R ← max(g, R)·e, the largest over start times instead of the sum. Never above e-SR fed
   * the same, so it has the same guarantee, and less power: it alarms later.
   */
  CUSUM {
    @Override
    double after(double logR, double logStart, double logE) {
      return StrictMath.max(logR, logStart) + logE;
    }

    // The best start within the run is its first trial where e > 1, else its last.
    @Override
    double afterRun(double logR, double logStart, double logE, long trials) {
      double sinceFirst = trials * logE;
      return StrictMath.max(sinceFirst + logR, StrictMath.max(sinceFirst, logE) + logStart);
    }
  };

  /** ln R after one trial. */
  abstract double after(double logR, double logStart, double logE);

  /**
   * ln R after {@code trials} ≥ 1 trials of the same increment and start weight, in closed form.
   */
  abstract double afterRun(double logR, double logStart, double logE, long trials);

  /** ln(e + e² + … + eⁿ); for e &gt; 1 summed from the largest down, so that it cannot overflow. */
  private static double logGeometricSum(double logE, long trials) {
    if (logE == 0) {
      return StrictMath.log((double) trials);
    }
    double down = -StrictMath.abs(logE);
    double largest = StrictMath.max(logE, trials * logE);
    return largest + LogMath.oneMinusExp(trials * down) - LogMath.oneMinusExp(down);
  }
}
