package dev.plumbline.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A wish for more probes of a target for a while: the value on {@code probe.demands.v1}. It begins
 * later than it is written, so that every worker knows it by then, and ends by itself, so that
 * nobody has to be alive to end it. It is only ever prolonged, never shortened: who reads a
 * prolongation late has planned a part of the same slots meanwhile.
 *
 * @param target its name
 * @param checks whose evidence is the reason; the target is asked its usual deck all the same
 * @param factor how many times its base rate, {@value #LEAST_FACTOR} to {@value #MOST_FACTOR}
 * @param from whole minute from which on it holds, inclusive
 * @param until whole minute at which it ends, exclusive; at most a day later
 * @param reason for people
 */
public record Demand(
    String target, List<String> checks, int factor, Instant from, Instant until, String reason) {
  /** Longer ones are several. */
  public static final Duration LONGEST = Duration.ofDays(1);

  static final int LEAST_FACTOR = 2;
  static final int MOST_FACTOR = 10;

  public Demand {
    checks = List.copyOf(checks);
    require(!target.isBlank(), "a demand names its target");
    require(!checks.isEmpty(), target + ": a demand names the checks that want it");
    require(
        factor >= LEAST_FACTOR && factor <= MOST_FACTOR,
        "%s: factor %d; must be %d to %d".formatted(target, factor, LEAST_FACTOR, MOST_FACTOR));
    require(
        wholeMinute(from) && wholeMinute(until),
        "%s: from %s until %s; must be whole minutes".formatted(target, from, until));
    require(
        from.isBefore(until) && !until.isAfter(from.plus(LONGEST)),
        "%s: from %s until %s; must be up to a day long".formatted(target, from, until));
  }

  /** Whether it holds at an instant. */
  public boolean holdsAt(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }

  /** Whether the other one prolongs this one, or this that. */
  boolean sameAs(Demand other) {
    return target.equals(other.target) && from.equals(other.from);
  }

  private static boolean wholeMinute(Instant instant) {
    return instant.equals(instant.truncatedTo(ChronoUnit.MINUTES));
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
