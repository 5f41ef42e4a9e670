package dev.plumbline.catalog;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parts of a fleet whose users' reports are compared with those of others: each platform of a
 * model with its other platforms, and each accelerator and pool of a platform with the platform's
 * others. A part that has nothing beside it is left out.
 *
 * @param slices in the order of the targets, platforms before their parts
 */
public record ReportedSlices(List<Slice> slices) {
  public ReportedSlices {
    slices = List.copyOf(slices);
  }

  public static ReportedSlices of(Collection<Target> targets) {
    List<Labels> labels = targets.stream().map(Target::labels).toList();
    Set<Slice> slices = new LinkedHashSet<>();
    for (List<Labels> model : by(labels, Labels::model)) {
      List<List<Labels>> platforms = by(model, Labels::platform);
      if (platforms.size() > 1) {
        model.forEach(it -> slices.add(new Slice(it.model(), it.platform(), Slice.ANY, Slice.ANY)));
      }
      platforms.forEach(platform -> parts(platform, slices));
    }
    return new ReportedSlices(List.copyOf(slices));
  }

  /** Those of one model. */
  public List<Slice> ofModel(String model) {
    return slices.stream().filter(slice -> slice.model().equals(model)).toList();
  }

  private static void parts(List<Labels> platform, Set<Slice> slices) {
    if (by(platform, Labels::accelerator).size() > 1) {
      platform.forEach(
          it -> slices.add(new Slice(it.model(), it.platform(), it.accelerator(), Slice.ANY)));
    }
    if (platform.size() > 1) {
      platform.forEach(it -> slices.add(Slice.leaf(it)));
    }
  }

  private static List<List<Labels>> by(List<Labels> labels, Function<Labels, String> label) {
    return List.copyOf(
        labels.stream()
            .collect(Collectors.groupingBy(label, LinkedHashMap::new, Collectors.toList()))
            .values());
  }
}
