package dev.plumbline.detect;

/** What leaves the detection processor. */
sealed interface Decision {
  /** Where a series stands now. */
  record Stands(Evidence evidence) implements Decision {}

  /** A series crossed a threshold. */
  record Fires(Detection detection) implements Decision {}
}
