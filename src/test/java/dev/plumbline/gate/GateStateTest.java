package dev.plumbline.gate;

import static dev.plumbline.gate.Pairs.BAD;
import static dev.plumbline.gate.Pairs.GOOD;
import static dev.plumbline.gate.Pairs.MISSING;
import static dev.plumbline.gate.Pairs.allowing;
import static dev.plumbline.gate.Pairs.eight;
import static dev.plumbline.gate.Pairs.held;
import static dev.plumbline.gate.Pairs.pair;
import static dev.plumbline.gate.Pairs.policy;
import static dev.plumbline.gate.Pairs.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is decided, when and why, on streams whose evidence can be worked out by hand. */
class GateStateTest {
  private static final Policy RARE = policy(5_000, eight());

  /** Σ over eleven shares of (1 + 999ε)²/11 is 32,100 after two failures; 8/α = 800 decides. */
  @Test
  void totalCorruptionOfOneOfEightChecksIsStoppedByItsSecondFailure() {
    GateState state =
        run(
            RARE,
            20,
            n -> {
              Map<String, GatePair.Sides> readings =
                  new java.util.LinkedHashMap<>(pair(n, RARE, GOOD, GOOD).readings());
              readings.put("check-3", new GatePair.Sides(BAD, GOOD));
              return new GatePair(Pairs.START.plusSeconds(n), "core/one", readings);
            });
    assertThat(state.pairs()).isEqualTo(2);
    assertThat(state.verdict().orElseThrow()).isInstanceOf(Verdict.Fail.class);
    assertThat(state.verdict().orElseThrow().reasons().get(1))
        .isEqualTo("check-3: 2 of 2 failed, of the baseline's 0 of 2, evidence 3.21e+04");
  }

  /** (2^(s + 1) − 1)/(s + 1) after s events, all of them the candidate's: 102.3 after nine. */
  @Test
  void withoutAnObjectiveFailuresAreComparedWithTheBaselines() {
    Policy compared = policy(5_000, CheckRule.usual("format", CheckKind.RARE_FAILURE));
    GateState state = run(compared, 20, n -> pair(n, compared, BAD, GOOD));
    assertThat(state.pairs()).isEqualTo(9);
    assertThat(Math.exp(state.logFail())).isCloseTo(102.3, within(1e-9));
    assertThat(state.verdict().orElseThrow()).isInstanceOf(Verdict.Fail.class);

    GateState both = run(compared, 2_000, n -> pair(n, compared, BAD, BAD));
    assertThat(both.verdict()).as("a fault of both is no regression, and no PASS").isEmpty();
  }

  @Test
  void aCleanCandidatePassesWhereTheLimitIsProved() {
    GateState state = run(RARE, 1_000, n -> pair(n, RARE, GOOD, GOOD));
    assertThat(state.pairs()).isEqualTo(484);
    assertThat(state.verdict().orElseThrow()).isInstanceOf(Verdict.Pass.class);
    assertThat(state.verdict().orElseThrow().opens()).isTrue();
    assertThat(state.after(pair(484, RARE, BAD, GOOD))).as("decided is decided").isEqualTo(state);
  }

  /** A pair in which nothing differs is evidence of equality, of every kind. */
  @ParameterizedTest
  @EnumSource(CheckKind.class)
  void everyKindPassesEqualsAndFailsTheWorst(CheckKind kind) {
    Policy policy = policy(5_000, CheckRule.usual("mine", kind));
    boolean quantity = kind == CheckKind.QUANTITY;
    Side good = quantity ? new Side.Quantity(1) : GOOD;
    Side bad = quantity ? new Side.Quantity(9) : BAD;
    GateState equal = run(policy, 5_000, n -> pair(n, policy, good, good));
    assertThat(equal.verdict().orElseThrow()).isInstanceOf(Verdict.Pass.class);
    assertThat(equal.pairs()).isBetween(40L, 484L);
    GateState worst = run(policy, 20, n -> pair(n, policy, bad, good));
    assertThat(worst.verdict().orElseThrow()).isInstanceOf(Verdict.Fail.class);
    assertThat(worst.pairs()).isLessThanOrEqualTo(16);
    GateState better = run(policy, 5_000, n -> pair(n, policy, good, bad));
    assertThat(better.verdict().orElseThrow())
        .isInstanceOf(quantity ? Verdict.Fail.class : Verdict.Pass.class);
  }

