package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Crossing.Step;
import dev.plumbline.detect.Detection.Kind;
import dev.plumbline.detect.Evidence.Level;
import dev.plumbline.detect.SeriesTrial.Outcome;
import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.stats.DelaySimulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesDetectorTest {
  private static final SeriesKey LEAF =
      new SeriesKey(CHECK, new Slice("opal", "api", "tpu", "main"));
  private static final Objective OBJECTIVE = new Objective(1e-3, 1e-4, 50);

  private @Nullable Evidence evidence;
  private Instant now = START;
  private final List<Crossing> crossings = new ArrayList<>();

  @Test
  void aSeriesIsHeldToTheLowerObjectiveOnceItHasEarnedIt() {
    give(50, false);
    assertThat(current().objective()).isEqualTo(1e-3);
    give(1, false);
    assertThat(current().objective()).isEqualTo(1e-4);
    give(1, true);
    give(20_000, false);
    assertThat(current().objective()).as("not taken back by a failure").isEqualTo(1e-4);
    assertThat(current().state().cleanTrials()).isEqualTo(20_000);
  }

  @Test
  void aFailureBeginsTheCountAnew() {
    give(49, false);
    give(1, true);
    give(30, false);
    assertThat(current().state().certified()).isFalse();
    assertThat(current().state().cleanTrials()).isEqualTo(30);
  }

  /** A failure before certification excites the detector for thousands of trials. */
  @Test
  void theObjectiveNeverChangesInsideAnExcursion() {
    give(1, true);
    give(60, false);
    assertThat(BernoulliEDetector.atRest(current().logEvidence())).isFalse();
    assertThat(current().objective()).isEqualTo(1e-3);
    give(20_000, false);
    assertThat(current().objective()).isEqualTo(1e-4);
  }

  @Test
  void startWeightIsWhatCalendarTimeAllows() {
    give(1, false);
    now = now.plusSeconds(6).minus(TestFleet.INTERVAL);
    give(1, true);
    now = now.minusSeconds(3_600);
    give(1, true);
    assertThat(current().state().detector())
        .isEqualTo(BernoulliEDetector.start().after(0, 1).after(1e3, 0.1).after(1e3, 0));
  }

  @Test
  void aPageRestartsLatchesAndBeginsRecovery() {
    give(60, false);
    give(4, true);
    Crossing.Alarm page = (Crossing.Alarm) crossings.getLast();
    assertThat(page.kind()).isEqualTo(Kind.PAGE);
    assertThat(page.trials()).isEqualTo(63);
    assertThat(page.logEvidence()).isGreaterThanOrEqualTo(Math.log(1e8));
    assertThat(current().level()).isEqualTo(Level.PAGE);
    assertThat(current().lastDetection()).isEqualTo(page.id());
    assertThat(requireNonNull(current().state().recovery()).share()).isPositive();
    assertThat(requireNonNull(current().state().lastPage()).logEvidence())
        .isEqualTo(page.logEvidence());
    assertThat(current().logEvidence())
        .as("restarted, then one failure more")
        .isEqualTo(BernoulliEDetector.start().after(1e4, 1).logEvidence());
  }

  @Test
  void pagesWhileLatchedAreRaisedTooButNoTickets() {
    give(60, false);
    give(12, true);
    assertThat(kinds()).containsExactly(Kind.TICKET, Kind.PAGE, Kind.PAGE, Kind.PAGE, Kind.PAGE);
    assertThat(crossings).extracting(Crossing::id).doesNotHaveDuplicates();
  }

  @Test
  void aTicketLeavesTheEvidenceAndNeedsRestBeforeTheNext() {
    give(60, false);
    give(2, true);
    assertThat(kinds()).containsExactly(Kind.TICKET);
    assertThat(current().level()).isEqualTo(Level.TICKET);
    assertThat(current().logEvidence()).isGreaterThan(Math.log(1e5));
    give(300, false);
    give(1, true);
    assertThat(kinds()).as("still excited").containsExactly(Kind.TICKET);
    give(30_000, false);
    give(2, true);
    assertThat(kinds()).containsExactly(Kind.TICKET, Kind.CLEARED, Kind.TICKET);
  }

  @Test
  void onlyTrialsThatShowHealthClear() {
    give(60, false);
    give(4, true);
    int clean = 0;
    while (current().level() == Level.PAGE) {
      give(1, false);
      clean++;
    }
    assertThat(kinds()).endsWith(Kind.CLEARED);
    assertThat(clean).as("one of one failed in between: at least 2.5 %").isBetween(500, 1_500);
    assertThat(current().state().recovery()).isNull();
  }

  @Test
  void outcomesOfAPooledTrialAreEachHeldToTheirOwnLeaf() {
    SeriesTrial trial =
        new SeriesTrial(
            START,
            List.of(
                new Outcome(1, 1e-4, null), new Outcome(0.5, 1e-2, null), new Outcome(0, 1, null)));
    assertThat(trial.ratio(1e-3)).isCloseTo((1e4 + 0.5e3) / 3, within(1e-9));
    assertThat(trial.failedShare()).isEqualTo(0.5);
    assertThat(trial.failures()).isEqualTo(2);
  }

  /** The series adds nothing to and takes nothing from the mathematics: 175 trials at 2 %. */
  @Test
  void meanDelayIsThatOfTheMathematics() {
    RandomGenerator random = new Random(17);
    DetectorConfig config =
        new DetectorConfig(
            new Objective(1e-4, 1e-4, 1),
            1.0 / 60,
            StartWeight.BY_TIME,
            Math.log(1.6e7),
            Math.log(1e7));
    int runs = 400;
    long trials = 0;
    for (int run = 0; run < runs; run++) {
      Evidence series = null;
      boolean paged = false;
      while (!paged) {
        now = now.plus(TestFleet.INTERVAL);
        Step step =
            new SeriesDetector(config, 0).step(LEAF, series, outcome(random.nextDouble() < 0.02));
        series = step.evidence();
        paged = step.evidence().level() == Level.PAGE;
        trials++;
      }
    }
    assertThat(trials / (double) runs)
        .isCloseTo(DelaySimulation.meanTrials(1e-4, 1.6e7, 0.02, 2_000, 3), within(20.0));
  }

  /**
   * The detector restarts as at a page, so that a long fault does not pile up evidence for ever.
   */
  @Test
  void aSeriesThatMayNotPageMakesTickets() {
    Objective ticketsOnly = new Objective(1e-3, 1e-4, 50, false);
    for (int failure = 0; failure < 6; failure++) {
      give(ticketsOnly, 1, true);
    }
    assertThat(crossings).hasSizeGreaterThan(2);
    assertThat(crossings)
        .allSatisfy(it ->
            assertThat(it)
                .isInstanceOfSatisfying(
                    Crossing.Alarm.class,
                    alarm -> assertThat(alarm.kind()).isEqualTo(Kind.TICKET)));
    assertThat(current().level()).isEqualTo(Level.TICKET);
    assertThat(current().logEvidence()).isLessThan(Math.log(1e8));
    give(ticketsOnly, 20_000, false);
    assertThat(crossings.getLast()).isInstanceOf(Crossing.Cleared.class);
    assertThat(current().level()).isEqualTo(Level.QUIET);
  }

  private void give(int trials, boolean failed) {
    give(OBJECTIVE, trials, failed);
  }

  private void give(Objective objective, int trials, boolean failed) {
    DetectorConfig config =
        new DetectorConfig(objective, 1.0 / 60, StartWeight.BY_TIME, Math.log(1e8), Math.log(1e5));
    for (int i = 0; i < trials; i++) {
      Step step = new SeriesDetector(config, 0).step(LEAF, evidence, outcome(failed));
      evidence = step.evidence();
      if (step.crossing() != null) {
        crossings.add(step.crossing());
      }
      now = now.plus(Duration.ofMinutes(1));
    }
  }

  private SeriesTrial outcome(boolean failed) {
    return new SeriesTrial(
        now, List.of(new Outcome(failed ? 1 : 0, Double.POSITIVE_INFINITY, null)));
  }

  private Evidence current() {
    return requireNonNull(evidence);
  }

  private List<Kind> kinds() {
    return crossings.stream()
        .map(it ->
            switch (it) {
              case Crossing.Alarm alarm -> alarm.kind();
              case Crossing.Cleared _ -> Kind.CLEARED;
            })
        .toList();
  }
}
