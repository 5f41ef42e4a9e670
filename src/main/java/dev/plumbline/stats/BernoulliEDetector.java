package dev.plumbline.stats;

import java.util.List;

/**
 * Sequential test of H₀ "every trial fails with probability at most p₀ given the past" against
 * "from some trial on, a share fails always". Immutable; what an {@link EDetector} on a {@link
 * Grid} would be, in the shape that is stored with every series:
 *
 * <pre>R ← (g + R)·e,   M = Σ w·R</pre>
 *
 * with one R per share, started and restarted at (1 − ε)/ε. The start weight g in [0, 1] and the
 * objective must be known before the trial's outcome.
 *
 * <p><b>Guarantee.</b> M − Σg − r is a supermartingale under H₀, so alarming at M ≥ A and then
 * restarting gives at most (Σg + r)/(A − r) false alarms over any horizon, whatever the dependence
 * between trials, and at least A − r trials to a false alarm on average. With g = min(1, base rate
 * × time since the previous trial), Σg is bounded by calendar time however often one looks.
 *
 * <p>Source: Shin, Ramdas, Rinaldo, "E-detectors" (2022); R starts where it settles in health, so
 * that M neither has to warm up nor is ever below what it is at rest.
 *
 * @param logR ln R per share, in the order of the grid
 */
public record BernoulliEDetector(List<Double> logR) {
  /**
   * With g = 1, evidence sinks back to r from above without ever getting there; within one per cent
   * is there.
   */
  private static final double LOG_NEAR = StrictMath.log(1.01);

  public BernoulliEDetector {
    Grid.of(logR);
    logR = LogVector.of(logR);
  }

  /** A detector of what fails rarely, before its first trial. */
  public static BernoulliEDetector start() {
    return start(Grid.FAILURES);
  }

  /** A detector before its first trial, and after an alarm. */
  public static BernoulliEDetector start(Grid grid) {
    return new BernoulliEDetector(grid.logRest());
  }

  /** The shares it bets on. */
  public Grid grid() {
    return Grid.of(logR);
  }

  /**
   * One trial.
   *
   * @param ratio likelihood ratio L: 0 after no failure, 1/p₀ after one; for a trial that is
   *     several outcomes (a session, one probe in one window of a pooled series) the mean of
   *     theirs, since a mean of increments is an increment under any dependence, and e is linear in
   *     L
   * @param startWeight g, 0 to 1
   */
  public BernoulliEDetector after(double ratio, double startWeight) {
    Grid grid = grid();
    List<Double> increments = grid.logIncrements(ratio);
    double logStart = StrictMath.log(startWeight);
    return new BernoulliEDetector(
        grid.perShare(k -> Form.SHIRYAEV_ROBERTS.after(logR.get(k), logStart, increments.get(k))));
  }

  /** The same as {@code trials} trials without failure, at once, in closed form. */
  public BernoulliEDetector afterMisses(long trials, double startWeight) {
    if (trials == 0) {
      return this;
    }
    Grid grid = grid();
    double logStart = StrictMath.log(startWeight);
    return new BernoulliEDetector(
        grid.perShare(
            k -> Form.SHIRYAEV_ROBERTS.afterRun(logR.get(k), logStart, grid.logMiss(k), trials)));
  }

  /** ln M. */
  public double logEvidence() {
    return grid().logMixture(logR);
  }

  /**
   * Whether no excursion is running on {@link Grid#FAILURES}: M ≤ r, within one per cent.
   *
   * @param logEvidence ln M, which costs more than any other part of a trial
   */
  public static boolean atRest(double logEvidence) {
    return atRest(Grid.FAILURES, logEvidence);
  }

  /** The same on any grid. */
  public static boolean atRest(Grid grid, double logEvidence) {
    return logEvidence <= grid.logRestingEvidence() + LOG_NEAR;
  }
}
