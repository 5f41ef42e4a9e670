package dev.plumbline.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Outcomes of one probe in one window may well fail together: a healthy prompt that once drew an
 * odd answer everywhere. Each leaf fails at its own objective; nine times in ten a failure of one
 * is a failure of all that could.
 */
@Tag("simulation")
class CorrelatedTrialsTest {
  private static final double[] OBJECTIVES = {1e-3, 1e-3, 2e-3, 5e-3, 1e-2, 1e-2};
  private static final double THRESHOLD = 3e3;

  /** Mean e over 2 million draws, within four standard errors of at most 1 for every share. */
  @Test
  void meanIncrementIsFairUnderDependence() {
    RandomGenerator random = DelaySimulation.seeded(21);
    int draws = 2_000_000;
    double sum = 0;
    double squares = 0;
    for (int draw = 0; draw < draws; draw++) {
      double ratio = Arrays.stream(ratios(random)).average().orElseThrow();
      sum += ratio;
      squares += ratio * ratio;
    }
    double mean = sum / draws;
    double error = Math.sqrt((squares / draws - mean * mean) / draws);
    assertThat(mean).isBetween(1 - 4 * error, 1 + 4 * error);
    for (int k = 0; k < ShareGrid.SIZE; k++) {
      double share = ShareGrid.share(k);
      assertThat(1 - share + share * mean).isLessThanOrEqualTo(1 + 4 * share * error);
    }
  }

  /**
   * Trials to a false alarm with one trial a window: 1.7 A measured. Fed one by one instead, as if
   * independent, the same windows alarm after 0.44 A outcomes: the broken value.
   */
  @Test
  void oneTrialAWindowKeepsTheGuaranteeThatOneTrialAnOutcomeBreaks() {
    double together = meanRunLength(true);
    double oneByOne = meanRunLength(false);
    assertThat(together).isGreaterThan(THRESHOLD - Math.exp(ShareGrid.logRestingEvidence()));
    assertThat(oneByOne).isLessThan(THRESHOLD / 2);
  }

  private static double meanRunLength(boolean together) {
    RandomGenerator random = DelaySimulation.seeded(22);
    int runs = 200;
    long trials = 0;
    for (int run = 0; run < runs; run++) {
      BernoulliEDetector detector = BernoulliEDetector.start();
      while (detector.logEvidence() < Math.log(THRESHOLD)) {
        double[] ratios = ratios(random);
        if (together) {
          detector = detector.after(Arrays.stream(ratios).average().orElseThrow(), 1);
          trials++;
        } else {
          for (double ratio : ratios) {
            detector = detector.after(ratio, 1);
            trials++;
          }
        }
      }
    }
    return trials / (double) runs;
  }

  private static double[] ratios(RandomGenerator random) {
    double common = random.nextDouble();
    return Arrays.stream(OBJECTIVES)
        .map(p0 -> (random.nextInt(10) == 0 ? random.nextDouble() : common) < p0 ? 1 / p0 : 0)
        .toArray();
  }
}
