package dev.plumbline.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {

  /** By definition: at a limit, counts as extreme as the one seen have probability α/2. */
  @ParameterizedTest
  @CsvSource({"1, 10", "5, 10", "9, 10", "3, 400", "250, 30000"})
  void limitsAreWhereTheTailsHoldTwoAndAHalfPerCent(int failures, int trials) {
    ClopperPearson interval = ClopperPearson.of(failures, trials, 0.95);
    assertThat(BinomialDistribution.of(trials, interval.lower()).survivalProbability(failures - 1))
        .isCloseTo(0.025, within(1e-6));
    assertThat(BinomialDistribution.of(trials, interval.upper()).cumulativeProbability(failures))
        .isCloseTo(0.025, within(1e-6));
  }

  @Test
  void edgesOfTheScale() {
    assertThat(ClopperPearson.of(0, 0, 0.95)).isEqualTo(new ClopperPearson(0, 0, 1));
    assertThat(ClopperPearson.of(0, 300, 0.95).upper()).isCloseTo(0.01222, within(1e-5));
    assertThat(ClopperPearson.of(3, 3, 0.95).lower()).isCloseTo(0.29240, within(1e-5));
    assertThatIllegalArgumentException().isThrownBy(() -> ClopperPearson.of(2, 1, 0.95));
  }

  /** Exact coverage, no simulation: the binomial weight of the counts whose interval holds p. */
  @ParameterizedTest
  @CsvSource({"20, 0.01", "20, 0.3", "200, 0.02", "200, 0.5"})
  void coversAtLeastAsOftenAsItSays(int trials, double rate) {
    double covered = 0;
    for (int failures = 0; failures <= trials; failures++) {
      ClopperPearson interval = ClopperPearson.of(failures, trials, 0.95);
      if (interval.lower() <= rate && rate <= interval.upper()) {
        covered += BinomialDistribution.of(trials, rate).probability(failures);
      }
    }
    assertThat(covered).isBetween(0.95, 1.0);
  }
}
