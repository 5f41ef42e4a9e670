package dev.plumbline.detect;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Slices;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The series of one check, found from a target's labels: what a trial or an alarm asks of the plan
 * takes as long in a fleet of any size. Made in one pass over the leaves.
 */
final class CheckIndex {
  private final List<Slice> leaves;
  private final Map<Slice, Labels> peers = new HashMap<>();
  private final Map<Slice, Pooled> pooled = new HashMap<>();
  private final Differing differing;

  /** Labels that not all leaves have in common. */
  record Differing(boolean model, boolean platform, boolean accelerator) {
    static Differing of(Collection<Slice> leaves) {
      return new Differing(
          differ(leaves, Slice::model),
          differ(leaves, Slice::platform),
          differ(leaves, Slice::accelerator));
    }

    private static boolean differ(Collection<Slice> leaves, Function<Slice, String> label) {
      return leaves.stream().map(label).distinct().limit(2).count() == 2;
    }
  }

  /**
   * What enters a pooled series.
   *
   * @param rate trials of its members a second
   * @param probes that they come from
   */
  record Entering(double rate, int probes) {}

  private static final class Pooled {
    private final int place;
    private double rate;
    private final Set<String> probes = new HashSet<>();

    /** Targets asked the same share a set: each is added once. */
    private final Set<Set<String>> added = Collections.newSetFromMap(new IdentityHashMap<>());

    private Pooled(int place) {
      this.place = place;
    }

    private void add(WatchedLeaf leaf) {
      rate += SeriesPlan.rate(leaf.interval());
      if (added.add(leaf.probes())) {
        probes.addAll(leaf.probes());
      }
    }
  }

  CheckIndex(WatchedCheck check) {
    List<Slice> slices = check.slices().pooled();
    for (int place = 0; place < slices.size(); place++) {
      pooled.put(slices.get(place), new Pooled(place));
    }
    for (WatchedLeaf leaf : check.leaves()) {
      if (leaf.peer() != null) {
        peers.putIfAbsent(Slice.leaf(leaf.labels()), leaf.peer());
      }
      leaf.pooledAround().map(pooled::get).filter(Objects::nonNull).forEach(it -> it.add(leaf));
    }
    leaves = check.leaves().stream().map(leaf -> Slice.leaf(leaf.labels())).toList();
    differing = Differing.of(leaves);
  }

  /** In the order of the catalog. */
  List<Slice> leaves() {
    return leaves;
  }

  /** Whom a leaf is compared with; null where with nobody. */
  @Nullable Labels peer(Slice leaf) {
    return peers.get(leaf);
  }

  /** The pooled series that hold a target, most labels first. */
  List<Slice> pooledAround(Labels labels) {
    return Slices.around(labels)
        .filter(pooled::containsKey)
        .sorted(Comparator.comparingInt(slice -> Objects.requireNonNull(pooled.get(slice)).place))
        .toList();
  }

  Entering entering(Slice slice) {
    Pooled entered = Objects.requireNonNull(pooled.get(slice), () -> slice + " is not pooled");
    return new Entering(entered.rate, entered.probes.size());
  }

  Differing differing() {
    return differing;
  }
}
