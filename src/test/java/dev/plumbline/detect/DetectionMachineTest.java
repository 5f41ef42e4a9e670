package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.START;
import static dev.plumbline.detect.TestFleet.TARGETS;
import static dev.plumbline.detect.TestFleet.trial;
import static dev.plumbline.detect.TestFleet.turn;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Detection.Kind;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.stats.BernoulliEDetector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetectionMachineTest {
  private static final Catalog CATALOG = TestFleet.catalog(1e4);
  private static final Target BROKEN = TARGETS.getFirst();
  private static final SeriesKey LEAF = new SeriesKey(CHECK, Slice.leaf(BROKEN.labels()));
  private static final SeriesKey MODEL =
      new SeriesKey(CHECK, new Slice("opal", "api", Slice.ANY, Slice.ANY));

  /** Everything a run makes known, evidence without its offset, which names a record. */
  private record Outcome(Map<SeriesKey, Evidence> evidence, List<Detection> detections) {}

  @Test
  void aWindowIsAppliedOnlyOnceItsGraceIsOver() {
    Replay replay = new Replay(() -> CATALOG);
    replay.observe(7, trial(BROKEN, START.plusSeconds(5), "one", false));
    replay.observe(8, trial(BROKEN, START.plusSeconds(149), "one", false));
    assertThat(replay.evidence()).isEmpty();
    replay.observe(9, trial(BROKEN, START.plusSeconds(150), "one", false));
    assertThat(replay.evidence().get(LEAF))
        .satisfies(it -> assertThat(it.trials()).isEqualTo(1))
        .satisfies(it -> assertThat(it.offset()).isEqualTo(9));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void orderOfArrivalWithinTheGraceChangesNothing(long seed) {
    List<Observation> recorded = Recording.ofMinutes(400, seed);
    Outcome inOrder = run(recorded);
    assertThat(inOrder.detections()).extracting(Detection::kind).contains(Kind.PAGE);
    assertThat(withoutOffsets(run(Recording.jittered(recorded, seed))))
        .isEqualTo(withoutOffsets(inOrder));
  }

  /** Within one window even the offset stays: it is that of the record that closed it. */
  @Test
  void shufflingOneWindowGivesTheSameBits() {
    List<Observation> window = new ArrayList<>();
    for (int second = 0; second < 50; second++) {
      Target target = TARGETS.get(second % TARGETS.size());
      window.add(trial(target, START.plusSeconds(second), "one", second % 9 == 0));
    }
    Observation closing = trial(BROKEN, START.plusSeconds(600), "one", false);
    List<Observation> inOrder = new ArrayList<>(window);
    inOrder.add(closing);
    Outcome expected = run(inOrder);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(window, new Random(seed));
      List<Observation> shuffled = new ArrayList<>(window);
      shuffled.add(closing);
      assertThat(run(shuffled)).isEqualTo(expected);
    }
  }

  @Test
  void aSecondCopyWhileItWaitsIsTheSameObservation() {
    List<Observation> recorded = Recording.ofMinutes(200, 4);
    List<Observation> doubled = new ArrayList<>();
    recorded.forEach(it -> doubled.addAll(List.of(it, it)));
    assertThat(withoutOffsets(run(doubled))).isEqualTo(withoutOffsets(run(recorded)));
  }

  /** A new machine for every record, all memory as JSON: what a crash anywhere comes down to. */
  @Test
  void aRestartAtAnyRecordGivesTheSameBits() {
    List<Observation> recorded = Recording.jittered(Recording.ofMinutes(160, 5), 6);
    Outcome whole = run(recorded);
    assertThat(whole.detections()).isNotEmpty();
    CheckMemory memory =
        new CheckMemory(
            new JsonTable<>(Evidence.class),
            new JsonTable<>(CheckClock.class),
            new JsonTable<>(Observation.class),
            new JsonTable<>(ProbeMemory.class));
    List<Detection> detections = new ArrayList<>();
    for (int offset = 0; offset < recorded.size(); offset++) {
      new DetectionMachine(() -> CATALOG, memory)
          .observe(offset, recorded.get(offset)).stream()
              .flatMap(it ->
                  it instanceof Decision.Fires(Detection fires) ? Stream.of(fires) : Stream.empty())
              .forEach(detections::add);
    }
    assertThat(detections).isEqualTo(whole.detections());
    whole.evidence().forEach((key, it) -> assertThat(memory.evidence(key)).isEqualTo(it));
  }

  @Test
  void everyTrialIsCountedOnceHoweverLate() {
    List<Observation> recorded = new ArrayList<>();
    for (int minute = 0; minute < 30; minute++) {
      recorded.add(trial(BROKEN, START.plusSeconds(60L * minute), "one", false));
    }
    Observation late = recorded.remove(3);
    recorded.add(late);
    recorded.add(late);
    recorded.add(trial(BROKEN, START.plusSeconds(4_000), "one", false));
    assertThat(known(run(recorded).evidence(), LEAF).trials()).isEqualTo(30);
  }

  @Test
  void aSessionIsOneTrialOnceItsLastTurnIsThere() {
    Replay replay = new Replay(() -> CATALOG);
    replay.observe(0, turn(BROKEN, START, "s", 3, TestFleet.reading(true)));
    replay.observe(1, turn(BROKEN, START.plusSeconds(200), "s", 3, TestFleet.reading(false)));
    replay.observe(2, later(400));
    assertThat(replay.evidence()).doesNotContainKey(LEAF);
    replay.observe(3, turn(BROKEN, START.plusSeconds(390), "s", 3, new Reading.NotATrial("tie")));
    replay.observe(4, later(550));
    Evidence evidence = known(replay.evidence(), LEAF);
    assertThat(evidence.trials()).isEqualTo(1);
    assertThat(evidence.failures()).isEqualTo(1);
    assertThat(evidence.state().detector())
        .as("mean of one failure and one success")
        .isEqualTo(BernoulliEDetector.start().after(0.5 / 1e-3, 1));
  }

  @Test
  void aSessionWithoutItsLastTurnIsATrialAfterTenMinutes() {
    Replay replay = new Replay(() -> CATALOG);
    replay.observe(0, turn(BROKEN, START, "s", 3, TestFleet.reading(true)));
    replay.observe(1, later(660 + 89));
    assertThat(replay.evidence()).doesNotContainKey(LEAF);
    replay.observe(2, later(660 + 90));
    assertThat(known(replay.evidence(), LEAF).trials()).isEqualTo(1);
  }

  @Test
  void whatIsNoTrialMovesTimeAndNothingElse() {
    Replay replay = new Replay(() -> CATALOG);
    replay.observe(0, trial(BROKEN, START, "one", false));
    replay.observe(1, turn(BROKEN, START.plusSeconds(20), "t", 1, new Reading.NotATrial("tie")));
    replay.observe(2, turn(BROKEN, START.plusSeconds(500), "u", 1, new Reading.NotATrial("tie")));
    replay.observe(3, turn(BROKEN, START.plusSeconds(900), "v", 1, new Reading.NotATrial("tie")));
    assertThat(known(replay.evidence(), LEAF).trials()).isEqualTo(1);
  }

  @Test
  void outcomesOfOneProbeInOneWindowAreOnePooledTrial() {
    List<Observation> recorded = new ArrayList<>();
    for (Target target : TARGETS) {
      recorded.add(trial(target, START.plusSeconds(1), "one", target.equals(BROKEN)));
      recorded.add(trial(target, START.plusSeconds(2), "two", false));
    }
    recorded.add(later(700));
    Evidence pooled = known(run(recorded).evidence(), MODEL);
    assertThat(pooled.trials()).isEqualTo(2);
    assertThat(pooled.failures()).isEqualTo(1);
    double weight = 1.0 / 60 * 2; // one second at two trials a minute
    assertThat(pooled.state().detector())
        .isEqualTo(BernoulliEDetector.start().after(0.5 / 1e-3, 1).after(0, weight));
  }

  @Test
  void aPageNamesOnsetEffectLeavesAndExchanges() {
    List<Observation> recorded = Recording.ofMinutes(600, 1);
    Detection page =
        run(recorded).detections().stream()
            .filter(it -> it.series().equals(LEAF) && it.kind() == Kind.PAGE)
            .findFirst()
            .orElseThrow();
    Instant onset = START.plusSeconds(300 * 60);
    Detection.Onset began = requireNonNull(page.onset());
    Detection.Effect effect = requireNonNull(page.effect());
    assertThat(began.earliest()).isBeforeOrEqualTo(onset.plusSeconds(300));
    assertThat(began.latest()).isAfterOrEqualTo(onset.minusSeconds(3_600));
    assertThat(page.logEvidence()).isGreaterThanOrEqualTo(Math.log(1e4));
    assertThat(effect.rate()).isBetween(effect.lower(), effect.upper());
    assertThat(page.leaves()).hasSize(4);
    Detection.LeafCount own = page.leaves().getFirst();
    assertThat(own.leaf()).isEqualTo(LEAF.slice());
    assertThat(own.failures()).isGreaterThanOrEqualTo(2);
    assertThat(own.logEvidence()).as("before the restart").isEqualTo(page.logEvidence());
    assertThat(own.aspects())
        .extracting(AspectCount::aspect, AspectCount::value)
        .contains(tuple("session", "fresh"), tuple("suite", "core"));
    assertThat(page.leaves())
        .allSatisfy(leaf ->
            assertThat(leaf.aspects())
                .filteredOn(count -> count.aspect().equals("suite"))
                .singleElement()
                .satisfies(it -> assertThat(it.trials()).isEqualTo(leaf.trials()))
                .satisfies(it -> assertThat(it.failures()).isEqualTo(leaf.failures())));
    List<String> failed =
        recorded.stream()
            .filter(
                it -> it.reading() instanceof Reading.Trial(boolean failing, String _) && failing)
            .map(Observation::exchange)
            .toList();
    assertThat(page.exchanges()).isNotEmpty().isSubsetOf(failed);
    assertThat(page.id()).matches("[0-9a-f]{16}");
  }

  /**
   * After the fault is gone for good, the series and its pools are cleared, and only then quiet.
   */
  @Test
  void healthIsShownByTrialsAlone() {
    List<Observation> recorded = new ArrayList<>(Recording.ofMinutes(400, 2));
    for (int minute = 400; minute < 2_500; minute++) {
      for (Target target : TARGETS) {
        recorded.add(trial(target, START.plusSeconds(60L * minute), "one", false));
      }
    }
    Outcome outcome =
        run(TestFleet.catalog(1e4, TARGETS, new Objective(1e-3, 1e-4, 100_000)), recorded);
    List<Detection> leaf =
        outcome.detections().stream().filter(it -> it.series().equals(LEAF)).toList();
    assertThat(leaf).extracting(Detection::kind).startsWith(Kind.PAGE).endsWith(Kind.CLEARED);
    assertThat(leaf).filteredOn(it -> it.kind() == Kind.CLEARED).hasSize(1);
    assertThat(outcome.evidence().values())
        .extracting(Evidence::level)
        .containsOnly(Evidence.Level.QUIET);
  }

  private static Evidence known(Map<SeriesKey, Evidence> evidence, SeriesKey key) {
    return requireNonNull(evidence.get(key), key::toString);
  }

  private static Observation later(long seconds) {
    return trial(TARGETS.getLast(), START.plusSeconds(seconds), "one", false);
  }

  private static Outcome run(List<Observation> recorded) {
    return run(CATALOG, recorded);
  }

  private static Outcome run(Catalog catalog, List<Observation> recorded) {
    Replay replay = new Replay(() -> catalog);
    for (int offset = 0; offset < recorded.size(); offset++) {
      replay.observe(offset, recorded.get(offset));
    }
    return new Outcome(replay.evidence(), replay.detections());
  }

  private static List<Object> withoutOffsets(Outcome outcome) {
    List<Object> comparable = new ArrayList<>();
    outcome.evidence().values().stream()
        .sorted(Comparator.comparing(it -> it.series().toString()))
        .forEach(it ->
            comparable.add(
                List.of(it.series(), it.at(), it.trials(), it.logEvidence(), it.state())));
    outcome
        .detections()
        .forEach(it ->
            comparable.add(
                List.of(it.series(), it.kind(), it.at(), it.logEvidence(), it.leaves())));
    return comparable;
  }
}
