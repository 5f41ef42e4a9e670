package dev.plumbline.incident;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trials and failures of every leaf in one check.
 *
 * @param stretches disjoint stretches of time summed up here; each began and ended with a failure
 *     of the series that fired, so two failures a stretch were selected rather than sampled
 */
record Counts(List<Leaf> leaves, int stretches) {
  static final Counts NONE = new Counts(List.of(), 0);

  /**
   * @param objective the failure rate p0 a healthy leaf stays under
   * @param peer whom its trials compare it with; null where they compare it with nobody
   */
  record Leaf(Slice leaf, long trials, long failures, double objective, @Nullable Slice peer) {
    Leaf(Slice leaf, long trials, long failures, double objective) {
      this(leaf, trials, failures, objective, null);
    }

    Leaf plus(Leaf other) {
      return new Leaf(
          leaf,
          trials + other.trials,
          failures + other.failures,
          Math.max(objective, other.objective),
          other.peer);
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
                    count.peer()))
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
    return new Counts(
        leaves.stream().filter(leaf -> members.contains(leaf.leaf())).toList(), stretches);
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
