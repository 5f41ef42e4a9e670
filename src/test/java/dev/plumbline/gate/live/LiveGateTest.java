package dev.plumbline.gate.live;

import static dev.plumbline.gate.live.Rollout.CORRUPTED;
import static dev.plumbline.gate.live.Rollout.HEALTHY;
import static dev.plumbline.gate.live.Rollout.REQUEST;
import static dev.plumbline.gate.live.Rollout.always;
import static dev.plumbline.gate.live.Rollout.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.probe.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a question to a verdict, on real PostgreSQL; what pairs answer is made by the test. */
@ExtendWith(GateDatabase.class)
class LiveGateTest {
  private final Rollout rollout;

  LiveGateTest(@TempDir Path folder) {
    rollout = new Rollout(GateDatabase.dataSource(), folder);
  }

  private String ask() {
    return rollout.gates.ask(REQUEST).evaluation().id();
  }

  @Test
  void aHealthyCandidatePasses() {
    Evaluation ended = rollout.until(ask(), always(HEALTHY), always(HEALTHY), 1500);

    assertThat(ended.verdict()).isEqualTo("pass");
    assertThat(ended.opens(rollout.instant())).isTrue();
    assertThat(ended.body().samples()).isBetween(450L, 900L);
    assertRecomputed(ended);
  }

  /** The target: total corruption is stopped within 20 pairs. */
  @Test
  void aCorruptedCandidateFailsSoon() {
    Evaluation ended = rollout.until(ask(), always(CORRUPTED), always(HEALTHY), 1500);

    assertThat(ended.verdict()).isEqualTo("fail");
    assertThat(ended.body().samples()).isLessThanOrEqualTo(20);
    assertThat(ended.opens(rollout.instant())).isFalse();
    assertRecomputed(ended);
  }

  /**
   * An evaluation holds two rows a pair: after {@code kept} it goes, whole, and who did what stays.
   */
  @Test
  void whatEndedLongAgoIsForgottenButNotWhoDidWhat() {
    String id = ask();
    Evaluation ended = rollout.until(id, always(CORRUPTED), always(HEALTHY), 1500);

    rollout.advance(Duration.ofDays(399));
    rollout.look();
    assertThat(rollout.evaluations.find(id)).isPresent();

    rollout.advance(Duration.ofDays(2));
    rollout.look();
    assertThat(rollout.evaluations.find(id)).isEmpty();
    assertThat(rollout.gates.facts(id)).isEmpty();
    assertThat(rollout.audited(id)).contains("asked", "ended");
    assertThat(ended.verdict()).isEqualTo("fail");
  }

  /** Not answering what it would answer wrongly must not help. */
  @Test
  void aCandidateThatDoesNotAnswerDoesNotPass() {
    Evaluation ended =
        rollout.until(ask(), _ -> new Outcome.TimedOut("total"), always(HEALTHY), 1600);

    assertThat(ended.verdict()).isEqualTo("inconclusive");
    assertRecomputed(ended);
  }

  /** Exchanges that never came count as missing once nobody can have them under way any more. */
  @Test
  void aLostExchangeIsMissingAndHoldsUpNothing() {
    String id = ask();
    Evaluation ended =
        rollout.until(
            id, number -> number % 400 == 7 ? null : answered(HEALTHY), always(HEALTHY), 1500);

    assertThat(ended.verdict()).isEqualTo("pass");
    assertRecomputed(ended);
    assertThat(rollout.gates.facts(id).orElseThrow().pairs())
        .anyMatch(pair ->
            pair.readings().values().stream().anyMatch(sides -> !sides.candidate().present()));
  }

  @Test
  void whereNoWorkerSendsAnythingWeAreBroken() {
    Evaluation ended = rollout.until(ask(), _ -> null, _ -> null, 1600);

    assertThat(ended.verdict()).isEqualTo("error");
    assertThat(ended.body().reasons().getFirst()).contains("is a worker running");
    assertRecomputed(ended);
  }

  @Test
  void whereKafkaCannotBeReadNothingIsDecidedUntilTheDeadline() {
    String id = ask();
    rollout.kafka = false;
    for (int minute = 0; minute < 119; minute++) {
      rollout.advance(Duration.ofMinutes(1));
      rollout.look();
    }
    assertThat(rollout.find(id).running()).isTrue();
    rollout.advance(Duration.ofMinutes(4));
    rollout.look();

    assertThat(rollout.find(id).verdict()).isEqualTo("error");
  }

  @Test
  void evidenceThatStandsOpenOnTheCandidateBlocks() {
    rollout.open.add("foreign-script on m/p/gpu/new stands at PAGE");
    Evaluation ended = rollout.until(ask(), always(HEALTHY), always(HEALTHY), 1500);

    assertThat(ended.verdict()).isEqualTo("inconclusive");
    assertThat(ended.body().reasons().getFirst()).contains("stands at PAGE is open");
    assertRecomputed(ended);
  }

