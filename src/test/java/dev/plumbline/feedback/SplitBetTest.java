package dev.plumbline.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitBetTest {
  private static final int GROUP = 5;
  private static final Past SOME =
      new Past(List.of(new Past.Block(Instant.EPOCH, 37, 40), new Past.Block(Instant.EPOCH, 3, 0)));

  /**
   * Mean of L at the edge of the null hypothesis, over all ways in which groups of these sizes can
   * fall on two sides.
   */
  private static double mean(int[] sizes, double exposure, SplitBet bet, Past past) {
    double healthy = new Split(0, 0, 1, exposure, 1, 1).healthyShare(bet.ratio());
    double mean = 0;
    for (int sides = 0; sides < 1 << sizes.length; sides++) {
      long here = 0;
      long elsewhere = 0;
      double probability = 1;
      for (int group = 0; group < sizes.length; group++) {
        boolean on = (sides >> group & 1) == 1;
        here += on ? sizes[group] : 0;
        elsewhere += on ? 0 : sizes[group];
        probability *= on ? healthy : 1 - healthy;
      }
      Split split = new Split(here, elsewhere, 1, exposure, 1, 1);
      mean += probability * bet.of(split, past).likelihoodRatio();
    }
    return mean;
  }

  @ParameterizedTest
  @CsvSource({"0.05", "0.5", "1", "3", "20"})
  void aHealthySplitIsFairWhateverTheGroups(double exposure) {
    SplitBet bet = new SplitBet(1.5, GROUP);
    for (Past past : List.of(Past.NONE, SOME)) {
      for (int[] sizes :
          List.of(
              new int[] {1},
              new int[] {5},
              new int[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1},
              new int[] {5, 5, 5, 5, 5, 5, 5, 5, 5, 5},
              new int[] {5, 1, 2, 3, 4, 5, 1, 1, 5, 2})) {
        assertThat(mean(sizes, exposure, bet, past)).isBetween(0.0, 1 + 1e-9);
      }
    }
  }

  /** What the allowance for groups is there for: bets on single reports are not fair to groups. */
  @Test
  void groupsBreakABetOnSingleReports() {
    int[] groups = {5, 5, 5, 5, 5, 5};

    assertThat(mean(groups, 1, new SplitBet(1.5, 1), SOME)).isGreaterThan(1.2);
    assertThat(mean(groups, 1, new SplitBet(1.5, GROUP), SOME)).isLessThan(1 + 1e-9);
  }

  /** Everybody complains everywhere: nothing is learnt of one slice. */
  @ParameterizedTest
  @ValueSource(longs = {1, 10, 1_000, 100_000})
  void whatIsCommonCancels(long factor) {
    SplitBet bet = new SplitBet(1.5, GROUP);
    Split common = new Split(10 * factor, 20 * factor, 500, 500, 1_000, 1_000);

    assertThat(bet.of(common, SOME).likelihoodRatio()).isLessThan(1.05);
    assertThat(bet.of(common, SOME).odd()).isFalse();
  }

  @Test
  void noBlockMakesAnAlarmAlone() {
    SplitBet bet = new SplitBet(1.5, GROUP);
    Split flood = new Split(1_000_000, 10, 2_000_000, 2_000_000, 2_000_000, 2_000_000);

    assertThat(bet.of(flood, Past.NONE).likelihoodRatio()).isEqualTo(SplitBet.MOST_RATIO);
    assertThat(bet.of(flood, Past.NONE).odd()).isTrue();
  }
}
