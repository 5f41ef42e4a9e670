package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.AspectCount;
import dev.plumbline.detect.FurtherTurns;
import dev.plumbline.stats.ClopperPearson;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether a fault stays with a session once it has met it, as that of a balancer which sends a
 * client to the same wrong server again and again.
 *
 * @param check that saw it
 * @param share of the sessions with turns after a failed one, in which half of those or more failed
 * @param lower lower end of its 95 % interval (Clopper and Pearson)
 * @param upper upper end
 * @param summary the verdict in words, with its numbers
 */
record Stickiness(
    String check, Verdict verdict, double share, double lower, double upper, String summary) {

  /** What the numbers say. */
  enum Verdict {
    /** A session that is hit fails more often than a fresh one does. */
    STICKS,
    /** Fewer than half of the sessions that are hit stay so. */
    PASSES,
    /** Too few sessions have turns after a failure. */
    UNTOLD
  }

  private static final double HALF = 0.5;
  private static final String FRESH = "fresh";
  private static final String SESSION = "session";

  /** Of every check that saw a turn after a failure on the suspect's targets. */
  static List<Stickiness> of(Set<Slice> suspect, SortedMap<String, Counts> counts) {
    List<Stickiness> found = new ArrayList<>();
    counts.forEach((check, all) -> {
      Counts inside = all.within(suspect);
      Tally further = Tally.of(inside, FurtherTurns.WORD, null);
      if (further.of() > 0) {
        found.add(of(check, further, Tally.of(inside, SESSION, FRESH)));
      }
    });
    return List.copyOf(found);
  }

  private static Stickiness of(String check, Tally further, Tally fresh) {
    ClopperPearson limits = Localisation.limits(further.failed(), further.of());
    double freshAtMost =
        fresh.of() == 0 ? 1 : Localisation.limits(fresh.failed(), fresh.of()).upper();
    Verdict verdict =
        limits.lower() > freshAtMost
            ? Verdict.STICKS
            : limits.upper() < HALF ? Verdict.PASSES : Verdict.UNTOLD;
    String numbers =
        "in %d of %d most turns after a failure failed too, %s to %s; of fresh sessions %d of %d failed"
            .formatted(
                further.failed(),
                further.of(),
                Words.percent(limits.lower()),
                Words.percent(limits.upper()),
                fresh.failed(),
                fresh.of());
    return new Stickiness(
        check,
        verdict,
        further.share(),
        limits.lower(),
        limits.upper(),
        "%s: %s (%s)".formatted(check, said(verdict), numbers));
  }

  private static String said(Verdict verdict) {
    return switch (verdict) {
      case STICKS -> "a session that is hit stays hit";
      case PASSES -> "it meets requests, not sessions";
      case UNTOLD -> "too few turns came after a failure to tell whether it stays with a session";
    };
  }

  boolean told() {
    return verdict != Verdict.UNTOLD;
  }

  private record Tally(long failed, long of) {
    static Tally of(Counts counts, String aspect, @Nullable String value) {
      List<AspectCount> counted =
          counts.leaves().stream()
              .flatMap(leaf -> leaf.aspects().stream())
              .filter(it -> it.aspect().equals(aspect))
              .filter(it -> value == null || it.value().equals(value))
              .toList();
      return new Tally(
          counted.stream().mapToLong(AspectCount::failures).sum(),
          counted.stream().mapToLong(AspectCount::trials).sum());
    }

    double share() {
      return (double) failed / of;
    }
  }
}
