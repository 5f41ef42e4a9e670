package dev.plumbline.probe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An hour or a day of a target's budget, UTC.
 *
 * @param target its name, or {@link #FLEET}
 */
record BudgetWindow(String target, boolean day, Instant from) {
  /** No target's name. */
  static final String FLEET = "*";

  static BudgetWindow hour(String target, Instant at) {
    return new BudgetWindow(target, false, at.truncatedTo(ChronoUnit.HOURS));
  }

  static BudgetWindow day(String target, Instant at) {
    return new BudgetWindow(target, true, at.truncatedTo(ChronoUnit.DAYS));
  }
}
