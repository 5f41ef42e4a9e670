package dev.plumbline.suites;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Which suites are to be asked of which targets, and how often.
 *
 * @param times how often each target is asked each probe
 */
public record Workload(List<Part> parts, int times) {

  /** One suite and who is asked it. */
  public record Part(Suite suite, List<Target> targets) {}

  /** One request to be sent. */
  record Ask(Target target, Suite suite, Probe probe) {}

  /**
   * Of the suites named, each target; else of each target the suites it is asked anyway.
   *
   * @param named empty for the targets' own
   */
  public static Workload of(Catalog catalog, List<Target> targets, List<Suite> named, int times) {
    List<Part> parts = new ArrayList<>();
    for (Suite suite : named.isEmpty() ? catalog.suites() : named) {
      List<Target> asked =
          targets.stream()
              .filter(target -> !named.isEmpty() || target.suites().contains(suite.name()))
              .toList();
      if (!asked.isEmpty()) {
        parts.add(new Part(suite, asked));
      }
    }
    return new Workload(List.copyOf(parts), times);
  }

  public int requests() {
    return parts.stream()
        .mapToInt(part -> part.suite().probes().size() * part.targets().size() * times)
        .sum();
  }

  /** Round by round, so that what changes meanwhile changes for every probe and target. */
  List<Ask> asks(Part part) {
    List<Ask> asks = new ArrayList<>();
    for (int round = 0; round < times; round++) {
      for (Probe probe : part.suite().probes()) {
        part.targets().forEach(target -> asks.add(new Ask(target, part.suite(), probe)));
      }
    }
    return asks;
  }
}
