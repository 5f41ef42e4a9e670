package dev.plumbline.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AlarmBudgetTest {

  @Test
  void boundsOfAllSeriesAddUpToTheBudget() {
    AlarmBudget budget = new AlarmBudget(1.5, 0.2, 36, 44);
    double leaves = 36 * 43_200 / Math.exp(budget.logLeafThreshold(43_200));
    double pooled = 44 * 500_000 / Math.exp(budget.logPooledThreshold(500_000));
    assertThat(leaves).isCloseTo(1.5 * 0.8, within(1e-9));
    assertThat(pooled).isCloseTo(1.5 * 0.2, within(1e-9));
  }

  @Test
  void leavesHaveAllWhereNothingIsPooled() {
    assertThat(new AlarmBudget(1, 0.2, 4, 0).logLeafThreshold(43_200))
        .isCloseTo(Math.log(4 * 43_200), within(1e-12));
  }

  @Test
  void aShareOfNothingNeverAlarms() {
    assertThat(new AlarmBudget(1, 0, 4, 3).logPooledThreshold(1e6))
        .isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void aBudgetMayBePooledWholly() {
    AlarmBudget budget = new AlarmBudget(2, 1, 1, 5);
    assertThat(budget.logPooledThreshold(1e6)).isCloseTo(Math.log(5e6 / 2), within(1e-12));
    assertThat(budget.logLeafThreshold(1e6)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  @Test
  void neverBelowWhereADetectorRests() {
    assertThat(new AlarmBudget(1e6, 0.2, 4, 3).logLeafThreshold(1))
        .isGreaterThan(ShareGrid.logRestingEvidence());
    assertThat(AlarmBudget.logThreshold(1.6e7)).isEqualTo(StrictMath.log(1.6e7));
  }

  @Test
  void refusesBudgetsThatMeanNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmBudget(0, 0.2, 4, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmBudget(1, 1.2, 4, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmBudget(1, -0.1, 4, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmBudget(1, 0.2, 0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new AlarmBudget(1, 0.2, 4, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlarmBudget(Double.NaN, 0.2, 4, 3))
        .withMessage("a budget of NaN alarms, 0.2 of it pooled, for 4 leaves and 3 pooled series");
  }
}