  @Test
  void theSameQuestionIsTheSameEvaluation() {
    Gates.Asked first = rollout.gates.ask(REQUEST);
    Gates.Asked second = rollout.gates.ask(REQUEST);

    assertThat(first.begun()).isTrue();
    assertThat(second.begun()).isFalse();
    assertThat(second.evaluation()).isEqualTo(first.evaluation());
    assertThatThrownBy(() ->
            rollout.gates.ask(
                new GateRequest("rollout", Rollout.CANDIDATE, "m/p/gpu/other", "build-1", "prod")))
        .isInstanceOf(Gates.ConflictException.class)
        .hasMessageContaining("compared with m/p/gpu/old");
    assertThat(
            rollout
                .gates
                .ask(
                    new GateRequest(
                        "rollout", Rollout.CANDIDATE, Rollout.BASELINE, "build-2", "prod"))
                .begun())
        .isTrue();
  }

  @Test
  void onlyWhatDecidedNothingIsAskedAgain() {
    String id = ask();
    assertThatThrownBy(() -> rollout.gates.askAgain(REQUEST))
        .isInstanceOf(Gates.ConflictException.class);
    assertThat(rollout.gates.cancel(id, "Kim").orElseThrow().verdict()).isEqualTo("inconclusive");

    Evaluation again = rollout.gates.askAgain(REQUEST).evaluation();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.id()).isNotEqualTo(id);
    assertThat(rollout.until(again.id(), always(CORRUPTED), always(HEALTHY), 50).verdict())
        .isEqualTo("fail");
    assertThatThrownBy(() -> rollout.gates.askAgain(REQUEST))
        .isInstanceOf(Gates.ConflictException.class)
        .hasMessageContaining("has decided, fail");
  }

  @ParameterizedTest
  @CsvSource({
    "rolout, m/p/gpu/new, m/p/gpu/old, prod, gate, did you mean 'rollout'?",
    "rollout, m/p/gpu/nwe, m/p/gpu/old, prod, candidate, did you mean 'm/p/gpu/new'?",
    "rollout, m/p/gpu/new, m/p/gpu/olt, prod, baseline, did you mean 'm/p/gpu/old'?",
    "rollout, m/p/gpu/new, m/p/gpu/new, prod, baseline, is the candidate itself",
    "rollout, m/p/gpu/new, m/p/gpu/old, test, environment, is for prod",
    "rollout, m/p/gpu/new, m/p/gpu/old, , environment, is for prod",
  })
  void aWrongQuestionIsToldItsFieldAndRemedy(
      String gate,
      String candidate,
      String baseline,
      String environment,
      String field,
      String remedy) {
    assertThatThrownBy(
            () -> rollout.gates.ask(new GateRequest(gate, candidate, baseline, "b", environment)))
        .isInstanceOfSatisfying(
            InvalidFieldException.class, it -> assertThat(it.field()).isEqualTo(field))
        .hasMessageContaining(remedy);
  }

  /** A check that can see nothing can let nothing pass; nothing is asked for it. */
  @Test
  void aRequiredCheckThatIsBlindEndsItAtOnce() {
    Evaluation ended =
        rollout
            .gates
            .ask(new GateRequest("blind", Rollout.CANDIDATE, Rollout.BASELINE, "b", null))
            .evaluation();

    assertThat(ended.verdict()).isEqualTo("inconclusive");
    assertThat(ended.body().reasons().getFirst()).contains("argmax sees nothing of m/p/gpu/new");
    rollout.look();
    assertThat(rollout.demanded).isEmpty();
    assertRecomputed(ended);
  }

  @Test
  void anOverrideOpensForAWhileAndTheVerdictStays() {
    String id = ask();
    rollout.until(id, always(CORRUPTED), always(HEALTHY), 50);
    Evaluation opened =
        rollout
            .gates
            .override(
                id,
                new GateOverride(
                    "Kim",
                    "the fault is known",
                    rollout.instant(),
                    rollout.instant().plus(Duration.ofHours(1))))
            .orElseThrow();

    assertThat(opened.verdict()).isEqualTo("fail");
    assertThat(opened.opens(rollout.instant())).isTrue();
    rollout.advance(Duration.ofHours(1));
    assertThat(rollout.find(id).opens(rollout.instant())).isFalse();
  }

  /** What is demanded ends soon after the verdict: nobody can take it back. */
  @Test
  void demandsReachOneMinuteAhead() {
    String id = ask();
    rollout.until(id, always(CORRUPTED), always(HEALTHY), 50);

    assertThat(rollout.demanded)
        .isNotEmpty()
        .allSatisfy(demand -> {
          assertThat(demand.key()).isEqualTo("pairs/" + id);
          assertThat(demand.target()).isEqualTo(Rollout.CANDIDATE);
        });
    assertThat(rollout.demanded.getLast().until())
        .isBeforeOrEqualTo(rollout.instant().plus(Running.AHEAD));
    int before = rollout.demanded.size();
    rollout.look();
    assertThat(rollout.demanded).hasSize(before);
  }

  private void assertRecomputed(Evaluation ended) {
    GateFacts facts = rollout.gates.facts(ended.id()).orElseThrow();
    assertThat(facts.verdict().word()).isEqualTo(ended.verdict());
    assertThat(dev.plumbline.gate.GateBody.of(facts.state(), facts.verdict()))
        .as("bit for bit")
        .isEqualTo(ended.body());
    assertThat(List.of(facts.verdict().reasons())).isNotEmpty();
  }
}
