package dev.plumbline.gate.protocol;

import java.util.Arrays;
import java.util.Optional;

/** The hooks Flagger has, and what each of them is to a gate. */
enum FlaggerHook {
  CONFIRM_ROLLOUT("confirm-rollout", Kind.NEEDS_PASS),
  PRE_ROLLOUT("pre-rollout", Kind.ASKS),
  ROLLOUT("rollout", Kind.ASKS),
  CONFIRM_TRAFFIC_INCREASE("confirm-traffic-increase", Kind.NEEDS_PASS),
  CONFIRM_PROMOTION("confirm-promotion", Kind.NEEDS_PASS),
  POST_ROLLOUT("post-rollout", Kind.TOLD),
  ROLLBACK("rollback", Kind.NEEDS_FAIL),
  EVENT("event", Kind.TOLD);

  /** What it is to a gate. */
  enum Kind {
    /** Begins an evaluation if there is none; open on PASS. */
    ASKS,
    /** Looks at what is stored; open on PASS. */
    NEEDS_PASS,
    /** Looks at what is stored; 200 means "roll back", so on FAIL alone. */
    NEEDS_FAIL,
    /** Only tells us something. */
    TOLD
  }

  private final String word;
  private final Kind kind;

  FlaggerHook(String word, Kind kind) {
    this.word = word;
    this.kind = kind;
  }

  static Optional<FlaggerHook> of(String word) {
    return Arrays.stream(values()).filter(hook -> hook.word.equals(word)).findFirst();
  }

  Kind kind() {
    return kind;
  }

  String word() {
    return word;
  }
}
