package dev.plumbline.incident;

import java.time.Instant;

/** Where an incident stands. Times are scheduled times of trials, not of anybody's clock. */
sealed interface Lifecycle {
  record Open() implements Lifecycle {}

  /** Every series in it has shown positive evidence of health; reopens within a while. */
  record Resolved(Instant at) implements Lifecycle {}

  /** It turned out to have the cause of an older incident. */
  record Merged(Instant at, String into) implements Lifecycle {}
}
