package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Crossing.Step;
import dev.plumbline.detect.Detection.Kind;
import dev.plumbline.detect.SeriesTrial.Outcome;
import dev.plumbline.stats.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForgottenAlarmTest {
  private static final SeriesKey LEAF =
      new SeriesKey(CHECK, new Slice("opal", "api", "tpu", "main"));
  private static final DetectorConfig CONFIG =
      new DetectorConfig(
          new Objective(1e-3, 1e-3, 50),
          1.0 / 60,
          StartWeight.BY_TIME,
          Math.log(1e8),
          Math.log(1e5));

  private Instant now = START;

  /** A detector of this series, from its beginning. */
  private final class Series {
    private @Nullable Evidence evidence;
    private @Nullable Detection alarm;

    /** Whether it crossed. */
    private boolean give(boolean failed) {
      SeriesTrial trial =
          new SeriesTrial(
              now, List.of(new Outcome(failed ? 1 : 0, Double.POSITIVE_INFINITY, null)));
      Step step = new SeriesDetector(CONFIG, 7).step(LEAF, evidence, trial);
      evidence = step.evidence();
      now = now.plus(Duration.ofMinutes(1));
      if (step.crossing() instanceof Crossing.Alarm raised) {
        alarm = raised.with(List.of(), List.of());
      }
      return step.crossing() != null;
    }

    private Evidence evidence() {
      return requireNonNull(evidence);
    }

    private Detection alarm() {
      return requireNonNull(alarm);
    }
  }

  /** Paged: 12 of 60 failed. */
  private Series paged() {
    Series series = new Series();
    for (int trial = 0; trial < 60; trial++) {
      series.give(trial % 5 == 0);
    }
    assertThat(series.alarm().kind()).isEqualTo(Kind.PAGE);
    return series;
  }

  private static int until(Supplier<Boolean> done) {
    int trials = 1;
    while (!done.get()) {
      trials++;
    }
    return trials;
  }

  /** Nothing but clean trials: as many as one that remembers needs, and a few. */
  @Test
  void aSeriesBegunAnewShowsHealthAsOneThatRemembersDoes() {
    Series remembers = paged();
    Detection alarm = remembers.alarm();
    Series anew = new Series();

    int trials = until(() -> remembers.give(false));
    int more =
        until(() -> {
          anew.give(false);
          return cleared(anew.evidence(), alarm).isPresent();
        });

    assertThat(more).isBetween(trials, 2 * trials);
    Detection cleared = cleared(anew.evidence(), alarm).orElseThrow();
    assertThat(cleared.kind()).isEqualTo(Kind.CLEARED);
    assertThat(cleared.series()).isEqualTo(LEAF);
    assertThat(cleared.at()).isEqualTo(anew.evidence().at());
    assertThat(cleared.logEvidence()).isGreaterThanOrEqualTo(Math.log(Recovery.CLEARED_AT));
  }

  /** At the rate that is just not health, in numbers that came of no detector. */
  @Test
  void aFaultThatGoesOnIsNotCleared() {
    Detection alarm = paged().alarm();
    double rate = Recovery.from(1e-3, requireNonNull(alarm.effect()).lower()).share();
    Series quiet = new Series();
    quiet.give(false);
    RandomGenerator random = new Random(11);
    for (int run = 0; run < 300; run++) {
      long failures = 0;
      for (int trials = 1; trials <= 2_000; trials++) {
        failures += random.nextDouble() < rate ? 1 : 0;
        assertThat(cleared(counted(quiet.evidence(), trials, failures), alarm)).isEmpty();
      }
    }
    assertThat(cleared(counted(quiet.evidence(), 2_000, 0), alarm)).isPresent();
  }

  /** It says by itself when it is healthy. */
  @Test
  void oneThatRemembersIsLeftAlone() {
    Series series = paged();
    Detection alarm = series.alarm();
    for (int trial = 0; trial < 50_000; trial++) {
      series.give(false);
      assertThat(ForgottenAlarm.possible(series.evidence())).isFalse();
    }
    assertThat(cleared(series.evidence(), alarm)).isEmpty();
  }

  /** Detections and evidence are read apart: what is known of it may be older than its alarm. */
  @Test
  void evidenceFromBeforeTheAlarmSaysNothing() {
    Series healthy = new Series();
    until(() -> {
      healthy.give(false);
      return healthy.evidence().trials() == 5_000;
    });
    Detection alarm = paged().alarm();

    assertThat(cleared(healthy.evidence(), alarm)).isEmpty();
    healthy.give(false);
    assertThat(cleared(healthy.evidence(), alarm)).isPresent();
  }

  private static Optional<Detection> cleared(Evidence evidence, Detection alarm) {
    return ForgottenAlarm.cleared(evidence, alarm.at(), requireNonNull(alarm.effect()).lower());
  }

  private static Evidence counted(Evidence it, long trials, long failures) {
    return new Evidence(
        it.series(),
        it.at(),
        trials,
        failures,
        it.objective(),
        it.logEvidence(),
        it.logPageThreshold(),
        it.logTicketThreshold(),
        it.level(),
        it.lastDetection(),
        it.offset(),
        it.state());
  }
}
