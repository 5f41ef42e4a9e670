package dev.plumbline.incident;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.AspectCount;
import dev.plumbline.detect.Detection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trials and failures of every leaf in one check. Where a check cannot tell targets apart, as users
 * who only know a platform, it counts several of them as one leaf, with {@code *} in its labels.
 *
 * @param stretches disjoint stretches of time summed up here; each began and ended with a failure
 *     of the series that fired, so two failures a stretch were selected rather than sampled
 */
record Counts(List<Leaf> leaves, int stretches) {
  static final Counts NONE = new Counts(List.of(), 0);

  /**
   * @param objective the failure rate p0 a healthy leaf stays under
   * @param peer whom its trials compare it with; null where they compare it with nobody
   * @param aspects how its trials were asked, so far as that is known
   */
  record Leaf(
      Slice leaf,
      long trials,
      long failures,
      double objective,
      @Nullable Slice peer,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
          List<AspectCount> aspects) {
    Leaf(Slice leaf, long trials, long failures, double objective) {
      this(leaf, trials, failures, objective, null);
    }

    Leaf(Slice leaf, long trials, long failures, double objective, @Nullable Slice peer) {
      this(leaf, trials, failures, objective, peer, List.of());
    }

    /** Whether it counts any of some targets. */
    boolean tellsOf(Collection<Slice> members) {
      return leaf.isLeaf()
          ? members.contains(leaf)
          : members.stream().anyMatch(member -> holds(leaf, member));
    }

    /** Whether a slice holds another. */
    static boolean holds(Slice wide, Slice narrow) {
      return holds(wide.model(), narrow.model())
          && holds(wide.platform(), narrow.platform())
          && holds(wide.accelerator(), narrow.accelerator())
          && holds(wide.pool(), narrow.pool());
    }

    private static boolean holds(String wide, String narrow) {
      return wide.equals(Slice.ANY) || wide.equals(narrow);
    }

    Leaf plus(Leaf other) {
      return new Leaf(
          leaf,
          trials + other.trials,
          failures + other.failures,
          Math.max(objective, other.objective),
          other.peer,
          AspectCount.plus(aspects, other.aspects));
    }
  }

  static Counts of(Detection detection) {
    return new Counts(
        detection.leaves().stream()
            .map(count ->
                new Leaf(
                    count.leaf(),
                    count.trials(),
                    count.failures(),
                    count.objective(),
                    count.peer(),
                    count.aspects()))
            .toList(),
        1);
  }

  Counts plus(Counts other) {
    Map<Slice, Leaf> sums = new LinkedHashMap<>();
    leaves.forEach(leaf -> sums.put(leaf.leaf(), leaf));
    other.leaves.forEach(leaf -> sums.merge(leaf.leaf(), leaf, Leaf::plus));
    return new Counts(List.copyOf(sums.values()), stretches + other.stretches);
  }

  /** What these counts say of some leaves only. */
  Counts within(Collection<Slice> members) {
    return new Counts(leaves.stream().filter(leaf -> leaf.tellsOf(members)).toList(), stretches);
  }

  /** The same, without what tells of others too. */
  Counts within(Collection<Slice> members, Collection<Slice> others) {
    return new Counts(
        within(members).leaves.stream().filter(leaf -> !leaf.tellsOf(others)).toList(), stretches);
  }

  long trials() {
    return leaves.stream().mapToLong(Leaf::trials).sum();
  }

  long failures() {
    return leaves.stream().mapToLong(Leaf::failures).sum();
  }

  /** The least strict objective among the leaves. */
  double objective() {
    return leaves.stream().mapToDouble(Leaf::objective).max().orElse(0);
  }
}
