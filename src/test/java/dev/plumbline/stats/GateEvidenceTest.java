package dev.plumbline.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the evidence of gates keeps its promise, by exact sums where there are such. */
class GateEvidenceTest {
  private static final Offset<Double> ROUNDING = within(1e-9);

  private interface Evidence {
    double logAfter(long failures, long trials);
  }

  /** Σ over the binomial distribution: the mean of the evidence after n trials. */
  private static double mean(Evidence evidence, int trials, double rate) {
    double sum = 0;
    double logChoose = 0;
    for (int f = 0; f <= trials; f++) {
      if (f > 0) {
        logChoose += Math.log((trials - f + 1.0) / f);
      }
      double logProbability = logChoose + f * Math.log(rate) + (trials - f) * Math.log1p(-rate);
      sum += Math.exp(logProbability + evidence.logAfter(f, trials));
    }
    return sum;
  }

  /** Probability that the evidence ever reaches 1/α within n trials, exactly. */
  private static double ever(Evidence evidence, double alpha, int trials, double rate) {
    double[] open = new double[trials + 1];
    open[0] = 1;
    double reached = 0;
    for (int n = 1; n <= trials; n++) {
      for (int f = n; f > 0; f--) {
        open[f] = open[f] * (1 - rate) + open[f - 1] * rate;
      }
      open[0] *= 1 - rate;
      for (int f = 0; f <= n; f++) {
        if (open[f] > 1e-15 && evidence.logAfter(f, n) >= -Math.log(alpha)) {
          reached += open[f];
          open[f] = 0;
        }
      }
    }
    return reached;
  }

