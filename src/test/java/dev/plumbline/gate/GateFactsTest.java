package dev.plumbline.gate;

import static dev.plumbline.gate.Pairs.eight;
import static dev.plumbline.gate.Pairs.pair;
import static dev.plumbline.gate.Pairs.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.topic.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** A verdict follows from its facts, which survive being written down. */
class GateFactsTest {
  private static final Policy POLICY =
      policy(
          300,
          CheckRule.usual("format", CheckKind.RARE_FAILURE),
          Pairs.held("routing", 1e-3),
          CheckRule.usual("paired-answer", CheckKind.PAIRED_ANSWER),
          CheckRule.usual("judge", CheckKind.SCORE),
          CheckRule.usual("latency", CheckKind.QUANTITY),
          CheckRule.usual("surprise", CheckKind.QUANTITY));

  private static List<GatePair> pairs(int pairs) {
    RandomGenerator random = new SplittableRandom(3);
    List<GatePair> all = new ArrayList<>();
    for (int n = 0; n < pairs; n++) {
      Map<String, GatePair.Sides> readings = new LinkedHashMap<>();
      for (CheckRule rule : POLICY.checks()) {
        readings.put(
            rule.check(), new GatePair.Sides(side(rule.kind(), random), side(rule.kind(), random)));
      }
      all.add(new GatePair(Pairs.START.plusMillis(137L * n), "core/" + n % 7, readings));
    }
    return all;
  }

  private static Side side(CheckKind kind, RandomGenerator random) {
    if (random.nextInt(100) == 0) {
      return Pairs.MISSING;
    }
    return switch (kind) {
      case RARE_FAILURE -> new Side.Trial(random.nextInt(200) == 0);
      case PAIRED_ANSWER -> new Side.Trial(random.nextInt(20) == 0);
      case SCORE -> new Side.Score(random.nextDouble());
      case QUANTITY -> new Side.Quantity(random.nextGaussian());
    };
  }

  @Test
  void factsReadBackGiveTheSameStateAndVerdictBitForBit() {
    GateFacts facts = new GateFacts(POLICY, pairs(300), null, List.of(), List.of());
    GateFacts read = Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(facts), GateFacts.class);
    assertThat(read).isEqualTo(facts);
    assertThat(read.state()).isEqualTo(facts.state());
    assertThat(read.verdict()).isEqualTo(facts.verdict());
    assertThat(facts.state().reports()).isEqualTo(read.state().reports());
    assertThat(facts.state().checks())
        .allSatisfy(check -> assertThat(check.evidence().logPass()).isNotZero());
  }

  @Test
  void openEvidenceForbidsAPassAndNothingElse() {
    Policy rare = policy(1_000, eight());
    List<GatePair> clean = new ArrayList<>();
    List<GatePair> broken = new ArrayList<>();
    for (int n = 0; n < 500; n++) {
      clean.add(pair(n, rare, Pairs.GOOD, Pairs.GOOD));
      broken.add(pair(n, rare, Pairs.BAD, Pairs.GOOD));
    }
    List<String> open = List.of("incident 7");
    Verdict blocked = new GateFacts(rare, clean, null, open, List.of()).verdict();
    assertThat(blocked).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(blocked.reasons().getFirst())
        .isEqualTo("incident 7 is open on the candidate's slice");
    assertThat(new GateFacts(rare, clean, null, List.of(), List.of()).verdict().opens()).isTrue();
    assertThat(new GateFacts(rare, broken, null, open, List.of()).verdict())
        .isInstanceOf(Verdict.Fail.class);
    assertThat(new GateFacts(rare, clean, null, List.of(), List.of("the scorer crashed")).verdict())
        .isEqualTo(new Verdict.Broken(List.of("the scorer crashed")));
  }

  @Test
  void pairsThatEndEarlyAreInconclusive() {
    Policy rare = policy(1_000, eight());
    Verdict verdict =
        new GateFacts(
                rare,
                List.of(pair(0, rare, Pairs.GOOD, Pairs.GOOD)),
                "the rollout was cancelled",
                List.of(),
                List.of())
            .verdict();
    assertThat(verdict.word()).isEqualTo("inconclusive");
    assertThat(verdict.reasons())
        .hasSize(9)
        .contains("check-0 needs about 483 more pairs without a difference")
        .first()
        .isEqualTo("the rollout was cancelled after 1 pairs");
  }
}
