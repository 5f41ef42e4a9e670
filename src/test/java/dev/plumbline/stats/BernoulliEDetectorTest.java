package dev.plumbline.stats;

import static dev.plumbline.stats.DelaySimulation.runLengths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BernoulliEDetectorTest {
  private static final MathContext EXACT = new MathContext(60);

  @Test
  void restsAtTheMeanOddsOfTheGrid() {
    double r = 0;
    for (int k = 0; k < ShareGrid.SIZE; k++) {
      r += (1 - ShareGrid.share(k)) / ShareGrid.share(k) / ShareGrid.SIZE;
    }
    assertThat(ShareGrid.share(0)).isEqualTo(0.001);
    assertThat(ShareGrid.share(10)).isCloseTo(0.5, within(1e-15));
    assertThat(Math.exp(BernoulliEDetector.start().logEvidence())).isCloseTo(r, within(1e-9));
    assertThat(Math.exp(ShareGrid.logRestingEvidence())).isBetween(194.0, 196.0);
  }

  /**
   * The recursion of the design in 60 decimal digits; at the smaller objectives far beyond 1e300.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-4, 1e-9})
  void followsTheRecursionInSixtyDigits(double p0) {
    RandomGenerator random = DelaySimulation.seeded(1);
    BernoulliEDetector detector = BernoulliEDetector.start();
    List<BigDecimal> exact = new ArrayList<>();
    for (int k = 0; k < ShareGrid.SIZE; k++) {
      BigDecimal share = new BigDecimal(ShareGrid.share(k));
      exact.add(BigDecimal.ONE.subtract(share).divide(share, EXACT));
    }
    double largest = 0;
    for (int trial = 0; trial < 600; trial++) {
      double ratio = random.nextInt(5) == 0 ? random.nextInt(1, 4) / (3 * p0) : 0;
      double start = random.nextInt(3) == 0 ? 1 : random.nextDouble();
      detector = detector.after(ratio, start);
      for (int k = 0; k < ShareGrid.SIZE; k++) {
        BigDecimal share = new BigDecimal(ShareGrid.share(k));
        BigDecimal increment =
            BigDecimal.ONE.subtract(share).add(share.multiply(new BigDecimal(ratio)));
        exact.set(k, exact.get(k).add(new BigDecimal(start)).multiply(increment, EXACT));
        assertThat(detector.logR().get(k)).isCloseTo(ln(exact.get(k)), within(1e-9));
      }
      largest = Math.max(largest, detector.logEvidence());
    }
    assertThat(largest).as("ln M reached").isGreaterThan(200);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "7, 0.3", "5000, 1", "5000, 0.01", "200000, 0"})
  void manyMissesAtOnceEqualOneByOne(int misses, double startWeight) {
    BernoulliEDetector before = BernoulliEDetector.start().after(1e4, 1).after(1e4, 1);
    BernoulliEDetector oneByOne = before;
    for (int i = 0; i < misses; i++) {
      oneByOne = oneByOne.after(0, startWeight);
    }
    BernoulliEDetector atOnce = before.afterMisses(misses, startWeight);
    for (int k = 0; k < ShareGrid.SIZE; k++) {
      assertThat(atOnce.logR().get(k)).isCloseTo(oneByOne.logR().get(k), within(1e-5));
    }
  }

  @Test
  void missesLeaveARestingDetectorWhereItIsAndBringAnExcitedOneBack() {
    BernoulliEDetector start = BernoulliEDetector.start();
    assertThat(BernoulliEDetector.atRest(start.logEvidence())).isTrue();
    assertThat(start.afterMisses(1_000_000, 1).logEvidence())
        .isCloseTo(start.logEvidence(), within(1e-9));
    assertThat(BernoulliEDetector.atRest(start.after(1e4, 1).logEvidence())).isFalse();
    assertThat(BernoulliEDetector.atRest(start.after(1e4, 1).afterMisses(10_000, 1).logEvidence()))
        .isTrue();
  }

  @Test
  void extremesNeitherOverflowNorVanish() {
    BernoulliEDetector huge = BernoulliEDetector.start().after(1e300, 1).after(1e300, 1);
    assertThat(huge.logEvidence()).isBetween(1300.0, 1390.0);
    BernoulliEDetector tiny = huge.afterMisses(Integer.MAX_VALUE, 1e-300);
    assertThat(tiny.logEvidence()).isBetween(-690.0, -680.0);
    assertThat(tiny.afterMisses(1_000, 0).logEvidence()).isFinite();
  }

  /**
   * E e ≤ 1 for every share, failure rates up to p₀ and trials that are means of fully dependent
   * outcomes. At twice the rate it is broken: 1 + ε.
   */
  @ParameterizedTest
  @CsvSource({"0.01, 0.01", "0.01, 0.001", "0.2, 0.2"})
  void increments(double p0, double rate) {
    for (int k = 0; k < ShareGrid.SIZE; k++) {
      double miss = Math.exp(ShareGrid.logIncrements(0).get(k));
      double hit = Math.exp(ShareGrid.logIncrements(1 / p0).get(k));
      assertThat(rate * hit + (1 - rate) * miss).isLessThanOrEqualTo(1 + 1e-12);
      assertThat(2 * p0 * hit + (1 - 2 * p0) * miss).isGreaterThan(1 + ShareGrid.share(k) / 2);
    }
  }

  /**
   * Mean trials to a false alarm at the worst healthy rate, p = p₀, against the guarantee A − r.
   * Measured: 1.1, 1.5, 1.0 (one failure is enough there) and 2.1 A, each ± 0.05.
   */
  @Tag("simulation")
  @ParameterizedTest
  @CsvSource({"1e-2, 1e3", "1e-2, 1e4", "1e-3, 1e3", "1e-3, 1e4"})
  void falseAlarmsAreAtLeastAThresholdApart(double p0, double threshold) {
    DelaySimulation.RunLengths healthy = runLengths(p0, threshold, p0, 2_000, 7);
    assertThat(healthy.mean() - 2.6 * healthy.standardError())
        .isGreaterThan(threshold - Math.exp(ShareGrid.logRestingEvidence()));
  }

  /** The simulation above would notice: told half the rate, alarms come at 0.15 and 0.65 A. */
  @Tag("simulation")
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1e-3})
  void tooLowAnObjectiveIsNoGuarantee(double p0) {
    assertThat(brokenRunLength(p0, 1e4)).isLessThan(8_000);
  }

  /** Trials fail at p₀, but the detector was told half of it. */
  private static double brokenRunLength(double p0, double threshold) {
    RandomGenerator random = DelaySimulation.seeded(7);
    long trials = 0;
    for (int run = 0; run < 2_000; run++) {
      BernoulliEDetector detector = BernoulliEDetector.start();
      while (detector.logEvidence() < Math.log(threshold)) {
        long misses = DelaySimulation.geometric(p0, random);
        detector = detector.afterMisses(misses, 1).after(2 / p0, 1);
        trials += misses + 1;
      }
    }
    return trials / 2_000.0;
  }

  /**
   * What one leaf at p₀ = 1e-4 and A = 1.6e7 needs. Measured: 505, 387, 175 and 19.2 trials, each ±
   * 1.4 %.
   */
  @Tag("simulation")
  @ParameterizedTest
  @CsvSource({"0.008, 400, 560", "0.01, 300, 450", "0.02, 130, 220", "0.16, 12, 24"})
  void meanDelay(double share, double least, double most) {
    assertThat(DelaySimulation.meanTrials(1e-4, 1.6e7, share, 2_000, 11)).isBetween(least, most);
  }

  private static double ln(BigDecimal value) {
    int scale = value.precision() - value.scale();
    return Math.log(value.scaleByPowerOfTen(-scale).doubleValue()) + scale * Math.log(10);
  }
}
