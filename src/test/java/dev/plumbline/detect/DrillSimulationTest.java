package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Detection.Kind;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.testing.Drilled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The drill through the detectors of the fleet it is none of: the seed is fixed. */
class DrillSimulationTest {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final SelfTest DRILL = Drilled.selfTest(INTERVAL, Duration.ofHours(1));

  /** Of the spoilt half of the answers, foreign-script flags 0.93 (docs/lab.md). */
  private static final double FLAGGED = SelfTest.SHARE * 0.93;

  private static final int PERIODS = 300;

  private static Catalog catalog() {
    Catalog fleet = TestFleet.catalog(null, TARGETS, new Objective(1e-3, 1e-4, 30_000));
    return new Catalog("v1", fleet.targets(), fleet.suites(), fleet.detection(), DRILL);
  }

  private static List<Observation> ofTheDrill(Random random, int periods, double flagged) {
    List<Observation> all = new ArrayList<>();
    Instant end = TestFleet.START.plus(DRILL.period().multipliedBy(periods));
    for (Instant at = TestFleet.START; at.isBefore(end); at = at.plus(INTERVAL)) {
      boolean failed = DRILL.faulty(at) && random.nextDouble() < flagged;
      all.add(observation(DRILL.target(), at, failed));
    }
    return all;
  }

  private static Observation observation(Target target, Instant at, boolean failed) {
    String exchange = target.name() + "@" + at;
    return new Observation(
        CHECK,
        exchange,
        target.name(),
        target.labels(),
        null,
        null,
        target.suites().getFirst(),
        "one",
        exchange,
        1,
        at,
        target.budget().interval(),
        new Reading.Trial(failed, ""));
  }

  private static Replay replay(List<Observation> observations) {
    Replay replay = new Replay(DrillSimulationTest::catalog);
    long offset = 0;
    for (Observation observation :
        observations.stream().sorted(Comparator.comparing(Observation::scheduledAt)).toList()) {
      replay.observe(offset++, observation);
    }
    return replay;
  }

  /**
   * All of 300 faults page while they last, and nothing pages in between although no series has to
   * clear first. Measured: after 3 to 19 probes of the 120 of a fault, 6 in the median.
   */
  @Test
  void everyFaultIsFoundWhileItLasts() {
    long[] delays = delays(replay(ofTheDrill(new Random(1), PERIODS, FLAGGED)));

    assertThat(delays).hasSize(PERIODS);
    assertThat(delays[PERIODS / 2]).isBetween(5L, 8L);
    assertThat(delays[PERIODS - 1]).isLessThanOrEqualTo(30);
  }

  /** Where only every hundredth answer shows it, 29 of 300 faults are seen. */
  @Test
  void whereAnswersAreLostFaultsGoUnseen() {
    assertThat(delays(replay(ofTheDrill(new Random(1), PERIODS, 0.01))))
        .hasSizeLessThan(PERIODS / 2);
  }

  /** Of the faults that were found, in probes, in order of length. */
  private static long[] delays(Replay replay) {
    Map<Instant, Long> delays = new TreeMap<>();
    for (Detection detection : replay.detections()) {
      if (detection.kind() == Kind.PAGE) {
        assertThat(DRILL.faulty(detection.at())).isTrue();
        Instant fault = DRILL.newestFault(detection.at());
        delays.putIfAbsent(fault, DRILL.probesSince(fault, detection.at()));
      }
    }
    return delays.values().stream().mapToLong(Long::longValue).sorted().toArray();
  }

  /** Bit for bit: evidence, thresholds and what detections say of the fleet's leaves. */
  @Test
  void theFleetsEvidenceIsTheSameWithAndWithoutIt() {
    Random random = new Random(2);
    List<Observation> fleet = new ArrayList<>();
    for (int minute = 0; minute < 48 * 60; minute++) {
      for (Target target : TARGETS) {
        boolean broken = minute > 24 * 60 && target.labels().accelerator().equals("tpu");
        boolean failed = random.nextDouble() < (broken ? 0.05 : 1e-3);
        // Apart from the drill's trials by a second, so that both orders are the same.
        Instant at = TestFleet.START.plus(Duration.ofMinutes(minute)).plusSeconds(1);
        fleet.add(observation(target, at, failed));
      }
    }
    // Long after the end of either, so that all windows are closed in both.
    fleet.add(observation(TARGETS.getFirst(), TestFleet.START.plus(Duration.ofHours(49)), false));
    List<Observation> both = new ArrayList<>(fleet);
    both.addAll(ofTheDrill(new Random(3), 48, FLAGGED));
    Replay without = replay(fleet);
    Replay with = replay(both);

    assertThat(of(with, false)).isEqualTo(of(without, false));
    assertThat(of(with, true).keySet()).containsExactly(new SeriesKey(CHECK, SelfTest.DRILL));
    List<Detection> found =
        with.detections().stream()
            .filter(it -> !it.series().slice().equals(SelfTest.DRILL))
            .toList();
    assertThat(found).anyMatch(it -> it.kind() == Kind.PAGE);
    assertThat(found.stream().map(DrillSimulationTest::apartFromOffset))
        .containsExactlyElementsOf(
            without.detections().stream().map(DrillSimulationTest::apartFromOffset).toList());
  }

  /** Ids name the offset, which the drill's records move. */
  private static Detection apartFromOffset(Detection it) {
    return new Detection(
        "",
        it.series(),
        it.kind(),
        it.at(),
        it.trials(),
        it.logEvidence(),
        it.logThreshold(),
        it.onset(),
        it.effect(),
        it.leaves(),
        it.exchanges());
  }

  private static Map<SeriesKey, DetectorState> of(Replay replay, boolean drill) {
    Map<SeriesKey, DetectorState> states = new HashMap<>();
    replay
        .evidence()
        .forEach((key, evidence) -> {
          if (key.slice().equals(SelfTest.DRILL) == drill) {
            states.put(key, evidence.state());
          }
        });
    return states;
  }

  /** Nothing that lists the fleet's series lists it. */
  @Test
  void noSeriesOfTheFleetHoldsIt() {
    SeriesPlan plan = new SeriesPlan(catalog());

    assertThat(plan.pooledContaining(CHECK, SelfTest.LABELS)).isEmpty();
    assertThat(plan.leaves(CHECK)).doesNotContain(Slice.leaf(SelfTest.LABELS));
    assertThat(plan.all()).isEqualTo(new SeriesPlan(TestFleet.catalog(null)).all());
  }
}
