package dev.plumbline.gate;

import static dev.plumbline.gate.Pairs.allowing;
import static dev.plumbline.gate.Pairs.held;
import static dev.plumbline.gate.Pairs.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.gate.GatePlan.CheckPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plans against numbers that can be worked out otherwise. */
class GatePlanTest {

  /** At 1e-4 a stream is clean for 484 trials with probability .9999^484. */
  @Test
  void rareFailuresAreReckonedExactly() {
    GatePlan plan = GatePlan.of(policy(500, held("routing", 1e-3)));
    CheckPlan routing = plan.checks().getFirst();
    assertThat(routing.passes()).isCloseTo(Math.pow(.9999, 484), within(1e-12));
    assertThat(routing.meanPairs()).isBetween(484.0, 486.0);
    assertThat(plan.needed().orElseThrow()).isBetween(480L, 500L);
    assertThat(plan.refusal()).isEmpty();
  }

  /** One failure multiplies by Σ (1 + 999ε)/11 = 98, two by Σ (1 + 999ε)²/11 = 32,100. */
  @Test
  void totalCorruptionIsStoppedAtOnce() {
    CheckPlan routing = GatePlan.of(policy(500, held("routing", 1e-3))).checks().getFirst();
    assertThat(routing.fails().getFirst()).isEqualTo(new GatePlan.FailPlan(1, 1, 2));
    assertThat(routing.fails()).extracting(GatePlan.FailPlan::share).isEqualTo(GatePlan.SHARES);
    assertThat(routing.fails())
        .extracting(GatePlan.FailPlan::meanPairs)
        .isSortedAccordingTo(Double::compare);
  }

  /**
   * The project's own arithmetic: at 4 % of answers differing by chance, 1 % takes thousands of
   * pairs, 5 % hundreds. Measured: 6,900 and 350 for a power of 90 %.
   */
  @Test
  void pairedAnswersNeedAWiderAllowance() {
    GatePlan wide =
        GatePlan.of(policy(1_000, allowing("paired-answer", CheckKind.PAIRED_ANSWER, .05)));
    assertThat(wide.needed().orElseThrow()).isBetween(300L, 420L);
    assertThat(wide.refusal()).isEmpty();
    GatePlan narrow =
        GatePlan.of(policy(1_000, allowing("paired-answer", CheckKind.PAIRED_ANSWER, .01)));
    assertThat(narrow.needed().orElseThrow()).isBetween(6_000L, 8_000L);
    assertThat(narrow.refusal().orElseThrow().remedy())
        .startsWith("give it %d pairs".formatted(narrow.needed().getAsLong()));
  }

  @Test
  void theSamePolicyHasTheSamePlan() {
    Policy policy =
        policy(
            800,
            CheckRule.usual("judge", CheckKind.SCORE),
            CheckRule.usual("latency", CheckKind.QUANTITY),
            CheckRule.usual("format", CheckKind.RARE_FAILURE),
            Pairs.advisory("usage"));
    GatePlan plan = GatePlan.of(policy);
    assertThat(plan).isEqualTo(GatePlan.of(policy));
    assertThat(plan.checks()).extracting(it -> it.rule().check()).doesNotContain("usage");
    assertThat(plan.checks())
        .allSatisfy(check -> assertThat(check.fails().getFirst().fails()).isEqualTo(1));
  }

  @Test
  void timesAreDistributions() {
    Times drawn = new Times.Drawn(new long[] {30, 10, 20, Long.MAX_VALUE});
    assertThat(drawn.within(9)).isZero();
    assertThat(drawn.within(10)).isEqualTo(.25);
    assertThat(drawn.within(1_000)).isEqualTo(.75);
    assertThat(drawn.mean(40)).isEqualTo(25);
    assertThat(drawn.first(.5, 100)).hasValue(20);
    assertThat(drawn.first(.8, 100)).isEmpty();
    Times both = new Times.All(List.of(drawn, drawn), .5);
    assertThat(both.within(20)).isEqualTo(.0625);
    Times exact = new Times.Exact(new double[] {0, .5, 1});
    assertThat(exact.within(7)).isEqualTo(1);
    assertThat(exact.mean(10)).isEqualTo(1.5);
  }
}
