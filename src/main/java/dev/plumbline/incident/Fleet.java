package dev.plumbline.incident;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The targets there are and every slice a fault could be named by: one {@link Candidate} for each
 * distinct set of targets that some slice picks out.
 */
final class Fleet {
  private static final int DIMENSIONS = 4;

  private final Set<Slice> leaves;
  private final Map<Slice, Set<Slice>> members;
  private final List<Candidate> candidates;

  /**
   * A set of targets a fault could have hit.
   *
   * @param slice its name. Slices with the same members are one slice with several names; the one
   *     with the most wildcards is kept, and a single target is its leaf
   * @param logPrior every kind of slice (a target, a model, a model on an accelerator, …) is as
   *     likely as every other, and within a kind every slice: the prior that makes the share of
   *     right answers equal across kinds
   */
  record Candidate(Slice slice, Set<Slice> members, double logPrior) {}

  private Fleet(Set<Slice> leaves) {
    this.leaves = leaves;
    this.members = membersOfEverySlice(leaves);
    this.candidates = distinct(members);
  }

  static Fleet of(Collection<Target> targets) {
    return ofLeaves(targets.stream().map(target -> Slice.leaf(target.labels())).toList());
  }

  static Fleet ofLeaves(Collection<Slice> leaves) {
    return new Fleet(new LinkedHashSet<>(leaves));
  }

  /**
   * This fleet and leaves that were counted although the catalog does not list them any more. What
   * counts several of its targets as one is no target.
   */
  Fleet with(Collection<Slice> counted) {
    Set<Slice> all = new LinkedHashSet<>(leaves);
    counted.stream().filter(slice -> members(slice).isEmpty()).forEach(all::add);
    return all.size() == leaves.size() ? this : new Fleet(all);
  }

  /** The same by what checks counted. */
  Fleet with(SortedMap<String, Counts> checks) {
    return with(
        checks.values().stream()
            .flatMap(check -> check.leaves().stream())
            .map(Counts.Leaf::leaf)
            .toList());
  }

  int size() {
    return leaves.size();
  }

  List<Candidate> candidates() {
    return candidates;
  }

  Set<Slice> members(Slice slice) {
    return members.getOrDefault(slice, Set.of());
  }

  boolean share(Slice one, Slice other) {
    return !Collections.disjoint(members(one), members(other));
  }

  /** Whether one of them holds the other, or they are the same targets. */
  boolean nested(Slice one, Slice other) {
    return members(one).containsAll(members(other)) || members(other).containsAll(members(one));
  }

  /** Prior of a slice that was a candidate when it was named; a leaf's, if it no longer is one. */
  double logPrior(Slice slice) {
    return candidates.stream()
        .filter(candidate -> candidate.slice().equals(slice))
        .mapToDouble(Candidate::logPrior)
        .findFirst()
        .orElse(-Math.log(Math.max(1, size())));
  }

  private static Map<Slice, Set<Slice>> membersOfEverySlice(Set<Slice> leaves) {
    Map<Slice, Set<Slice>> members = new LinkedHashMap<>();
    for (Slice leaf : leaves) {
      for (int wildcards = 0; wildcards < 1 << DIMENSIONS; wildcards++) {
        members.computeIfAbsent(widen(leaf, wildcards), _ -> new LinkedHashSet<>()).add(leaf);
      }
    }
    return members;
  }

  private static Slice widen(Slice leaf, int wildcards) {
    return new Slice(
        (wildcards & 1) == 0 ? leaf.model() : Slice.ANY,
        (wildcards & 2) == 0 ? leaf.platform() : Slice.ANY,
        (wildcards & 4) == 0 ? leaf.accelerator() : Slice.ANY,
        (wildcards & 8) == 0 ? leaf.pool() : Slice.ANY);
  }

  private static List<Candidate> distinct(Map<Slice, Set<Slice>> members) {
    Map<Set<Slice>, Slice> named = new LinkedHashMap<>();
    members.forEach((slice, set) -> named.merge(Set.copyOf(set), slice, Fleet::plainer));
    Map<Integer, Long> sizes = named.values().stream().collect(groupingBy(Fleet::kind, counting()));
    return named.entrySet().stream()
        .map(entry ->
            new Candidate(
                entry.getValue(),
                entry.getKey(),
                -Math.log(sizes.getOrDefault(kind(entry.getValue()), 1L))))
        .sorted(Comparator.comparing(candidate -> candidate.slice().toString()))
        .toList();
  }

  /** Of two names of the same members; among equally plain ones the earlier label speaks. */
  private static Slice plainer(Slice one, Slice other) {
    if (one.isLeaf() || other.isLeaf()) {
      return one.isLeaf() ? one : other;
    }
    Comparator<Slice> plain =
        Comparator.<Slice>comparingInt(slice -> Integer.bitCount(kind(slice)))
            .thenComparingInt(Fleet::kind);
    return plain.compare(one, other) >= 0 ? one : other;
  }

  /** Which labels are wildcards, one bit each; the later the label, the higher the bit. */
  private static int kind(Slice slice) {
    return bit(slice.model(), 0)
        | bit(slice.platform(), 1)
        | bit(slice.accelerator(), 2)
        | bit(slice.pool(), 3);
  }

  private static int bit(String label, int position) {
    return label.equals(Slice.ANY) ? 1 << position : 0;
  }
}
