package dev.plumbline.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.catalog.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What opens a gate besides PASS, and what an evaluation is known by. */
class GateOverrideTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Verdict SHUT = new Verdict.Inconclusive(List.of("too little"));

  @Test
  void anOverrideOpensWhileItHolds() {
    List<GateOverride> overrides =
        List.of(new GateOverride("ada", "known flake", NOON, NOON.plus(Duration.ofHours(2))));
    assertThat(GateOverride.opens(SHUT, overrides, NOON.minusMillis(1))).isFalse();
    assertThat(GateOverride.opens(SHUT, overrides, NOON)).isTrue();
    assertThat(GateOverride.opens(SHUT, overrides, NOON.plus(Duration.ofHours(2)))).isFalse();
    assertThat(GateOverride.opens(SHUT, List.of(), NOON)).isFalse();
    assertThat(GateOverride.opens(new Verdict.Pass(List.of("")), List.of(), NOON)).isTrue();
    for (Verdict shut : List.of(new Verdict.Fail(List.of("")), new Verdict.Broken(List.of("")))) {
      assertThat(GateOverride.opens(shut, List.of(), NOON)).isFalse();
    }
  }

  @Test
  void anOverrideNeedsANameAReasonAndAnEnd() {
    Instant later = NOON.plusSeconds(60);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GateOverride(" ", "flake", NOON, later))
        .withMessageStartingWith("by: an override needs a name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GateOverride("ada", "", NOON, later))
        .withMessageStartingWith("reason: an override needs a reason");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GateOverride("ada", "flake", NOON, NOON))
        .withMessageStartingWith("until: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GateOverride("ada", "flake", NOON, NOON.plus(Duration.ofDays(2))));
  }

  @Test
  void anEvaluationIsKnownBySubjectBuildAndPolicy() {
    Slice subject = Slice.parse("opal/api/tpu/canary");
    Policy policy = Pairs.policy(500, Pairs.eight());
    EvaluationKey key = EvaluationKey.of(subject, "sha256:1", policy);
    assertThat(key.id())
        .isEqualTo(EvaluationKey.of(subject, "sha256:1", Pairs.policy(500, Pairs.eight())).id())
        .isNotEqualTo(EvaluationKey.of(subject, "sha256:2", policy).id())
        .isNotEqualTo(EvaluationKey.of(subject, "sha256:1", Pairs.policy(501, Pairs.eight())).id())
        .isNotEqualTo(EvaluationKey.of(Slice.WHOLE_FLEET, "sha256:1", policy).id());
  }
}
