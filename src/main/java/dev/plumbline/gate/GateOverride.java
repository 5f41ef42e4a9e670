package dev.plumbline.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Somebody opens a gate that its verdict keeps shut, for a while and for a reason that is told.
 *
 * @param by who answers for it
 * @param reason for people who ask later
 * @param until it no longer holds from here on
 */
public record GateOverride(String by, String reason, Instant from, Instant until) {
  /** Longer, and it would be a policy. */
  public static final Duration LONGEST = Duration.ofDays(1);

  private static final int MOST_CHARACTERS = 1_000;

  /**
   * Checks what was given.
   *
   * @throws IllegalArgumentException with what is wrong and what to write instead
   */
  public GateOverride {
    require(by, "a name", "by");
    require(reason, "a reason", "reason");
    if (!until.isAfter(from) || until.isAfter(from.plus(LONGEST))) {
      throw new IllegalArgumentException(
          "until: an override ends after it begins and within %s — shorten it".formatted(LONGEST));
    }
  }

  public boolean holds(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  /** Whether a gate is open: by its verdict, or by an override that holds. */
  public static boolean opens(Verdict verdict, List<GateOverride> overrides, Instant at) {
    return verdict.opens() || overrides.stream().anyMatch(it -> it.holds(at));
  }

  private static void require(String text, String what, String field) {
    if (text.isBlank() || text.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "%s: an override needs %s of 1 to %d characters — write it"
              .formatted(field, what, MOST_CHARACTERS));
    }
  }
}
