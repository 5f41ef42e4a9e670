package dev.plumbline.benchmark;

import dev.plumbline.gate.GatePair;
import org.jspecify.annotations.Nullable;

/** Something that judges a rollout, pair after pair. */
interface GateJudge {

  /** What it says, as a whole. */
  enum Word {
    PASS,
    FAIL,
    INCONCLUSIVE
  }

  /** One pair more; null as long as it has nothing to say. */
  @Nullable Word after(GatePair pair);

  /** Makes one for each rollout. */
  interface Maker {
    String name();

    GateJudge make();
  }
}
