package dev.plumbline.detect;

import dev.plumbline.detect.Crossing.Alarm;
import dev.plumbline.detect.Crossing.Cleared;
import dev.plumbline.detect.Crossing.Step;
import dev.plumbline.detect.Detection.Kind;
import dev.plumbline.detect.Evidence.Level;
import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.stats.ClopperPearson;
import dev.plumbline.stats.Grid;
import dev.plumbline.stats.OnsetEstimate;
import dev.plumbline.stats.OnsetTracker;
import dev.plumbline.stats.Recovery;
import org.jspecify.annotations.Nullable;

/**
 * One trial on one series: a pure function from the evidence before it to the evidence after it.
 *
 * <ul>
 *   <li><b>Page</b> at M ≥ A: the detector restarts, the level is latched, a recovery begins.
 *       Further pages while it is latched are raised too. Where the objective says that its series
 *       do not page, all of this happens too, but it is a ticket that is raised.
 *   <li><b>Ticket</b> at its lower threshold: nothing restarts; the next one needs the evidence to
 *       have been at rest in between. On a series that stands at page a ticket says nothing.
 *   <li><b>Cleared</b> when the recovery has shown health: only this takes the level back.
 * </ul>
 */
final class SeriesDetector {
  private static final double CONFIDENCE = 0.95;

  /**
   * Ratios that are seldom 0 keep healthy evidence a few times above where failures that never come
   * leave it.
   */
  private static final double LOG_UNREST = StrictMath.log(10);

  private final DetectorConfig config;
  private final long offset;

  /**
   * @param offset on the input topic of the observation that closed the window
   */
  SeriesDetector(DetectorConfig config, long offset) {
    this.config = config;
    this.offset = offset;
  }

  Step step(SeriesKey series, @Nullable Evidence known, SeriesTrial trial) {
    Evidence before = inEpoch(before(series, known, trial), trial);
    DetectorState state = before.state();
    // Only at rest: an objective that changed inside an excursion would change what M means.
    boolean rest = atRest(state.detector().grid(), before.logEvidence(), trial);
    boolean certified =
        state.certified() || (rest && state.cleanTrials() >= config.objective().certifiedAfter());
    double objective = rest ? inForce(certified) : before.objective();

    double ratio = trial.ratio(objective);
    double startWeight = before.trials() == 0 ? 1 : config.startWeight(before.at(), trial.at());
    int failures = trial.failures();
    BernoulliEDetector detector = state.detector().after(ratio, startWeight);
    double logEvidence = detector.logEvidence();
    OnsetTracker onset =
        state
            .onset()
            .after(detector.grid(), trial.at(), ratio, startWeight, trial.told(), failures);
    Recovery recovery =
        state.recovery() == null ? null : state.recovery().after(trial.failedShare());
    DetectorState after =
        new DetectorState(
            detector,
            onset,
            state.ticketArmed() || atRest(detector.grid(), logEvidence, trial),
            failures == 0 ? state.cleanTrials() + 1 : 0,
            certified,
            recovery,
            state.lastPage(),
            state.leaf(),
            state.reference());
    return cross(
        new Evidence(
            series,
            trial.at().isAfter(before.at()) ? trial.at() : before.at(),
            before.trials() + 1,
            before.failures() + (failures > 0 ? 1 : 0),
            objective,
            logEvidence,
            config.logPageThreshold(),
            config.logTicketThreshold(),
            before.level(),
            before.lastDetection(),
            offset,
            after));
  }

  /** A leaf begins anew when it is compared with another reference; pooled series go on. */
  private static Evidence inEpoch(Evidence known, SeriesTrial trial) {
    String reference = trial.reference();
    if (reference == null
        || !known.series().slice().isLeaf()
        || reference.equals(known.state().reference())) {
      return known;
    }
    return known.standingAt(
        known.level(), known.lastDetection(), known.state().comparedWith(reference));
  }

  private static boolean atRest(Grid grid, double logEvidence, SeriesTrial trial) {
    boolean restless = trial.compared() || trial.paired();
    return BernoulliEDetector.atRest(grid, restless ? logEvidence - LOG_UNREST : logEvidence);
  }

  /** Where a series stands before a trial, which may be its first. */
  Evidence before(SeriesKey series, @Nullable Evidence known, SeriesTrial trial) {
    return known == null ? beginning(series, trial) : known;
  }

  private Evidence beginning(SeriesKey series, SeriesTrial trial) {
    Grid grid = trial.paired() ? Grid.PAIRS : Grid.FAILURES;
    return new Evidence(
        series,
        trial.at(),
        0,
        0,
        inForce(false),
        grid.logRestingEvidence(),
        config.logPageThreshold(),
        config.logTicketThreshold(),
        Level.QUIET,
        null,
        offset,
        DetectorState.start(grid));
  }

  private double inForce(boolean certified) {
    return certified ? config.objective().certified() : config.objective().initial();
  }

  private Step cross(Evidence evidence) {
    DetectorState state = evidence.state();
    if (evidence.logEvidence() >= config.logPageThreshold()) {
      return config.objective().pages()
          ? restarted(evidence, Kind.PAGE, Level.PAGE)
          : restarted(evidence, Kind.TICKET, Level.TICKET);
    }
    if (evidence.logEvidence() >= config.logTicketThreshold()
        && state.ticketArmed()
        && evidence.level() != Level.PAGE) {
      return ticketed(evidence);
    }
    Recovery recovery = state.recovery();
    return recovery != null && recovery.complete()
        ? cleared(evidence, recovery)
        : new Step(evidence, null);
  }

  private Step restarted(Evidence evidence, Kind kind, Level level) {
    Alarm alarm = alarm(evidence, kind, config.logPageThreshold());
    DetectorState restarted =
        evidence
            .state()
            .paged(
                new DetectorState.LastPage(alarm.at(), alarm.logEvidence()),
                Recovery.from(evidence.objective(), alarm.effect().lower()));
    return new Step(evidence.standingAt(level, alarm.id(), restarted), alarm);
  }

  private Step ticketed(Evidence evidence) {
    Alarm alarm = alarm(evidence, Kind.TICKET, config.logTicketThreshold());
    DetectorState disarmed =
        evidence.state().ticketed(Recovery.from(evidence.objective(), alarm.effect().lower()));
    return new Step(evidence.standingAt(Level.TICKET, alarm.id(), disarmed), alarm);
  }

  private Step cleared(Evidence evidence, Recovery recovery) {
    String id =
        Crossing.id(evidence.series(), Kind.CLEARED, evidence.at(), evidence.trials(), offset);
    return new Step(
        evidence.standingAt(Level.QUIET, evidence.lastDetection(), evidence.state().cleared()),
        new Cleared(id, evidence.series(), evidence.at(), evidence.trials(), recovery.logR()));
  }

  private Alarm alarm(Evidence evidence, Kind kind, double logThreshold) {
    OnsetEstimate onset = evidence.state().onset().estimate();
    ClopperPearson effect = ClopperPearson.of(onset.failures(), onset.outcomes(), CONFIDENCE);
    return new Alarm(
        Crossing.id(evidence.series(), kind, evidence.at(), evidence.trials(), offset),
        evidence.series(),
        kind,
        evidence.at(),
        evidence.trials(),
        evidence.logEvidence(),
        logThreshold,
        new Detection.Onset(onset.earliest(), onset.likeliest(), onset.latest()),
        new Detection.Effect(
            effect.rate(), effect.lower(), effect.upper(), onset.failures(), onset.outcomes()));
  }
}
