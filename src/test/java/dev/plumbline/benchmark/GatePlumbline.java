package dev.plumbline.benchmark;

import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.GateState;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Verdict;
import org.jspecify.annotations.Nullable;

/** The product. */
final class GatePlumbline implements GateJudge {
  private GateState state;

  record Plan(Policy policy) implements Maker {
    @Override
    public String name() {
      return "Plumbline";
    }

    @Override
    public GateJudge make() {
      return new GatePlumbline(policy);
    }
  }

  private GatePlumbline(Policy policy) {
    this.state = GateState.start(policy);
  }

  @Override
  public @Nullable Word after(GatePair pair) {
    state = state.after(pair);
    return state
        .verdict()
        .map(verdict ->
            switch (verdict) {
              case Verdict.Pass _ -> Word.PASS;
              case Verdict.Fail _ -> Word.FAIL;
              case Verdict.Inconclusive _, Verdict.Broken _ -> Word.INCONCLUSIVE;
            })
        .orElse(null);
  }
}
