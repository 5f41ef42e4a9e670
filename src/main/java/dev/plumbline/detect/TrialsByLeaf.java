package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a window, found by their leaf. In a fault of the whole fleet each failure asks what
 * else came of some targets: looking through the window each time would take its square.
 */
final class TrialsByLeaf {
  private final List<LeafTrial> window;
  private @Nullable Map<Slice, List<LeafTrial>> byLeaf;

  /** Sorted when first asked, which in health is never. */
  TrialsByLeaf(List<LeafTrial> window) {
    this.window = window;
  }

  /** Those on a target, in order. Reports are of what holds several. */
  List<LeafTrial> on(Slice target) {
    if (!target.isLeaf()) {
      return window.stream().filter(it -> target.contains(it.labels())).toList();
    }
    Map<Slice, List<LeafTrial>> known = byLeaf;
    if (known == null) {
      known =
          window.stream()
              .collect(
                  Collectors.groupingBy(
                      it -> Slice.leaf(it.labels()), HashMap::new, Collectors.toList()));
      byLeaf = known;
    }
    return known.getOrDefault(target, List.of());
  }
}
