package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slices;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one check watches: its leaves, and the slices of them that are pooled. */
record WatchedCheck(List<WatchedLeaf> leaves, Slices slices) {
  WatchedCheck {
    leaves = List.copyOf(leaves);
  }

  static WatchedCheck pooling(List<WatchedLeaf> leaves) {
    return new WatchedCheck(
        leaves, Slices.pooling(leaves.stream().map(WatchedLeaf::labels).toList()));
  }

  /** Every check of a catalog that has an objective and that a probe of a target feeds. */
  static Map<String, WatchedCheck> of(Catalog catalog) {
    Map<String, WatchedCheck> checks = new LinkedHashMap<>();
    probesByCheck(catalog)
        .forEach((check, probes) ->
            checks.put(
                check,
                pooling(
                    probes.entrySet().stream()
                        .map(it ->
                            new WatchedLeaf(
                                it.getKey().labels(),
                                it.getKey().budget().interval(),
                                it.getValue()))
                        .toList())));
    return checks;
  }

  List<Labels> labels() {
    return leaves.stream().map(WatchedLeaf::labels).toList();
  }

  private static Map<String, Map<Target, Set<String>>> probesByCheck(Catalog catalog) {
    Map<String, Map<Target, Set<String>>> byCheck = new LinkedHashMap<>();
    for (Target target : catalog.targets()) {
      for (String name : target.suites()) {
        Suite suite = catalog.suite(name).orElseThrow();
        for (Probe probe : suite.probes()) {
          for (CheckUse check : probe.checks()) {
            if (catalog.detection().objectives().containsKey(check.name())) {
              byCheck
                  .computeIfAbsent(check.name(), _ -> new LinkedHashMap<>())
                  .computeIfAbsent(target, _ -> new HashSet<>())
                  .add(suite.name() + "/" + probe.id());
            }
          }
        }
      }
    }
    return byCheck;
  }
}
