package dev.plumbline.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A wish for more probes of a target for a while: the value on {@code probe.demands.v1}. It begins
 * later than it is written, so that every worker knows it by then, and ends by itself, so that
 * nobody has to be alive to end it. It is only ever prolonged, never shortened: who reads a
 * prolongation late has planned a part of the same slots meanwhile.
 *
 * @param target its name
 * @param checks whose evidence is the reason; the target is asked its usual deck all the same
 * @param factor how many times its base rate, {@value #LEAST_FACTOR} to {@value #MOST_FACTOR}
 * @param from whole minute (of pairs: second) from which on it holds, inclusive
 * @param until whole minute (of pairs: second) at which it ends, exclusive; at most a day later, of
 *     pairs {@value #MOST_DAYS_OF_PAIRS}
 * @param reason for people
 * @param pairs what a gate wants instead: the factor is 1 then, and the target is not asked more
 *     otherwise; null where its own deck is wanted more often
 */
public record Demand(
    String target,
    List<String> checks,
    int factor,
    Instant from,
    Instant until,
    String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Pairs pairs) {
  /** Longer ones are several. */
  public static final Duration LONGEST = Duration.ofDays(1);

  static final int MOST_DAYS_OF_PAIRS = 14;
  static final int LEAST_FACTOR = 2;
  static final int MOST_FACTOR = 10;

  public Demand {
    checks = List.copyOf(checks);
    require(!target.isBlank(), "a demand names its target");
    require(!checks.isEmpty(), target + ": a demand names the checks that want it");
    int least = pairs == null ? LEAST_FACTOR : 1;
    int most = pairs == null ? MOST_FACTOR : 1;
    require(
        factor >= least && factor <= most,
        "%s: factor %d; must be %d to %d".formatted(target, factor, least, most));
    ChronoUnit unit = pairs == null ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
    require(
        whole(unit, from) && whole(unit, until),
        "%s: from %s until %s; must be whole %s"
            .formatted(target, from, until, unit.toString().toLowerCase(Locale.ROOT)));
    Duration longest = pairs == null ? LONGEST : Duration.ofDays(MOST_DAYS_OF_PAIRS);
    require(
        from.isBefore(until) && !until.isAfter(from.plus(longest)),
        "%s: from %s until %s; must be up to %s long"
            .formatted(target, from, until, pairs == null ? "a day" : longest));
  }

  /** A wish for more of the target's own deck. */
  public Demand(
      String target, List<String> checks, int factor, Instant from, Instant until, String reason) {
    this(target, checks, factor, from, until, reason, null);
  }

  /** Under which it is written: what prolongs it has the same, another has another. */
  public String key() {
    return pairs == null ? target : "pairs/" + pairs.id();
  }

  /** Whether it holds at an instant. */
  public boolean holdsAt(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(until);
  }

  /** Whether the other one prolongs this one, or this that. */
  boolean sameAs(Demand other) {
    return key().equals(other.key()) && from.equals(other.from);
  }

  private static boolean whole(ChronoUnit unit, Instant instant) {
    return instant.equals(instant.truncatedTo(unit));
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
