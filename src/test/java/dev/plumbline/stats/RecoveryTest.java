package dev.plumbline.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {

  @Test
  void clearsAfterAbout1530CleanTrialsAtFourInAThousand() {
    Recovery recovery = Recovery.from(1e-4, 0.008);
    assertThat(recovery.share()).isEqualTo(0.004);
    int trials = 0;
    while (!recovery.complete()) {
      recovery = recovery.after(0);
      trials++;
    }
    assertThat(trials).isBetween(1_520, 1_540);
  }

  @Test
  void followsTheRecursion() {
    RandomGenerator random = DelaySimulation.seeded(3);
    Recovery recovery = Recovery.from(1e-3, 0.1);
    double exact = 0;
    for (int trial = 0; trial < 300; trial++) {
      double failed = random.nextInt(30) == 0 ? random.nextDouble() : 0;
      exact = (1 + exact) * (failed * 1e-3 / 0.05 + (1 - failed) * (1 - 1e-3) / (1 - 0.05));
      recovery = recovery.after(failed);
      assertThat(recovery.logR()).isCloseTo(Math.log(exact), within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1e-4, 0.02, 0.01",
    "1e-4, 0, 0.0005",
    "1e-3, 0.001, 0.005",
    "0.3, 0.4, 0.51",
    "0.5, 0.5, 0.65",
    "0.5, 0.9, 0.7"
  })
  void asksForHalfTheEffectButAtLeastFiveObjectives(double p0, double lower, double share) {
    assertThat(Recovery.from(p0, lower).share()).isCloseTo(share, within(1e-15));
  }

  /** E e = 1 at the rate that H₀ begins at, less above it, more when healthy. */
  @Test
  void isFairExactlyAtTheShare() {
    Recovery recovery = Recovery.from(1e-4, 0.02).after(0);
    assertThat(mean(recovery, 0.01)).isCloseTo(1, within(1e-12));
    assertThat(mean(recovery, 0.02)).isLessThan(1);
    assertThat(mean(recovery, 1e-4)).isGreaterThan(1.005);
  }

  /**
   * From numbers alone it is what one start gives: the same where nothing failed, but for the sum.
   */
  @Test
  void theProductOfAllTrialsIsNeverMore() {
    RandomGenerator random = DelaySimulation.seeded(5);
    Recovery fresh = Recovery.from(1e-3, 0.1);
    Recovery recovery = fresh;
    double product = 0;
    int failures = 0;
    for (int trial = 1; trial <= 500; trial++) {
      int failed = random.nextInt(40) == 0 ? 1 : 0;
      failures += failed;
      product += Math.log(increment(fresh, failed));
      recovery = recovery.after(failed);
      assertThat(fresh.logProduct(trial, failures))
          .isCloseTo(product, within(1e-9))
          .isLessThanOrEqualTo(recovery.logR() + 1e-9);
    }
    assertThat(failures).isPositive();
  }

  private static double mean(Recovery recovery, double rate) {
    return rate * increment(recovery, 1) + (1 - rate) * increment(recovery, 0);
  }

  private static double increment(Recovery recovery, double failed) {
    return Math.exp(recovery.after(failed).logR()) / (1 + Math.exp(recovery.logR()));
  }
}
