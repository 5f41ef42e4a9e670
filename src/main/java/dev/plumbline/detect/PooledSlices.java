package dev.plumbline.detect;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The slices of a fleet that are worth a series of their own: by model, platform and accelerator,
 * alone and combined, and the whole; of two targets or more. Of several names for the same targets
 * the most specific stands.
 */
record PooledSlices(List<Slice> pooled) {
  private static final int WAYS = 8;

  static PooledSlices pooledOf(List<Target> targets) {
    List<Labels> labels = targets.stream().map(Target::labels).distinct().toList();
    Set<Slice> names = new HashSet<>();
    for (Labels each : labels) {
      for (int kept = 0; kept < WAYS; kept++) {
        names.add(keeping(each, kept));
      }
    }
    Map<Set<Labels>, Slice> byMembers = new LinkedHashMap<>();
    names.stream()
        .sorted(Comparator.comparingInt(PooledSlices::stars).thenComparing(Slice::toString))
        .forEach(name -> byMembers.putIfAbsent(members(name, labels), name));
    return new PooledSlices(
        byMembers.entrySet().stream()
            .filter(entry -> entry.getKey().size() > 1)
            .map(Map.Entry::getValue)
            .toList());
  }

  List<Slice> pooledContaining(Labels labels) {
    return pooled.stream().filter(slice -> slice.contains(labels)).toList();
  }

  private static Slice keeping(Labels labels, int kept) {
    return new Slice(
        (kept & 1) == 0 ? Slice.ANY : labels.model(),
        (kept & 2) == 0 ? Slice.ANY : labels.platform(),
        (kept & 4) == 0 ? Slice.ANY : labels.accelerator(),
        Slice.ANY);
  }

  private static Set<Labels> members(Slice slice, List<Labels> labels) {
    return labels.stream().filter(slice::contains).collect(Collectors.toSet());
  }

  private static int stars(Slice slice) {
    return (slice.model().equals(Slice.ANY) ? 1 : 0)
        + (slice.platform().equals(Slice.ANY) ? 1 : 0)
        + (slice.accelerator().equals(Slice.ANY) ? 1 : 0);
  }
}
