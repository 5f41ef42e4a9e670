package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.INTERVAL;
import static dev.plumbline.detect.TestFleet.START;
import static dev.plumbline.detect.TestFleet.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.topic.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

/** How trials were asked is counted with them, and bounded. */
class AspectTest {
  private static final Target TARGET = TARGETS.getFirst();

  private final Replay replay = new Replay(() -> TestFleet.catalog(1e4));
  private long offset;

  private void observe(
      int second,
      String suite,
      String session,
      int turns,
      boolean failed,
      @Nullable Boolean streamed) {
    observe(second, suite, session, turns, TestFleet.reading(failed), streamed);
  }

  private void observe(
      int second,
      String suite,
      String session,
      int turns,
      Reading reading,
      @Nullable Boolean streamed) {
    observe(second, suite, session, turns, reading, streamed, null, null);
  }

  private void observe(
      int second,
      String suite,
      String session,
      int turns,
      Reading reading,
      @Nullable Boolean streamed,
      @Nullable String prefix,
      @Nullable String location) {
    replay.observe(
        offset++,
        new Observation(
            CHECK,
            "exchange-" + offset,
            TARGET.name(),
            TARGET.labels(),
            null,
            null,
            suite,
            "one",
            session,
            turns,
            START.plusSeconds(second),
            INTERVAL,
            reading,
            streamed,
            session.startsWith("burst") ? (Integer) turns : null,
            prefix,
            location));
  }

  private List<AspectCount> counted() {
    observe(900, "core", "last", 1, new Reading.NotATrial("closes the window"), null);
    return replay
        .evidence(new SeriesKey(CHECK, Slice.leaf(TARGET.labels())))
        .orElseThrow()
        .state()
        .leaf()
        .history()
        .aspectsSince(Instant.EPOCH);
  }

  /** The same question many times at once is one trial, and a way of asking of its own. */
  @Test
  void aBurstIsOneTrialOfItsSize() {
    for (int turn = 0; turn < 4; turn++) {
      observe(1, "core", "burst-a", 4, turn == 2, true);
    }
    observe(2, "core", "b", 1, false, true);

    assertThat(counted())
        .contains(
            new AspectCount("session", "burst-4", 1, 1, 4),
            new AspectCount("session", "fresh", 1, 0, 1));
  }

  @Test
  void aFreshSessionIsOneTrialOfEachAspect() {
    observe(1, "core", "a", 1, true, true);
    observe(2, "core", "b", 1, false, false);
    observe(3, "code", "c", 1, false, true);

    assertThat(counted())
        .containsExactlyInAnyOrder(
            new AspectCount("session", "fresh", 3, 1, 3),
            new AspectCount("transfer", "streamed", 2, 1, 2),
            new AspectCount("transfer", "whole", 1, 0, 1),
            new AspectCount("suite", "core", 2, 1, 2),
            new AspectCount("suite", "code", 1, 0, 1));
  }

  /**
   * One trial of the session, and one of each suite and transfer in it: those that failed, fail.
   */
  @Test
  void aStickySessionIsATrialOfWhateverWasAskedInIt() {
    observe(1, "core", "s", 3, true, true);
    observe(2, "core", "s", 3, true, true);
    observe(3, "code", "s", 3, false, false);

    assertThat(counted())
        .containsExactlyInAnyOrder(
            new AspectCount("session", "sticky", 1, 1, 3),
            new AspectCount("further-turns", "after-a-failure", 1, 1, 2),
            new AspectCount("transfer", "streamed", 1, 1, 2),
            new AspectCount("transfer", "whole", 1, 0, 1),
            new AspectCount("suite", "core", 1, 1, 2),
            new AspectCount("suite", "code", 1, 0, 1));
  }

  @Test
  void whereItWasAskedFromAndWithWhichCacheAreWaysToAsk() {
    observe(1, "", "a", 1, TestFleet.reading(true), null, "warm", "eu-north");
    observe(2, "", "b", 1, TestFleet.reading(false), null, "cold", "eu-north");

    assertThat(counted())
        .containsExactlyInAnyOrder(
            new AspectCount("session", "fresh", 2, 1, 2),
            new AspectCount("prefix", "warm", 1, 1, 1),
            new AspectCount("prefix", "cold", 1, 0, 1),
            new AspectCount("location", "eu-north", 2, 1, 2));
  }

  /** As of recorded history, and of observations of an older release. */
  @Test
  void whatNobodySaysIsNotCounted() {
    observe(1, "", "a", 1, true, null);

    assertThat(counted()).containsExactly(new AspectCount("session", "fresh", 1, 1, 1));
  }

  @Test
  void valuesBeyondTheSixteenthAreOthers() {
    IntStream.range(0, 20).forEach(i -> observe(i, "suite-" + i, "session-" + i, 1, i == 18, true));

    assertThat(counted())
        .filteredOn(count -> count.aspect().equals("suite"))
        .hasSize(17)
        .contains(
            new AspectCount("suite", "suite-15", 1, 0, 1),
            new AspectCount("suite", "other", 4, 1, 4));
  }

  @Test
  void anAspectIsAnArrayInJson() {
    AspectCount count = new AspectCount("session", "sticky", 40, 14, 200);

    assertThat(Json.MAPPER.writeValueAsString(count))
        .isEqualTo("[\"session\",\"sticky\",40,14,200]");
    assertThat(Json.MAPPER.readValue("[\"session\",\"sticky\",40,14,200]", AspectCount.class))
        .isEqualTo(count);
    assertThat(Json.MAPPER.readValue("[\"session\",\"sticky\",40,14,200,7]", AspectCount.class))
        .as("what a newer release wrote")
        .isEqualTo(count);
    assertThatThrownBy(
            () -> Json.MAPPER.readValue("[\"session\",\"sticky\",4,14,200]", AspectCount.class))
        .isInstanceOf(JacksonException.class)
        .hasMessageContaining("14 failures of 4 trials");
  }

  /**
   * Leaves that failed most are told; the rest would make a detection of a large fleet too long.
   */
  @Test
  void aDetectionTellsOfTwoHundredLeaves() {
    List<AspectCount> asked = List.of(new AspectCount("session", "fresh", 9, 0, 9));
    List<Detection.LeafCount> counts =
        IntStream.range(0, 300)
            .mapToObj(i ->
                new Detection.LeafCount(
                    new Slice("m", "p", "a", "pool-" + i), 9, i % 9, 1e-3, 0, null, asked))
            .toList();

    List<Detection.LeafCount> bounded = LeafCounts.bounded(counts);

    assertThat(bounded).extracting(Detection.LeafCount::leaf).hasSize(300);
    assertThat(bounded).filteredOn(it -> !it.aspects().isEmpty()).hasSize(200);
    assertThat(bounded)
        .filteredOn(it -> it.failures() > 2)
        .allMatch(it -> it.aspects().equals(asked));
  }
}
