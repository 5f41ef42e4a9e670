package dev.plumbline.gate.live;

import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pairs of one evaluation as they are kept: sides joined, in the order of their numbers. */
final class KeptPairs {
  /** The exchange of a side that has none. */
  static final String NOT_SENT = "";

  private final Running evaluation;
  private final SideStore sides;

  KeptPairs(Running evaluation, SideStore sides) {
    this.evaluation = evaluation;
    this.sides = sides;
  }

  /** What is kept of a pair so far. */
  record Two(@Nullable SideRow candidate, @Nullable SideRow baseline) {
    static final Two NONE = new Two(null, null);

    Two with(SideRow side) {
      return side.candidate() ? new Two(side, baseline) : new Two(candidate, side);
    }

    boolean complete() {
      return candidate != null && baseline != null;
    }
  }

  /** Those that have been judged: all their sides are kept. */
  List<GatePair> judged() {
    return pairs(0, evaluation.judged());
  }

  /** Whether any exchange of the pairs before a number was ever sent. */
  boolean anySent(long before) {
    return sides.of(evaluation.id(), 0, before).stream()
        .anyMatch(side -> !side.exchange().equals(NOT_SENT));
  }

  Map<Long, Two> bySide(long from, long to) {
    Map<Long, Two> pairs = new LinkedHashMap<>();
    for (SideRow side : sides.of(evaluation.id(), from, to)) {
      pairs.merge(side.pair(), Two.NONE.with(side), (known, _) -> known.with(side));
    }
    return pairs;
  }

  /** From one number, inclusive, to another, exclusive; all of them have both sides. */
  List<GatePair> pairs(long from, long to) {
    return joined(bySide(from, to), from, to);
  }

  /** The same of sides that have been read. */
  List<GatePair> joined(Map<Long, Two> sides, long from, long to) {
    List<GatePair> pairs = new ArrayList<>();
    for (long number = from; number < to; number++) {
      pairs.add(pair(sides.getOrDefault(number, Two.NONE)));
    }
    return pairs;
  }

  private GatePair pair(Two two) {
    SideRow candidate = two.candidate();
    SideRow baseline = two.baseline();
    if (candidate == null || baseline == null) {
      throw new IllegalStateException(
          "evaluation %s: a pair that was judged lacks a side".formatted(evaluation.id()));
    }
    Set<String> checks = new LinkedHashSet<>(candidate.readings().keySet());
    checks.addAll(baseline.readings().keySet());
    Map<String, GatePair.Sides> readings = new LinkedHashMap<>();
    Side none = new Side.Missing("no exchange");
    // In the policy's order, which the database does not keep.
    evaluation.policy().checks().stream()
        .map(rule -> rule.check())
        .filter(checks::contains)
        .forEach(check ->
            readings.put(
                check,
                new GatePair.Sides(
                    candidate.readings().getOrDefault(check, none),
                    baseline.readings().getOrDefault(check, none))));
    return new GatePair(candidate.at(), candidate.probe(), readings);
  }
}
