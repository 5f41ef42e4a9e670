package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Slice;
import dev.plumbline.stats.ShareGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asking ten times as often makes no more false pages a month: g is scheduled time, not trials. */
class TenfoldRateTest {
  private static final SeriesKey LEAF =
      new SeriesKey(CHECK, new Slice("opal", "api", "tpu", "main"));
  private static final double P0 = 1e-2;
  private static final double THRESHOLD = 1e3;
  private static final int INTERVALS = 5_000;

  @Test
  void startWeightsOfAnHourAddUpToTheSameAtAnyRate() {
    for (int times : new int[] {1, 3, 10}) {
      Duration step = Duration.ofMinutes(60).dividedBy(60L * times);
      double sum = 0;
      Instant at = START;
      for (int trial = 0; trial < 60 * times; trial++) {
        sum += config(StartWeight.BY_TIME).startWeight(at, at.plus(step));
        at = at.plus(step);
      }
      assertThat(sum).isCloseTo(60, within(1e-9));
    }
  }

  /**
   * A pool that fails at its objective, over 5,000 base intervals: at most (Σg + r)/(A − r) = 6
   * false pages on average. Over 20 seeds 3.5 ± 2.2 at ten times the rate and 4.1 ± 1.4 at the base
   * rate; with g = 1 a trial, 40.6 ± 6.5.
   */
  @Test
  void falsePagesStayWithinTheBoundOfCalendarTime() {
    double rest = Math.exp(ShareGrid.logRestingEvidence());
    double bound = (INTERVALS + rest) / (THRESHOLD - rest);
    assertThat(pages(StartWeight.BY_TIME, 10, 1)).isLessThanOrEqualTo((int) bound);
    assertThat(pages(StartWeight.BY_TRIAL, 10, 1)).isGreaterThan((int) (2 * bound));
  }

  @Test
  @Tag("exhaustive")
  void measured() {
    for (StartWeight weight : StartWeight.values()) {
      for (int times : new int[] {1, 10}) {
        double[] counts = new double[20];
        for (int seed = 0; seed < counts.length; seed++) {
          counts[seed] = pages(weight, times, seed);
        }
        double mean = Arrays.stream(counts).average().orElseThrow();
        double spread =
            Math.sqrt(Arrays.stream(counts).map(it -> (it - mean) * (it - mean)).sum() / 19);
        System.out.printf("false pages %s, %d times: %.2f ± %.2f%n", weight, times, mean, spread);
      }
    }
  }

  private static int pages(StartWeight weight, int times, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    SeriesDetector detector = new SeriesDetector(config(weight), 0);
    Duration step = TestFleet.INTERVAL.dividedBy(times);
    Instant at = START;
    @Nullable Evidence evidence = null;
    int pages = 0;
    for (int trial = 0; trial < INTERVALS * times; trial++) {
      at = at.plus(step);
      SeriesTrial outcome =
          new SeriesTrial(
              at,
              List.of(
                  new SeriesTrial.Outcome(
                      random.nextDouble() < P0 ? 1 : 0, Double.POSITIVE_INFINITY, null)));
      Crossing.Step after = detector.step(LEAF, evidence, outcome);
      evidence = after.evidence();
      pages +=
          after.crossing() instanceof Crossing.Alarm alarm && alarm.kind() == Detection.Kind.PAGE
              ? 1
              : 0;
    }
    return pages;
  }

  private static DetectorConfig config(StartWeight weight) {
    return new DetectorConfig(
        new Objective(P0, P0, 1),
        SeriesPlan.rate(TestFleet.INTERVAL),
        weight,
        Math.log(THRESHOLD),
        Double.POSITIVE_INFINITY);
  }
}
