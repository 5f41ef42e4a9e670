package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.AspectCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether on the suspect's targets the fault follows how they were asked: in sticky sessions or
 * fresh ones, streamed or not, from which suite. Of each check by itself, as several may read the
 * same answers. That only one suite failed may also mean that only its questions can show the
 * fault.
 */
final class Aspects {

  /** What the numbers say. */
  enum Verdict {
    /** It fails when asked so, and otherwise it is as healthy as it should be. */
    ONLY,
    /** It fails otherwise too, but less. */
    MOSTLY,
    /** It fails however it is asked: no way to ask explains it alone. */
    ANY,
    /** Too few trials or failures. */
    UNTOLD;

    String word() {
      return dev.plumbline.catalog.Words.of(this);
    }
  }

  /**
   * An aspect in one check.
   *
   * @param aspect {@code session}, {@code transfer} or {@code suite}
   * @param summary the verdict in words, with its numbers
   * @param explanations the likeliest, that it fails however asked, and each way that failed
   */
  record Asked(
      String check,
      String aspect,
      Verdict verdict,
      String summary,
      List<Explanation> explanations) {

    /** Whether the fault follows it. */
    boolean follows() {
      return switch (verdict) {
        case ONLY, MOSTLY -> true;
        case ANY, UNTOLD -> false;
      };
    }
  }

  /**
   * A fault on just these ways to ask.
   *
   * @param name {@code sticky}; {@code however asked} where it is all values
   * @param values of the aspect
   * @param logLikelihoodRatio of a fault there against none at all; to be compared with each other
   * @param excluded whether evidence speaks against it
   * @param because the evidence in words, with its numbers
   */
  record Explanation(
      String name,
      List<String> values,
      long failures,
      long trials,
      double logLikelihoodRatio,
      boolean excluded,
      String because) {}

  private Aspects() {}

  /**
   * Of every check and aspect in which the suspect was asked in two ways at least.
   *
   * @param suspect its targets
   * @param counts leaf counts by check
   */
  static List<Asked> of(Set<Slice> suspect, SortedMap<String, Counts> counts) {
    List<Asked> found = new ArrayList<>();
    counts.forEach((check, all) -> {
      Counts inside = all.within(suspect);
      asked(inside)
          .forEach((aspect, byValue) -> {
            List<Way> ways = byValue.values().stream().sorted(Way.MOST_FAILING_FIRST).toList();
            if (ways.size() > 1 && ways.getFirst().failures() > 0) {
              found.add(new AspectVerdict(ways, inside.stretches()).of(check, aspect));
            }
          });
    });
    return List.copyOf(found);
  }

  /** By aspect and value. */
  private static SortedMap<String, SortedMap<String, Way>> asked(Counts inside) {
    SortedMap<String, SortedMap<String, Way>> ways = new TreeMap<>();
    for (Counts.Leaf leaf : inside.leaves()) {
      for (AspectCount count : leaf.aspects()) {
        ways.computeIfAbsent(count.aspect(), _ -> new TreeMap<>())
            .merge(count.value(), Way.of(count, leaf.objective()), Way::more);
      }
    }
    return ways;
  }
}
