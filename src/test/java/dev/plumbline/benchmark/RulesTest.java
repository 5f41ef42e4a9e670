package dev.plumbline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.benchmark.Rule.Calibrated;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The rules of the comparison against what can be computed on paper. */
class RulesTest {
  private static final Effort EFFORT = new Effort(400, 2_000, 2_000_000);
  private static final Effort FEW = new Effort(100, 400, 100_000);
  private final RandomGenerator random = Chance.of("RulesTest");

  /** A window of one trial that alarms at every tenth failure: 1/(p0·q) = ARL, delay ARL·p0/p1. */
  @Test
  void aTumblingCountHasTheRunLengthAskedFor() {
    Calibrated rule = new TumblingCount(1).calibrated(1e-2, 1_000, EFFORT, random);
    assertThat(rule.arl().mean()).isEqualTo(1_000);
    assertThat(rule.delay(0.5, EFFORT, random).trials().mean()).isCloseTo(20, within(1e-9));
  }

  /** The worst phase: one trial before the window's end, which sees nothing, then whole windows. */
  @Test
  void aTumblingCountStartsInItsWorstPhase() {
    Calibrated rule = new TumblingCount(10).calibrated(1e-4, 1e6, EFFORT, random);
    assertThat(rule.threshold()).startsWith("2");
    assertThat(rule.delay(1, EFFORT, random).trials().mean()).isBetween(10.9, 11.0);
  }

  /**
   * Two failures within two trials: mean time (1 + p)/p² without a window, as known for runs: 420
   * in health, 6 at p = 0.5. Measured 5.96 ± 0.1; broken, a window of three: 4.6.
   */
  @Test
  void aSlidingCountOfTwoOfTwoIsARun() {
    double p0 = 0.05;
    double run = (1 + p0) / (p0 * p0);
    Calibrated rule = new SlidingCount(2).calibrated(p0, 0.9 * run, EFFORT, random);
    assertThat(rule.delay(0.5, EFFORT, random).trials().mean()).isCloseTo(6, within(0.5));
  }

  /** At a share of one a run of failures decides, and the CUSUM's run lengths are those of runs. */
  @Test
  void aClairvoyantOfASureFailureWaitsForARun() {
    double p0 = 0.1;
    double twoInARow = (1 + p0) / (p0 * p0);
    Calibrated rule = new Clairvoyant(1).calibrated(p0, twoInARow, EFFORT, random);
    assertThat(rule.delay(1, EFFORT, random).trials().mean()).isBetween(1.7, 2.3);
  }

  /** With equal tie groups z² of the ranks is (2n − 1)/2n times z² of two proportions. */
  @Test
  void ranksOfOutcomesAreTwoProportions() {
    double z = new MannWhitney(100).statistic(9, 2, 100);
    double pooled = 11 / 200.0;
    double proportions = 0.07 / Math.sqrt(pooled * (1 - pooled) * 2 / 100);
    assertThat(z).isCloseTo(proportions * Math.sqrt(199 / 200.0), within(1e-12));
  }

  /** The same window, the same run length: the paired test pays for the chance in its baseline. */
  @Test
  void aBaselineCostsDelay() {
    Calibrated paired = new MannWhitney(60).calibrated(1e-2, 1e5, EFFORT, random);
    Calibrated count = new TumblingCount(60).calibrated(1e-2, 1e5, EFFORT, random);
    assertThat(paired.delay(0.1, EFFORT, random).trials().mean())
        .isGreaterThan(1.2 * count.delay(0.1, EFFORT, random).trials().mean());
  }

  /**
   * Ten failures a window, so that hardly two statistics are equal. The delay without a change is
   * the run length: measured 20,000 ± 5 %; with the window in its own baseline it would be twice
   * that.
   */
  @Test
  void aRollingBaselineAlarmsAsOftenAsAsked() {
    Calibrated rule = new ThreeSigma(200).calibrated(0.05, 20_000, EFFORT, random);
    assertThat(rule.delay(0.05, EFFORT, random).trials().mean()).isBetween(17_000.0, 24_000.0);
  }

  /** Median shift 0 whatever is rare: the judge passes a day on which one trial in 500 fails. */
  @Test
  void kayentasJudgeSeesNoRareFailures() {
    assertThat(KayentaJudge.high(1e-3, 3e-3, 200, random)).isZero();
    assertThat(KayentaJudge.high(1e-3, 0.2, 200, random)).isEqualTo(1);
  }

  /** The shares of time give the false alarms a trial that are asked for. */
  @Test
  void twoThresholdsTakeTurns() {
    Between between = Between.of(2, 1e5, 3, 1e7, 1e6);
    assertThat(between.share() / 1e5 + (1 - between.share()) / 1e7).isCloseTo(1e-6, within(1e-12));
  }

  @Test
  void runLengthsAreThoseOfEveryThreshold() {
    RunLengths lengths = new RunLengths();
    lengths.add(List.of(new RunLengths.Peak(1, 10), new RunLengths.Peak(3, 50)));
    lengths.add(List.of(new RunLengths.Peak(2, 30), new RunLengths.Peak(3, 70)));
    assertThat(lengths.arl(0.5).mean()).isEqualTo(20);
    assertThat(lengths.arl(2).mean()).isEqualTo(40);
    Between between = lengths.around(50, 3);
    assertThat(between.lower()).isEqualTo(2);
    assertThat(between.higher()).isEqualTo(3);
  }

  /**
   * Production's detector at its guaranteed threshold: the average run length is above it; at a
   * calibrated one the delay is shorter.
   */
  @Test
  void plumblineIsMeasuredAtItsOwnRunLength() {
    Plumbline plumbline = new Plumbline();
    Calibrated guaranteed = plumbline.atGuarantee(1e-2, 3e3, FEW, random);
    Calibrated measured = plumbline.calibrated(1e-2, 3e3, FEW, random);
    assertThat(guaranteed.arl().lower()).isGreaterThan(3e3);
    assertThat(measured.delay(0.1, FEW, random).trials().mean())
        .isLessThan(guaranteed.delay(0.1, FEW, random).trials().mean());
  }

  /** Chi-squared limits of counts: of none 3.69 at 2.5 %; of four 1.09 to 10.24. */
  @Test
  void limitsOfCountsAreThoseOfTheTables() {
    assertThat(Poisson.upper(0, 0.025)).isCloseTo(3.689, within(1e-3));
    assertThat(Poisson.lower(4, 0.025)).isCloseTo(1.090, within(1e-3));
    assertThat(Poisson.upper(4, 0.025)).isCloseTo(10.242, within(1e-3));
  }
}
