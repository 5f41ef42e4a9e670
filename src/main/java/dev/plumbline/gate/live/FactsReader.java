package dev.plumbline.gate.live;

import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.GateState;
import java.util.List;
import java.util.Optional;

/** All that a verdict follows from, as it is kept. */
final class FactsReader {
  private final EvaluationStore evaluations;
  private final SideStore sides;

  FactsReader(EvaluationStore evaluations, SideStore sides) {
    this.evaluations = evaluations;
    this.sides = sides;
  }

  Optional<GateFacts> of(String id) {
    return evaluations
        .stored(id)
        .map(stored ->
            new GateFacts(
                stored.running().policy(),
                pairs(stored.running()),
                stored.ended().isEmpty() ? null : stored.ended(),
                stored.openEvidence(),
                stored.broken()));
  }

  /** Where the pairs that have been judged lead to. */
  GateState state(Running running) {
    GateState state = GateState.start(running.policy());
    for (GatePair pair : pairs(running)) {
      state = state.after(pair);
    }
    return state;
  }

  private List<GatePair> pairs(Running running) {
    return new KeptPairs(running, sides).judged();
  }
}
