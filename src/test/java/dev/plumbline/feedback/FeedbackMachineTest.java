package dev.plumbline.feedback;

import static dev.plumbline.feedback.TestCounts.BEGIN;
import static dev.plumbline.feedback.TestCounts.cell;
import static dev.plumbline.feedback.TestCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.feedback.FeedbackMachine.Taken;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackMachineTest {
  private final Catalog catalog;

  FeedbackMachineTest(@TempDir Path temp) {
    catalog = TestCounts.catalog(temp);
  }

  private FeedbackMachine machine(FeedbackProperties properties) {
    return new FeedbackMachine(() -> catalog, properties, FeedbackMemory.empty());
  }

  private List<Observation> observed(List<FeedbackCounts> counts) {
    return observed(TestCounts.PROPERTIES, counts);
  }

  private List<Observation> observed(FeedbackProperties properties, List<FeedbackCounts> counts) {
    FeedbackMachine machine = machine(properties);
    List<Observation> observations = new ArrayList<>();
    for (FeedbackCounts each : counts) {
      if (machine.take(each) instanceof Taken.Closed closed) {
        observations.addAll(closed.observations());
      }
    }
    return observations;
  }

  /** Two blocks of minutes, and one minute ten minutes later that closes them. */
  private static List<FeedbackCounts> twoBlocks() {
    List<FeedbackCounts> counts = new ArrayList<>();
    for (int minute = 0; minute < 10; minute++) {
      counts.add(
          counts(
              minute,
              cell("claude-api", 1_000, minute),
              cell("bedrock", 500, 4),
              cell("vertex", 500, 0)));
    }
    counts.add(counts(20, cell("bedrock", 1, 0)));
    return counts;
  }

  private static Reading of(
      List<Observation> observations, String slice, FeedbackReason reason, int block) {
    return observations.stream()
        .filter(it -> it.check().equals(reason.check()) && it.target().equals(slice))
        .filter(it -> it.scheduledAt().equals(BEGIN.plus(Duration.ofMinutes(5L * block))))
        .map(Observation::reading)
        .reduce((_, _) -> {
          throw new AssertionError("twice");
        })
        .orElseThrow();
  }

  @Test
  void aBlockIsSplitBetweenASliceAndTheOthersOnceItIsClosed() {
    List<Observation> observations = observed(twoBlocks());

    assertThat(observations).hasSize(2 * 3 * FeedbackReason.values().length);
    assertThat(of(observations, "opus-4/bedrock/*/*", FeedbackReason.GARBLED, 0))
        .isInstanceOfSatisfying(
            Reading.Compared.class,
            it -> {
              assertThat(it.ratio()).isGreaterThan(1);
              assertThat(it.failed()).isFalse();
            });
    assertThat(of(observations, "opus-4/vertex/*/*", FeedbackReason.GARBLED, 0))
        .isInstanceOfSatisfying(Reading.Compared.class, it -> assertThat(it.ratio()).isLessThan(1));
    assertThat(of(observations, "opus-4/vertex/*/*", FeedbackReason.REFUSED, 1))
        .isEqualTo(new Reading.NotATrial("no reports"));
  }

  @Test
  void aSplitThatIsOddByItselfSaysWhatItIs() {
    List<FeedbackCounts> counts =
        List.of(
            counts(0, cell("bedrock", 500, 90), cell("vertex", 1_500, 10)),
            counts(10, cell("bedrock", 500, 0)));

    assertThat(of(observed(counts), "opus-4/bedrock/*/*", FeedbackReason.GARBLED, 0))
        .isInstanceOfSatisfying(
            Reading.Compared.class,
            it -> {
              assertThat(it.failed()).isTrue();
              assertThat(it.found()).isEqualTo("90 reports of 500 requests, elsewhere 10 of 1500");
              assertThat(it.ratio()).isEqualTo(SplitBet.MOST_RATIO);
            });
  }

  /** Within a block the order of arrival is chance, and what is sent again is the same. */
  @Test
  void orderAndRepetitionChangeNothing() {
    List<FeedbackCounts> shuffled = new ArrayList<>();
    for (int block = 0; block < 2; block++) {
      List<FeedbackCounts> once = twoBlocks().subList(5 * block, 5 * block + 5);
      List<FeedbackCounts> twice = new ArrayList<>(once);
      twice.addAll(once);
      Collections.shuffle(twice, new Random(7));
      shuffled.addAll(twice);
    }
    shuffled.add(twoBlocks().getLast());

    assertThat(observed(shuffled).equals(observed(twoBlocks()))).isTrue();
  }

  @Test
  void aCorrectionReplacesUntilTheBlockIsClosed() {
    List<FeedbackCounts> corrected = new ArrayList<>(twoBlocks());
    corrected.add(3, counts(2, cell("vertex", 500, 300)));
    List<FeedbackCounts> late = new ArrayList<>(twoBlocks());
    late.add(counts(2, cell("vertex", 500, 300)));

    assertThat(observed(corrected).equals(observed(twoBlocks()))).isFalse();
    assertThat(observed(late).equals(observed(twoBlocks()))).isTrue();
    FeedbackMachine machine = machine(TestCounts.PROPERTIES);
    twoBlocks().forEach(machine::take);
    assertThat(machine.take(late.getLast())).isEqualTo(new Taken.Late("opus-4", 1));
  }

  @Test
  void sourcesAddUp() {
    List<FeedbackCounts> two = new ArrayList<>();
    for (FeedbackCounts all : twoBlocks()) {
      all.cells()
          .forEach(cell ->
              two.add(
                  new FeedbackCounts(cell.platform(), all.model(), all.minute(), List.of(cell))));
    }

    assertThat(observed(two).equals(observed(twoBlocks()))).isTrue();
  }

  /** A platform's parts are compared with one another, and with no other platform's. */
  @Test
  void partsAreComparedWithinTheirPlatform() {
    List<FeedbackCounts> counts =
        List.of(
            counts(
                0,
                cell("bedrock", "tpu", "tpu-a", 1_000, 120),
                cell("bedrock", "gpu", "gpu-a", 1_000, 20),
                cell("bedrock", 400, 300),
                cell("vertex", 2_000, 70)),
            counts(10, cell("bedrock", 1, 0)));
    List<Observation> observations = observed(counts);

    Reading.Compared pool =
        (Reading.Compared) of(observations, "opus-4/bedrock/tpu/tpu-a", FeedbackReason.GARBLED, 0);
    assertThat(pool.found()).isEqualTo("120 reports of 1000 requests, elsewhere 20 of 1000");
    assertThat(of(observations, "opus-4/bedrock/tpu/*", FeedbackReason.GARBLED, 0)).isEqualTo(pool);
    Reading.Compared platform =
        (Reading.Compared) of(observations, "opus-4/bedrock/*/*", FeedbackReason.GARBLED, 0);
    assertThat(platform.found()).isEqualTo("440 reports of 2400 requests, elsewhere 70 of 2000");
  }

  @Test
  void whatHasNothingBesideItIsNoTrial() {
    List<FeedbackCounts> counts =
        List.of(counts(0, cell("bedrock", 500, 90)), counts(10, cell("bedrock", 500, 0)));

    assertThat(of(observed(counts), "opus-4/bedrock/*/*", FeedbackReason.GARBLED, 0))
        .isEqualTo(new Reading.NotATrial("nothing was counted that it could be compared with"));
  }

  /** Else what everybody reports in a minute would be held against those who were counted in it. */
  @Test
  void minutesCountedOnOneSideOnlyAreLeftOut() {
    List<FeedbackCounts> counts =
        List.of(
            counts(0, cell("bedrock", 500, 60), cell("vertex", 500, 1)),
            counts(1, cell("bedrock", 500, 300)),
            counts(2, cell("bedrock", 500, 300), cell("vertex", 0, 0)),
            counts(10, cell("bedrock", 500, 0)));
    List<Observation> observations = observed(counts);

    Reading.Compared platform =
        (Reading.Compared) of(observations, "opus-4/bedrock/*/*", FeedbackReason.GARBLED, 0);
    assertThat(platform.found()).isEqualTo("60 reports of 500 requests, elsewhere 1 of 500");
    assertThat(observations.getFirst().exchange())
        .isEqualTo("feedback-wrong-language~opus-4~bedrock~~~2026-03-01T12:00:00Z");
  }

  /** What is usual on a platform is not held against it. */
  @Test
  void readierUsersAreReckonedWith() {
    FeedbackProperties readier =
        new FeedbackProperties(
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            1.5,
            5,
            Map.of("bedrock", 5.0));
    List<FeedbackCounts> counts =
        List.of(
            counts(0, cell("bedrock", 500, 50), cell("vertex", 500, 10)),
            counts(10, cell("bedrock", 500, 0)));
    Reading plain = of(observed(counts), "opus-4/bedrock/*/*", FeedbackReason.GARBLED, 0);
    Reading reckoned =
        of(observed(readier, counts), "opus-4/bedrock/*/*", FeedbackReason.GARBLED, 0);

    assertThat(((Reading.Compared) plain).ratio()).isGreaterThan(2);
    assertThat(((Reading.Compared) reckoned).ratio()).isLessThan(1);
  }
}
