package dev.plumbline.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs of words, by which two texts made from one template give themselves away. */
final class Shingles {
  private Shingles() {}

  static Set<String> of(Probe probe, int words) {
    String prompt =
        probe.messages().stream().map(Probe.Message::content).collect(Collectors.joining(" "));
    List<String> all =
        List.of(prompt.toLowerCase(Locale.ROOT).replaceAll("\\P{L}+", " ").strip().split(" "));
    Set<String> runs = new HashSet<>();
    for (int i = 0; i + words <= all.size(); i++) {
      runs.add(String.join(" ", all.subList(i, i + words)));
    }
    return runs;
  }

  /** Jaccard index: 0 for nothing in common, 1 for the same. */
  static double shared(Set<String> some, Set<String> others) {
    long both = some.stream().filter(others::contains).count();
    return both == 0 ? 0 : (double) both / (some.size() + others.size() - both);
  }
}
