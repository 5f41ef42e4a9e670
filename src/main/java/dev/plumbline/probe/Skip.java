package dev.plumbline.probe;

/** Why a slot was never sent. */
enum Skip {
  /** Its target's own budget of the hour or day is spent. */
  BUDGET("budget"),
  /** The budget of all targets together is spent. */
  FLEET_BUDGET("fleet_budget"),
  /** Its target said that it is asked too much. */
  THROTTLED("throttled"),
  /** Its target came into maintenance, or began to drain, behind the claim. */
  PAUSED("paused"),
  /** No worker claimed it in time. */
  UNCLAIMED("unclaimed");

  private final String word;

  Skip(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
