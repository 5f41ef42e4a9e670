package dev.plumbline.gate;

import static dev.plumbline.gate.Pairs.BAD;
import static dev.plumbline.gate.Pairs.GOOD;
import static dev.plumbline.gate.Pairs.eight;
import static dev.plumbline.gate.Pairs.pair;
import static dev.plumbline.gate.Pairs.policy;
import static dev.plumbline.gate.Pairs.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.topic.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What deployment tools read: one word, one status, and never a number that opens by itself. */
class GateBodyTest {
  private static final Policy HOLDING = policy(5_000, eight());

  private static GateBody body(GateState state) {
    return GateBody.of(state, state.ended("stopped"));
  }

  @Test
  void eachVerdictHasItsStatusAndScore() {
    GateBody pass = body(run(HOLDING, 600, n -> pair(n, HOLDING, GOOD, GOOD)));
    assertThat(List.of(pass.verdict(), pass.ok(), pass.status(), pass.score()))
        .containsExactly("pass", true, "SUCCEEDED", 100.0);
    GateBody fail = body(run(HOLDING, 600, n -> pair(n, HOLDING, BAD, GOOD)));
    assertThat(List.of(fail.verdict(), fail.ok(), fail.status(), fail.score()))
        .containsExactly("fail", false, "TERMINAL", 0.0);
    GateBody held = body(run(HOLDING, 10, n -> pair(n, HOLDING, GOOD, GOOD)));
    assertThat(List.of(held.verdict(), held.ok(), held.status(), held.score()))
        .containsExactly("inconclusive", false, "RUNNING", 0.0);
    Policy blocking = Policy.standard(eight());
    GateBody blocked = body(run(blocking, 10, n -> pair(n, blocking, GOOD, GOOD)));
    assertThat(blocked.status()).isEqualTo("TERMINAL");
    assertThat(blocked.progress()).isEqualTo("10 pairs");
    assertThat(held.progress()).isEqualTo("10/5000 pairs");
  }

  /** What forbids to open forbids it to those who read the score alone. */
  @Test
  void openEvidenceKeepsTheScoreLow() {
    GateState state = run(HOLDING, 600, n -> pair(n, HOLDING, GOOD, GOOD));
    Verdict verdict = GateFacts.verdict(state, "", List.of("incident 7"), List.of());
    GateBody body = GateBody.of(state, verdict);
    assertThat(body.score()).isEqualTo(50);
    assertThat(body.ok()).isFalse();
  }

  /** Evidence beyond all numbers is still one. */
  @Test
  void evidenceIsFinite() {
    Policy advisory = policy(5_000, Pairs.held("a", 1e-3), Pairs.advisory("b"));
    GateState state = GateState.start(advisory);
    for (int n = 0; n < 1_500; n++) {
      state =
          state.after(
              new GatePair(Pairs.START, "p", java.util.Map.of("b", new GatePair.Sides(BAD, GOOD))));
    }
    JsonNode body = Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(body(state)));
    JsonNode advised = body.get("detectors").get(1);
    assertThat(advised.get("evidenceAgainst").doubleValue()).isEqualTo(Double.MAX_VALUE);
    assertThat(advised.get("required").booleanValue()).isFalse();
    assertThat(GateText.of(body(state))).contains("1.8e+308");
  }
}
