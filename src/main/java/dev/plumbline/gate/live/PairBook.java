package dev.plumbline.gate.live;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.Side;
import dev.plumbline.probe.PairPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The next pairs of an evaluation: those whose sides are there, or will not come any more. */
final class PairBook {
  private final Running evaluation;
  private final PairPlan plan;
  private final SideStore sides;
  private final KeptPairs kept;

  PairBook(Running evaluation, PairPlan plan, SideStore sides) {
    this.evaluation = evaluation;
    this.plan = plan;
    this.sides = sides;
    this.kept = new KeptPairs(evaluation, sides);
  }

  /**
   * Those that can be judged next: whose sides are there, or will not come any more.
   *
   * @param waited sides due before this that are not there will not come
   */
  List<GatePair> next(Catalog catalog, Instant waited, int most) {
    long from = evaluation.judged();
    Map<Long, KeptPairs.Two> there = kept.bySide(from, from + most);
    boolean anyLost = false;
    long to = from;
    while (to < from + most) {
      KeptPairs.Two two = there.getOrDefault(to, KeptPairs.Two.NONE);
      if (!two.complete()) {
        if (!plan.at(to).isBefore(waited)) {
          break;
        }
        lost(catalog, to, two);
        anyLost = true;
      }
      to++;
    }
    return anyLost ? kept.pairs(from, to) : kept.joined(there, from, to);
  }

  /** Kept too: else a side that came late would change what a verdict follows from. */
  private void lost(Catalog catalog, long number, KeptPairs.Two two) {
    String[] probe = plan.probe(number).split("/", 2);
    Map<String, Side> nothing =
        PairReader.missing(catalog, evaluation.policy(), probe[0], probe[1], "no exchange");
    if (two.candidate() == null) {
      sides.add(evaluation.id(), lost(number, true, nothing));
    }
    if (two.baseline() == null) {
      sides.add(evaluation.id(), lost(number, false, nothing));
    }
  }

  private SideRow lost(long number, boolean candidate, Map<String, Side> nothing) {
    return new SideRow(
        number, candidate, plan.at(number), plan.probe(number), KeptPairs.NOT_SENT, nothing);
  }
}
