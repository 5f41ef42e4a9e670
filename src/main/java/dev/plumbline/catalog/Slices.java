package dev.plumbline.catalog;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The distinct parts of a fleet worth pooling: by model, platform, accelerator, every combination
 * of them, and the whole fleet; each of at least two targets.
 *
 * <p>Slices with the same members are one slice with several names. It goes by the name that fixes
 * most labels, of which there is only one: fixing the labels of two such names fixes the same
 * members.
 *
 * @param pooled most labels first, then in order of text: the same fleet always gives the same list
 */
public record Slices(List<Slice> pooled) {
  private static final Comparator<Slice> MOST_LABELS_FIRST =
      Comparator.<Slice>comparingInt(slice -> -fixedLabels(slice)).thenComparing(Slice::toString);

  public Slices {
    pooled = List.copyOf(pooled);
  }

  public static Slices pooledOf(List<Target> targets) {
    return pooling(targets.stream().map(Target::labels).toList());
  }

  public static Slices pooling(List<Labels> leaves) {
    Map<Slice, Set<Labels>> members = new HashMap<>();
    for (Labels leaf : leaves) {
      around(leaf).forEach(slice -> members.computeIfAbsent(slice, _ -> new HashSet<>()).add(leaf));
    }
    Map<Set<Labels>, Slice> distinct = new LinkedHashMap<>();
    members.keySet().stream()
        .filter(slice -> members.getOrDefault(slice, Set.of()).size() >= 2)
        .sorted(MOST_LABELS_FIRST)
        .forEach(slice -> distinct.putIfAbsent(members.get(slice), slice));
    return new Slices(List.copyOf(distinct.values()));
  }

  /** The pooled slices that trials of a target enter, in the order of {@link #pooled()}. */
  public List<Slice> pooledContaining(Labels labels) {
    return pooled.stream().filter(slice -> slice.contains(labels)).toList();
  }

  /** All eight ways to fix or free model, platform and accelerator: no other slice is pooled. */
  public static Stream<Slice> around(Labels labels) {
    return either(labels.model())
        .flatMap(model ->
            either(labels.platform())
                .flatMap(platform ->
                    either(labels.accelerator())
                        .map(accelerator -> new Slice(model, platform, accelerator, Slice.ANY))));
  }

  private static Stream<String> either(String label) {
    return Stream.of(label, Slice.ANY);
  }

  private static int fixedLabels(Slice slice) {
    return (int)
        Stream.of(slice.model(), slice.platform(), slice.accelerator(), slice.pool())
            .filter(label -> !label.equals(Slice.ANY))
            .count();
  }
}