  /** At the edge of the null hypothesis the mean is 1 after any number of trials, inside below. */
  @ParameterizedTest
  @CsvSource({"0.001, 1", "0.001, 40", "0.001, 400", "0.02, 40", "0.02, 200"})
  void theMeanOfEvidenceAgainstAnObjectiveIsOneAtTheObjective(double objective, int trials) {
    Evidence evidence = (f, n) -> new ObjectiveBet(objective, f, n).logEvidence();
    assertThat(mean(evidence, trials, objective)).isCloseTo(1, ROUNDING);
    assertThat(mean(evidence, trials, objective / 3)).isLessThan(1);
    assertThat(mean(evidence, trials, objective * 3)).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"0.01, 1", "0.01, 400", "0.05, 40", "0.2, 100"})
  void theMeanOfEvidenceForARateBelowIsOneAtTheLimit(double limit, int trials) {
    Evidence evidence = (f, n) -> new RateBelow(limit, f, n).logEvidence();
    assertThat(mean(evidence, trials, limit)).isCloseTo(1, ROUNDING);
    assertThat(mean(evidence, trials, limit * 1.5)).isLessThan(1);
    assertThat(mean(evidence, trials, limit / 2)).isGreaterThan(1);
  }

  /**
   * Looked at after each of 1,500 trials at the edge, exactly: .0032 (objective, whose last failure
   * jumps far over 100) and .0099 (limit, which creeps up to it) of streams ever reach 100, where
   * .01 may; .32 of streams at half the limit.
   */
  @Test
  void ofStreamsAtTheEdgeNoMoreThanAlphaEverReachOneOverAlpha() {
    assertThat(ever((f, n) -> new ObjectiveBet(.02, f, n).logEvidence(), .01, 1_500, .02))
        .isBetween(.003, .01);
    assertThat(ever((f, n) -> new RateBelow(.02, f, n).logEvidence(), .01, 1_500, .02))
        .isBetween(.009, .01);
    assertThat(ever((f, n) -> new RateBelow(.02, f, n).logEvidence(), .01, 1_500, .01))
        .as("that healthy ones do shows that it could")
        .isGreaterThan(.3);
  }

  /**
   * The cell of docs/benchmarks.md in which a rare failure is at what is allowed, without its other
   * checks: 1 % spoilt, and 2e-5 besides, 2,000 pairs.
   */
  @Test
  void whatIsAtTheLimitPassesLessOftenThanAlpha() {
    double rate = .01 + .99 * 2e-5;
    assertThat(ever((f, n) -> new RateBelow(.01, f, n).logEvidence(), .01, 2_000, rate))
        .isCloseTo(.009749, within(1e-6));
  }

  /** What the Javadoc promises of u = 1 %, α = 1 %; no test can pass before 459. */
  @Test
  void aCleanStreamPassesAfter484Trials() {
    double threshold = Math.log(100);
    assertThat(RateBelow.start(.01).missing(threshold)).isEqualTo(484);
    assertThat(new RateBelow(.01, 1, 1).missing(threshold)).isEqualTo(845);
    assertThat(new RateBelow(.01, 2, 500).missing(threshold)).isEqualTo(1_086 - 500);
    assertThat(new RateBelow(.01, 3, 1_320).missing(threshold)).isZero();
    assertThat(RateBelow.start(.01).after(false).trials()).isEqualTo(1);
    assertThat(new RateBelow(.01, 1, 845).logEvidence()).isLessThan(threshold);
    assertThat(new RateBelow(.01, 1, 846).logEvidence()).isGreaterThanOrEqualTo(threshold);
  }

  /** Limit and test say the same: below u where, and only where, u is refuted. */
  @Test
  void theUpperLimitIsBelowWhatIsRefuted() {
    assertThat(RateBelow.upper(0, 484, .01)).isBetween(.0099, .01);
    assertThat(RateBelow.upper(0, 483, .01)).isBetween(.01, .0101);
    assertThat(RateBelow.upper(1, 846, .01)).isBetween(.0099, .01);
    assertThat(RateBelow.upper(3, 3, .01)).isEqualTo(1, within(1e-9));
    assertThat(RateBelow.upper(0, 0, .01)).isEqualTo(1, within(1e-9));
  }

  /** Whatever came before, a pair whose d has the mean allowed multiplies by 1 on average. */
  @Test
  void theMeanOfABetOnDifferencesIsOneAtTheLimit() {
    RandomGenerator random = DelaySimulation.seeded(5);
    for (double limit : List.of(.01, .05, .3)) {
      DifferenceBelow past = DifferenceBelow.start(limit, .04, 1);
      for (int pair = 0; pair < 200; pair++) {
        double win = .1;
        double loss = win + limit;
        double now = past.logEvidence();
        double mean =
            loss * Math.exp(past.after(1).logEvidence() - now)
                + win * Math.exp(past.after(-1).logEvidence() - now)
                + (1 - loss - win) * Math.exp(past.after(0).logEvidence() - now);
        assertThat(mean).isCloseTo(1, ROUNDING);
        past = past.after(random.nextInt(3) == 0 ? random.nextDouble(-1, 1) : 0);
        assertThat(past.stake()).isBetween(0.0, 1 / (1 - limit));
      }
    }
  }

  @Test
  void aRunOfEqualDifferencesIsOneStep() {
    DifferenceBelow singly = DifferenceBelow.start(.05, .04, .5);
    for (int pair = 0; pair < 500; pair++) {
      singly = singly.after(pair < 300 ? 0 : -.35);
    }
    DifferenceBelow atOnce =
        DifferenceBelow.start(.05, .04, .5).afterRun(0, 300).afterRun(-.35, 200);
    assertThat(atOnce.logEvidence()).isCloseTo(singly.logEvidence(), ROUNDING);
    assertThat(atOnce.sizes()).isEqualTo(singly.sizes());
    assertThat(atOnce.sizes().get(3)).isEqualTo(200);
    assertThat(atOnce.stake()).isEqualTo(singly.stake());
  }

  /** The stake is the best fixed one for what is expected: 0.717 at u = 5 % and 4 % differing. */
  @Test
  void theFirstStakeIsTheBestOfWhatIsExpected() {
    assertThat(DifferenceBelow.start(.05, .04, 1).after(0).stake()).isCloseTo(.717, within(.01));
    assertThat(DifferenceBelow.start(.05, 0, 1).after(0).stake())
        .isCloseTo(.98 / .95, within(1e-6));
  }

  /** By hand: ½·1.2·0.9 + ½·1·1 after e of (1.2, 1), then (0.9, 1). */
  @Test
  void wealthIsTheMeanOfProducts() {
    Wealth wealth =
        Wealth.start(2)
            .after(new Increment(List.of(Math.log(1.2), 0.0)))
            .after(new Increment(List.of(Math.log(.9), 0.0)));
    assertThat(Math.exp(wealth.logEvidence())).isCloseTo(.5 * 1.08 + .5, ROUNDING);
  }

  @Test
  void joinedEvidenceIsTheWeightedSum() {
    List<Double> logs = List.of(Math.log(300), Double.NEGATIVE_INFINITY, 0.0);
    assertThat(Math.exp(JoinedEvidence.log(List.of(.5, .25, .25), logs)))
        .isCloseTo(150.25, ROUNDING);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JoinedEvidence.log(List.of(.9, .2, .1), logs));
  }

  @Test
  void whatIsNoCountIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectiveBet(0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ObjectiveBet(.1, 2, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new RateBelow(1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new RateBelow(.1, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> DifferenceBelow.start(.1, .1, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DifferenceBelow.start(.1, .1, 1).after(1.5));
  }
}