  /**
   * Answers that a reference finds nine times likelier under a regression, none of which fails: at
   * the share ½ each multiplies by 5, and an eleventh of half the bet is there.
   */
  @Test
  void answersComparedWithAReferenceBringTheirOwnRatio() {
    Policy policy = policy(5_000, CheckRule.usual("unanimity", CheckKind.RARE_FAILURE));
    Side strange = new Side.Compared(false, 9);
    GateState state = run(policy, 20, n -> pair(n, policy, strange, GOOD));
    assertThat(state.verdict().orElseThrow()).isInstanceOf(Verdict.Fail.class);
    assertThat(state.pairs()).isEqualTo(5);
    Side usual = new Side.Compared(false, .9);
    assertThat(run(policy, 600, n -> pair(n, policy, usual, usual)).verdict().orElseThrow())
        .isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void latencyIsWorseOnlyWhenLonger() {
    Policy latency = policy(5_000, CheckRule.usual("latency", CheckKind.QUANTITY));
    Side fast = new Side.Quantity(1);
    Side slow = new Side.Quantity(2);
    assertThat(run(latency, 2_000, n -> pair(n, latency, fast, slow)).verdict().orElseThrow())
        .isInstanceOf(Verdict.Pass.class);
    assertThat(run(latency, 2_000, n -> pair(n, latency, slow, fast)).verdict().orElseThrow())
        .isInstanceOf(Verdict.Fail.class);
  }

  @Test
  void whatIsAdvisoryHasNoSay() {
    Policy policy = policy(5_000, held("routing", 1e-3), Pairs.advisory("format"));
    GateState state =
        run(
            policy,
            1_000,
            n ->
                new GatePair(
                    Pairs.START.plusSeconds(n),
                    "core/one",
                    Map.of(
                        "routing",
                        new GatePair.Sides(GOOD, GOOD),
                        "format",
                        new GatePair.Sides(BAD, GOOD))));
    assertThat(state.verdict().orElseThrow()).isInstanceOf(Verdict.Pass.class);
    assertThat(state.reports().get(1).tally().failures()).isEqualTo(484);
    assertThat(state.reports().get(1).weight()).isZero();
  }

  @Test
  void aCheckWithoutTrialsNeverPasses() {
    Policy policy = policy(3_000, held("routing", 1e-3), held("argmax", 1e-3));
    GateState state =
        run(
            policy,
            3_000,
            n ->
                new GatePair(
                    Pairs.START.plusSeconds(n),
                    "core/one",
                    Map.of("routing", new GatePair.Sides(GOOD, GOOD))));
    assertThat(state.verdict().orElseThrow())
        .isEqualTo(
            new Verdict.Inconclusive(
                List.of(
                    "the budget of 3000 pairs is used up after 3,000 pairs",
                    "argmax needs trials: there is none")));
  }

  /** Every twentieth answer is missing, which is when it would have been wrong. */
  @Test
  void whatTheCandidateAloneLeavesOutNeverPasses() {
    GateState state = run(RARE, 5_000, n -> pair(n, RARE, n % 20 == 0 ? MISSING : GOOD, GOOD));
    assertThat(state.verdict().orElseThrow()).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(state.verdict().orElseThrow().reasons().get(1))
        .contains("that the candidate answers");
    assertThat(state.logFail()).as("it is no failure either").isLessThan(0);
  }

  /** What both leave out alike says nothing of the candidate. */
  @Test
  void whatBothLeaveOutAlikeOnlyTakesLonger() {
    GateState state =
        run(
            RARE,
            5_000,
            n -> pair(n, RARE, n % 100 == 0 ? MISSING : GOOD, n % 100 == 50 ? MISSING : GOOD));
    assertThat(state.verdict().orElseThrow()).isInstanceOf(Verdict.Pass.class);
    assertThat(state.pairs()).isBetween(484L, 1_000L);
  }

  @Test
  void aCandidateThatHardlyAnswersNeverPasses() {
    GateState both =
        run(
            RARE,
            5_000,
            n -> pair(n, RARE, n % 4 == 0 ? MISSING : GOOD, n % 4 == 0 ? MISSING : GOOD));
    assertThat(both.verdict().orElseThrow().reasons().get(1))
        .contains("25.0 % of the candidate's are missing, at most 20.0 % may be");
    GateState silent = run(RARE, 5_000, n -> pair(n, RARE, MISSING, GOOD));
    assertThat(silent.verdict().orElseThrow().reasons().get(1)).contains("there is none");
  }

  @Test
  void budgetAndDeadlineEndIt() {
    Policy short0 = policy(10, eight());
    assertThat(run(short0, 100, n -> pair(n, short0, GOOD, GOOD)).pairs()).isEqualTo(10);
    Policy requests =
        new Policy(
            "r",
            RARE.slice(),
            List.of(),
            List.of(),
            eight(),
            .01,
            .9,
            new Policy.Budget(100, 31L),
            Duration.ofSeconds(60),
            Policy.Inconclusive.BLOCK,
            Policy.Missing.USUAL);
    assertThat(run(requests, 100, n -> pair(n, requests, GOOD, GOOD)).pairs()).isEqualTo(15);
    GateState late =
        GateState.start(requests)
            .after(pair(0, requests, GOOD, GOOD))
            .after(pair(61, requests, BAD, GOOD));
    assertThat(late.verdict().orElseThrow().reasons().getFirst())
        .isEqualTo("the deadline of PT1M is over after 1 pairs");
    assertThat(late.checks().getFirst().tally().failures()).as("too late to count").isZero();
  }

  @Test
  void aReadingOfAnotherKindIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GateState.start(RARE).after(pair(0, RARE, new Side.Quantity(3), GOOD)))
        .withMessageContaining("check-0 is compared as RARE_FAILURE and read Quantity[value=3.0]");
  }

  /** Judged by the worst of first values, later ones only. */
  @Test
  void cutsAreQuantilesOfTheFirstFortyPairs() {
    CheckRule rule = allowing("latency", CheckKind.QUANTITY, .2);
    CheckEvidence evidence = CheckEvidence.start(rule, .01);
    for (int n = 0; n < 40; n++) {
      assertThat(((QuantityEvidence) evidence).cuts()).isEmpty();
      evidence =
          evidence.after(
              new GatePair.Sides(new Side.Quantity(2 * n), new Side.Quantity(2 * n + 1)));
    }
    QuantityEvidence cut = (QuantityEvidence) evidence;
    assertThat(cut.cuts()).containsExactly(59.0, 71.0, 76.0);
    assertThat(cut.first()).isEmpty();
    QuantityEvidence later =
        cut.after(new GatePair.Sides(new Side.Quantity(72), new Side.Quantity(60)));
    assertThat(later.directions().getFirst().beyond())
        .extracting(Comparison::losses)
        .containsExactly(0L, 1L, 0L);
  }
}
