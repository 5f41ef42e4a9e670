package dev.plumbline.stats;

import java.util.List;

/**
 * Sequential test that a stream has changed, for any kind of trial that gives an {@link Increment}.
 * Immutable. One R per alternative follows the recursion of its {@link Form}, from its head start
 * on; the evidence is M = Σ w·R.
 *
 * <p><b>Guarantee.</b> Under the null hypothesis M − Σg − r is a supermartingale (bounded by one
 * for the e-CUSUM), whatever the dependence between trials. So alarming at M ≥ A and then
 * restarting gives at most (Σg + r)/(A − r) false alarms on average over any horizon, and at least
 * A − r trials to a false alarm on average. The start weight g must be known before the trial's
 * outcome; with g = min(1, base rate × time since the previous trial), Σg is bounded by calendar
 * time however often one looks.
 *
 * <p>Source: Shin, Ramdas, Rinaldo, "E-detectors" (2022).
 *
 * @param logR ln R per alternative
 */
public record EDetector(Form form, Mixture mixture, List<Double> logR) {

  public EDetector {
    logR = Logs.requireFactors(logR);
    Logs.requireSize(logR, mixture.size());
  }

  /** A detector before its first trial. */
  public static EDetector start(Form form, Mixture mixture) {
    return new EDetector(form, mixture, mixture.logHeadStarts());
  }

  /** The same after an alarm. */
  public EDetector restarted() {
    return start(form, mixture);
  }

  /**
   * One trial.
   *
   * @param startWeight g, 0 to 1
   */
  public EDetector after(Increment increment, double startWeight) {
    return with(increment, startWeight, form::after);
  }

  /** The same as {@code trials} trials of one increment, at once, in closed form. */
  public EDetector afterRun(Increment each, long trials, double startWeight) {
    if (trials < 0) {
      throw new IllegalArgumentException("%d trials".formatted(trials));
    }
    return trials == 0
        ? this
        : with(
            each,
            startWeight,
            (before, logStart, logE) -> form.afterRun(before, logStart, logE, trials));
  }

  private EDetector with(Increment increment, double startWeight, Step step) {
    Logs.requireSize(increment.logs(), mixture.size());
    if (!(startWeight >= 0 && startWeight <= 1)) {
      throw new IllegalArgumentException("a start weight of %s".formatted(startWeight));
    }
    double logStart = StrictMath.log(startWeight);
    return new EDetector(
        form,
        mixture,
        Logs.per(mixture.size(), k -> step.logR(logR.get(k), logStart, increment.logs().get(k))));
  }

  private interface Step {
    double logR(double before, double logStart, double logE);
  }

  /** ln M. */
  public double logEvidence() {
    return mixture.log(logR);
  }
}
