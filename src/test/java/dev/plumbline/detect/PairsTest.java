package dev.plumbline.detect;

import static dev.plumbline.detect.PairedFleet.API_GPU;
import static dev.plumbline.detect.PairedFleet.API_TPU;
import static dev.plumbline.detect.PairedFleet.CLOUD_GPU;
import static dev.plumbline.detect.PairedFleet.CLOUD_TPU;
import static dev.plumbline.detect.PairedFleet.leaf;
import static dev.plumbline.detect.PairedFleet.side;
import static dev.plumbline.detect.TestFleet.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Detection.Kind;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.stats.BernoulliEDetector;
import dev.plumbline.stats.Grid;
import dev.plumbline.topic.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graded answers of two targets, asked the same at the same moment, are one trial. */
class PairsTest {
  private static final Catalog CATALOG =
      PairedFleet.catalog(1e6, API_TPU, API_GPU, CLOUD_TPU, CLOUD_GPU);
  private static final Catalog MUTUAL =
      PairedFleet.catalog(1e6, API_TPU, CLOUD_TPU.comparedWith(API_TPU.name()));

  /** L = 1 + d, d the grade of the peer less that of the side watched; d = 0 is no trial. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 2, 1",
    "1, 0, 0, 0",
    "0.25, 0.75, 1.5, 1",
    "0.75, 0.5, 0.75, 0",
    "1, 1, , ",
    "0, 0, , ",
    "0.5, 0.5, , ",
  })
  void whatAPairIsWorth(double watched, double peer, Double ratio, Integer losses) {
    Map<SeriesKey, Evidence> evidence =
        run(
            CATALOG,
            List.of(side(API_TPU, START, "p0", watched), side(CLOUD_TPU, START, "p0", peer)));

    Evidence leaf = requireNonNull(evidence.get(leaf(API_TPU)));
    if (ratio == null) {
      assertThat(evidence).containsOnlyKeys(leaf(API_TPU));
      assertThat(leaf.trials()).isZero();
      assertThat(leaf.logEvidence()).isEqualTo(Grid.PAIRS.logRestingEvidence());
    } else {
      assertThat(leaf.logEvidence())
          .isCloseTo(
              BernoulliEDetector.start(Grid.PAIRS).after(ratio, 1).logEvidence(), within(1e-12));
      assertThat(leaf.trials()).isEqualTo(1);
      assertThat(leaf.failures()).isEqualTo(losses.longValue());
      assertThat(leaf.objective()).isEqualTo(0.5);
      assertThat(leaf.state().leaf().history().aspectsSince(START))
          .as("how it was asked")
          .isEmpty();
      assertThat(evidence).containsOnlyKeys(leaf(API_TPU), platform("api"));
    }
  }

  /** Only both answers to one probe at one instant, each in a session of its own, are a pair. */
  @Test
  void whatIsNoPairIsNoTrial() {
    Instant later = START.plusMillis(1);
    assertThat(run(CATALOG, List.of(side(API_TPU, START, "p0", 0)))).isEmpty();
    assertThat(
            run(CATALOG, List.of(side(API_TPU, START, "p0", 0), side(CLOUD_TPU, START, "p1", 1))))
        .isEmpty();
    assertThat(
            run(CATALOG, List.of(side(API_TPU, START, "p0", 0), side(CLOUD_TPU, later, "p0", 1))))
        .isEmpty();
    assertThat(
            run(CATALOG, List.of(side(API_TPU, START, "p0", 0), side(CLOUD_GPU, START, "p0", 1))))
        .isEmpty();
    assertThat(
            run(
                CATALOG,
                List.of(
                    side(API_TPU, START, "p0", 0),
                    side(CLOUD_TPU, START, "p0", 1, new Reading.NotATrial("cut")))))
        .isEmpty();
    assertThat(
            run(
                CATALOG,
                List.of(
                    side(API_TPU, START, "p0", 0),
                    side(CLOUD_TPU, START, "p0", 3, new Reading.Graded(1, null, "")))))
        .isEmpty();
  }

  /** A side that comes after its window closed finds nobody; both late are a pair of the next. */
  @Test
  void aLateSideMakesNoTrialAndTwoLateOnesDo() {
    Instant past = START.plus(Duration.ofMinutes(5));
    Observation clock = side(API_GPU, past, "p0", 1);
    assertThat(
            run(
                CATALOG,
                List.of(side(API_TPU, START, "p0", 0), clock, side(CLOUD_TPU, START, "p0", 1))))
        .isEmpty();
    assertThat(
            run(
                CATALOG,
                List.of(clock, side(API_TPU, START, "p0", 0), side(CLOUD_TPU, START, "p0", 1))))
        .containsKey(leaf(API_TPU));
  }

