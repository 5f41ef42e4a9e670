package dev.plumbline.benchmark;

import java.util.random.RandomGenerator;

/** A way to decide that a stream of trials has begun to fail oftener. */
interface Rule {
  String name();

  /** Trials it looks at together; 0 where it has no window. */
  int window();

  /**
   * Sets its threshold.
   *
   * @param p0 rate of failures in health
   * @param arl average run length in trials: the mean distance of false alarms
   */
  Calibrated calibrated(double p0, double arl, Effort effort, RandomGenerator random);

  /** A rule whose threshold is set. */
  interface Calibrated {
    /** For readers. */
    String threshold();

    /** The average run length it has, as measured or computed. */
    Estimate arl();

    /**
     * Mean trials from the change to the alarm, from the state that is worst for the rule: no
     * failure in what it remembers, and the worst phase of its window.
     *
     * @param p1 rate of failures after the change
     */
    Delay delay(double p1, Effort effort, RandomGenerator random);
  }

  /**
   * A mean delay.
   *
   * @param missed share of runs that ended at the limit without an alarm
   */
  record Delay(Estimate trials, double missed) {
    static Delay found(Estimate trials) {
      return new Delay(trials, 0);
    }

    Delay mixed(double share, Delay other) {
      return new Delay(
          trials.mixed(share, other.trials), share * missed + (1 - share) * other.missed);
    }
  }
}
