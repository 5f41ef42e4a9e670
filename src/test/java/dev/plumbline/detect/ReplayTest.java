package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.START;
import static dev.plumbline.detect.TestFleet.TARGETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Detection.Kind;
import dev.plumbline.stats.DelaySimulation;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whole fleets through windows, leaves and pools, at p₀ = 1e-4 and A = 1.6e7. */
class ReplayTest {
  private static final Catalog CATALOG =
      TestFleet.catalog(1.6e7, TARGETS, new Objective(1e-4, 1e-4, 30_000));
  private static final SeriesKey LEAF =
      new SeriesKey(CHECK, Slice.leaf(TARGETS.getFirst().labels()));
  private static final SeriesKey MODEL =
      new SeriesKey(CHECK, new Slice("opal", "api", Slice.ANY, Slice.ANY));

  @Test
  void aHealthyFleetIsQuiet() {
    Replay replay = new Replay(() -> CATALOG);
    run(replay, 5_000, Set.of(), 0.02, LEAF, 1);
    assertThat(replay.detections()).isEmpty();
    assertThat(replay.evidence()).hasSize(9);
    assertThat(replay.evidence().values()).allMatch(it -> it.trials() > 4_900);
  }

  /**
   * One pool at 2 %: 175 trials by simulation; 180 through windows over 150 seeds, 215 over these
   * 20.
   */
  @Test
  void aBrokenLeafPagesAboutWhenTheMathematicsSays() {
    double expected = DelaySimulation.meanTrials(1e-4, 1.6e7, 0.02, 2_000, 5);
    assertThat(meanDelay(Set.of(TARGETS.getFirst()), LEAF))
        .isBetween(0.6 * expected, 1.5 * expected);
  }

  /** A whole model at 2 % needs fewer minutes in the pool of its two targets than in either. */
  @Test
  void aBrokenModelPagesSoonerPooled() {
    Set<Target> model = Set.of(TARGETS.get(0), TARGETS.get(1));
    assertThat(meanDelay(model, MODEL)).isLessThan(0.8 * meanDelay(model, LEAF));
  }

  /** Minutes, that is trials of a leaf, to the first page of one series. */
  private static double meanDelay(Set<Target> broken, SeriesKey series) {
    int seeds = 20;
    int minutes = 0;
    for (int seed = 0; seed < seeds; seed++) {
      minutes += run(new Replay(() -> CATALOG), 3_000, broken, 0.02, series, seed);
    }
    return minutes / (double) seeds;
  }

  private static int run(
      Replay replay, int minutes, Set<Target> broken, double share, SeriesKey until, long seed) {
    RandomGenerator random = new Random(seed);
    long offset = 0;
    for (int minute = 0; minute < minutes; minute++) {
      Instant at = START.plusSeconds(60L * minute);
      for (Target target : TARGETS) {
        boolean failed = random.nextDouble() < (broken.contains(target) ? share : 1e-5);
        String probe = random.nextBoolean() ? "one" : "two";
        replay.observe(
            offset++,
            TestFleet.trial(target, at.plusMillis(random.nextInt(50_000)), probe, failed));
      }
      if (replay.detections().stream()
          .anyMatch(it -> it.series().equals(until) && it.kind() == Kind.PAGE)) {
        return minute;
      }
    }
    return minutes;
  }
}
