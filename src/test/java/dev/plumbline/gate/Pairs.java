package dev.plumbline.gate;

import dev.plumbline.catalog.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Policies and pairs for tests. */
final class Pairs {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final Side MISSING = new Side.Missing("timed out");
  static final Side GOOD = new Side.Trial(false);
  static final Side BAD = new Side.Trial(true);

  private Pairs() {}

  static CheckRule held(String check, double objective) {
    CheckRule usual = CheckRule.usual(check, CheckKind.RARE_FAILURE);
    return new CheckRule(
        check, usual.kind(), true, usual.allowed(), objective, 1, usual.worse(), usual.expected());
  }

  static CheckRule allowing(String check, CheckKind kind, double allowed) {
    CheckRule usual = CheckRule.usual(check, kind);
    return new CheckRule(check, kind, true, allowed, null, 1, usual.worse(), usual.expected());
  }

  static CheckRule advisory(String check) {
    CheckRule usual = CheckRule.usual(check, CheckKind.RARE_FAILURE);
    return new CheckRule(
        check, usual.kind(), false, usual.allowed(), null, 1, usual.worse(), usual.expected());
  }

  static Policy policy(long pairs, CheckRule... checks) {
    return policy(pairs, List.of(checks));
  }

  static Policy policy(long pairs, List<CheckRule> checks) {
    return new Policy(
        "rollout",
        Slice.WHOLE_FLEET,
        List.of("core"),
        List.of("prod"),
        checks,
        .01,
        .9,
        new Policy.Budget(pairs, null),
        Duration.ofHours(4),
        Policy.Inconclusive.HOLD,
        Policy.Missing.USUAL);
  }

  /** Eight checks held to 1e-3. */
  static List<CheckRule> eight() {
    List<CheckRule> checks = new ArrayList<>();
    for (int k = 0; k < 8; k++) {
      checks.add(held("check-" + k, 1e-3));
    }
    return List.copyOf(checks);
  }

  /** The n-th pair, a second after the one before; the same reading of every check. */
  static GatePair pair(int n, Policy policy, Side candidate, Side baseline) {
    Map<String, GatePair.Sides> readings = new LinkedHashMap<>();
    policy
        .checks()
        .forEach(rule -> readings.put(rule.check(), new GatePair.Sides(candidate, baseline)));
    return new GatePair(START.plusSeconds(n), "core/one", readings);
  }

  /** Feeds pairs until there is a verdict, so many at most. */
  static GateState run(Policy policy, int most, Source source) {
    GateState state = GateState.start(policy);
    for (int n = 0; n < most && state.verdict().isEmpty(); n++) {
      state = state.after(source.pair(n));
    }
    return state;
  }

  interface Source {
    GatePair pair(int n);
  }
}
