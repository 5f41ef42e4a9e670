package dev.plumbline.detect;

import static dev.plumbline.detect.ProbedFleet.BROKEN;
import static dev.plumbline.detect.ProbedFleet.POOLS;
import static dev.plumbline.detect.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Detection.Kind;
import dev.plumbline.detect.ProbedFleet.Failing;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Broken probes told from broken pools. Health is a share of 1e-5; a fault begins after an hour.
 */
@Tag("exhaustive")
class QuarantineSimulationTest {
  private static final Catalog CATALOG = ProbedFleet.catalog("s1", POOLS);
  private static final int BEGINS = 60;
  private static final int SEEDS = Integer.getInteger("seeds", 3);
  private static final Failing PROBE =
      (_, probe, minute) -> minute >= BEGINS && probe.equals(BROKEN) ? 1 : 1e-5;

  /** Summed over the seeds. */
  private record Result(long pages, long quarantines, long askings, double minutesToPage) {}

  /**
   * One prompt fails on all 24 pools from the first hour on. Quarantined at its fourth failure or
   * fifth; over 20 seeds no page. With all of its failures before that in pooled series the first
   * seed paged.
   */
  @Test
  void aBrokenProbeIsReportedAndPagesNobody() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Replay replay =
          ProbedFleet.replay(CATALOG, ProbedFleet.observations(POOLS, 720, seed, PROBE));
      assertThat(replay.detections().stream().filter(it -> it.kind() == Kind.PAGE)).isEmpty();
      assertThat(replay.quarantines())
          .singleElement()
          .satisfies(it -> {
            assertThat(it.probe()).isEqualTo("core/" + BROKEN);
            assertThat(it.targets()).hasSizeBetween(4, 5);
            // 24 pools ask it every 40 minutes: every 100 seconds.
            assertThat(Duration.between(START, it.at()).toMinutes())
                .isBetween(BEGINS + 1L, BEGINS + 60L);
            assertThat(it.withheld()).isGreaterThan(300);
          });
    }
  }

  /** Where nothing tells a broken probe from a broken fleet, it pages: as all would, else. */
  @Test
  void theSameOnOneModelAndPlatformPages() {
    List<Target> alike =
        IntStream.range(0, 24).mapToObj(n -> TestFleet.target("opal", "api", "tpu" + n)).toList();
    Result result = run(ProbedFleet.catalog("s1", alike), alike, 240, PROBE);
    assertThat(result.quarantines()).isZero();
    assertThat(result.pages()).isGreaterThanOrEqualTo(SEEDS);
  }

  /** A prompt that fails on one model only is that model's fault. */
  @Test
  void aProbeThatFailsOnOneModelIsNotWithheld() {
    Result result =
        run(
            CATALOG,
            POOLS,
            600,
            (target, probe, minute) ->
                minute >= BEGINS && probe.equals(BROKEN) && target.labels().model().equals("opal")
                    ? 1
                    : 1e-5);
    assertThat(result.quarantines()).isZero();
    assertThat(result.pages()).isGreaterThanOrEqualTo(SEEDS);
  }

  @Test
  void aBrokenPoolPagesAndNoProbeIsWithheld() {
    Result result =
        run(
            CATALOG,
            POOLS,
            300,
            (target, _, minute) ->
                minute >= BEGINS && target.equals(POOLS.getFirst()) ? 0.16 : 1e-5);
    assertThat(result.quarantines()).isZero();
    assertThat(result.pages()).isGreaterThanOrEqualTo(SEEDS);
  }

  /**
   * Everything fails 5 % of the time: paged within minutes, 2.7 on average over 20 seeds, and
   * hardly a probe is withheld: 1 in 57,600 askings, as of five four fail by chance 3 times in
   * 100,000.
   */
  @Test
  void aRegressionEverywherePages() {
    Result result = run(CATALOG, POOLS, 300, (_, _, minute) -> minute >= BEGINS ? 0.05 : 1e-5);
    assertThat(result.pages()).isGreaterThanOrEqualTo(SEEDS);
    assertThat(result.minutesToPage()).isLessThan(15);
    assertThat(result.quarantines()).isLessThanOrEqualTo(SEEDS);
  }

  @Test
  void inFullSize() {
    print(
        "one pool 16 %",
        720,
        (target, _, minute) -> minute >= BEGINS && target.equals(POOLS.getFirst()) ? 0.16 : 1e-5);
    print(
        "one model 16 %",
        720,
        (target, _, minute) ->
            minute >= BEGINS && target.labels().model().equals("opal") ? 0.16 : 1e-5);
    print("everywhere 5 %", 720, (_, _, minute) -> minute >= BEGINS ? 0.05 : 1e-5);
    print("everywhere 16 %", 720, (_, _, minute) -> minute >= BEGINS ? 0.16 : 1e-5);
    print("health at p0", 1440, (_, _, _) -> 1e-4);
    Result broken = print("broken probe", 720, PROBE);
    assertThat(broken.pages()).isZero();
  }

  private static Result print(String what, int minutes, Failing failing) {
    Result result = run(CATALOG, POOLS, minutes, failing);
    System.out.printf(
        "%s: %d seeds, %d pages, first after %.1f minutes, %d quarantines in %d askings%n",
        what,
        SEEDS,
        result.pages(),
        result.minutesToPage(),
        result.quarantines(),
        result.askings());
    return result;
  }

  private static Result run(Catalog catalog, List<Target> targets, int minutes, Failing failing) {
    long pages = 0;
    long quarantines = 0;
    double delay = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Replay replay =
          ProbedFleet.replay(catalog, ProbedFleet.observations(targets, minutes, seed, failing));
      List<Detection> found =
          replay.detections().stream().filter(it -> it.kind() == Kind.PAGE).toList();
      pages += found.isEmpty() ? 0 : 1;
      delay +=
          found.isEmpty()
              ? 0
              : Duration.between(START, found.getFirst().at()).toSeconds() / 60.0 - BEGINS;
      quarantines += replay.quarantines().size();
    }
    return new Result(
        pages, quarantines, (long) SEEDS * targets.size() * minutes, delay / Math.max(1, pages));
  }
}