  /** Only losses of the side that is watched are bet on; where each is the other's peer, both. */
  @Test
  void peersOfEachOtherAreBothWatched() {
    List<Observation> sides = new ArrayList<>();
    Target cloud = MUTUAL.targets().getLast();
    for (int i = 0; i < 60; i++) {
      Instant at = START.plus(Duration.ofMinutes(i));
      sides.add(side(API_TPU, at, "p0", 1));
      sides.add(side(cloud, at, "p0", 0));
    }
    Replay replay = replay(MUTUAL, sides);

    assertThat(replay.detections().stream().filter(it -> it.kind() == Kind.PAGE))
        .isNotEmpty()
        .allSatisfy(page -> {
          assertThat(page.effect()).isNotNull();
          assertThat(page.series()).isEqualTo(leaf(cloud));
          assertThat(page.leaves())
              .filteredOn(it -> it.leaf().equals(Slice.leaf(cloud.labels())))
              .singleElement()
              .satisfies(it -> assertThat(it.peer()).isEqualTo(Slice.leaf(API_TPU.labels())));
          assertThat(page.exchanges()).isNotEmpty();
        });
    assertThat(requireNonNull(replay.evidence().get(leaf(API_TPU))).failures()).isZero();
  }

  /** Neither the order of arrival nor what a check was asked between changes a bit. */
  @Test
  void evidenceIsAFunctionOfWhatWasAnswered() {
    Random random = new Random(3);
    List<Observation> sides = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Instant at = START.plusSeconds(20L * i);
      for (Target target : CATALOG.targets()) {
        if (random.nextInt(10) > 0) {
          sides.add(side(target, at, "p" + i % 7, random.nextInt(4) / 3.0));
        }
      }
    }
    List<Observation> shuffled = new ArrayList<>();
    for (int from = 0; from < sides.size(); from += 12) {
      List<Observation> some =
          new ArrayList<>(sides.subList(from, Math.min(from + 12, sides.size())));
      Collections.shuffle(some, random);
      shuffled.addAll(some);
    }
    Map<SeriesKey, Evidence> evidence = run(CATALOG, sides);
    assertThat(evidence).isNotEmpty().isEqualTo(run(CATALOG, sides));
    Map<SeriesKey, Evidence> other = run(CATALOG, shuffled);
    assertThat(other).containsOnlyKeys(evidence.keySet());
    evidence.forEach((series, expected) -> {
      Evidence actual = requireNonNull(other.get(series));
      assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(expected), Evidence.class))
          .isEqualTo(expected);
      assertThat(actual.state()).isEqualTo(expected.state());
      assertThat(actual.trials()).isEqualTo(expected.trials());
    });
  }

  /** A slice that holds both sides learns nothing from who of them is better. */
  @Test
  void aPooledSeriesTakesOnlyPairsWithThePeerOutside() {
    SeriesPlan plan = new SeriesPlan(CATALOG);
    assertThat(plan.pooledContaining(PairedFleet.CHECK, API_TPU.labels()))
        .containsExactly(platform("api").slice());
    assertThat(plan.leaves(PairedFleet.CHECK))
        .containsExactly(Slice.leaf(API_TPU.labels()), Slice.leaf(API_GPU.labels()));
    assertThat(new SeriesPlan(MUTUAL).pooledContaining(PairedFleet.CHECK, API_TPU.labels()))
        .isEmpty();
  }

  /** Pairs of one probe in one window are one trial of the mean, with those that are even. */
  @Test
  void whatIsPooledIsTheMeanOverAllPairs() {
    List<Observation> sides =
        List.of(
            side(API_TPU, START, "p0", 0),
            side(CLOUD_TPU, START, "p0", 1),
            side(API_GPU, START.plusSeconds(5), "p0", 1),
            side(CLOUD_GPU, START.plusSeconds(5), "p0", 1));
    Evidence pooled = requireNonNull(run(CATALOG, sides).get(platform("api")));

    assertThat(pooled.logEvidence())
        .isCloseTo(BernoulliEDetector.start(Grid.PAIRS).after(1.5, 1).logEvidence(), within(1e-12));
    assertThat(pooled.failures()).isEqualTo(1);
  }

  /** Clears once the sides lose alike again. */
  @Test
  void aPageIsTakenBackOnEvidence() {
    Random random = new Random(4);
    List<Observation> sides = new ArrayList<>();
    IntStream.range(0, 800)
        .forEach(i -> {
          Instant at = START.plus(Duration.ofMinutes(i));
          boolean lost = i < 40 || random.nextBoolean();
          sides.add(side(API_TPU, at, "p" + i % 10, lost ? 0 : 1));
          sides.add(side(CLOUD_TPU, at, "p" + i % 10, lost ? 1 : 0));
        });
    assertThat(
            replay(CATALOG, sides).detections().stream()
                .filter(it -> it.series().equals(leaf(API_TPU)))
                .map(Detection::kind))
        .contains(Kind.PAGE)
        .endsWith(Kind.CLEARED);
  }

  private static SeriesKey platform(String platform) {
    return new SeriesKey(PairedFleet.CHECK, new Slice("opal", platform, "*", "*"));
  }

  private static Map<SeriesKey, Evidence> run(Catalog catalog, List<Observation> sides) {
    return replay(catalog, sides).evidence();
  }

  /** And a side long after, that nobody answers, so that all windows before it close. */
  private static Replay replay(Catalog catalog, List<Observation> sides) {
    Replay replay = new Replay(() -> catalog);
    long offset = 0;
    for (Observation side : sides) {
      replay.observe(offset++, side);
    }
    Instant end = START.plus(Duration.ofDays(2));
    replay.observe(offset, side(catalog.targets().getFirst(), end, "p0", 1));
    return replay;
  }
}
