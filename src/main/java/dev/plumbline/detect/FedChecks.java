package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which checks with an objective the targets of a catalog feed. One pass over the targets; those
 * that feed a check with the same probes share one set of their names, which in a large fleet would
 * otherwise be larger than all series together.
 */
final class FedChecks {
  private final Catalog catalog;
  private final Map<String, Suite> suites = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<Set<String>, Set<String>> shared = new HashMap<>();

  private FedChecks(Catalog catalog) {
    this.catalog = catalog;
  }

  /** By check, its leaves in the order of the targets. */
  static Map<String, List<WatchedLeaf>> of(Catalog catalog) {
    FedChecks fed = new FedChecks(catalog);
    Map<String, List<WatchedLeaf>> byCheck = new LinkedHashMap<>();
    for (Target target : catalog.targets()) {
      fed.probesOf(target)
          .forEach((check, probes) ->
              byCheck
                  .computeIfAbsent(check, _ -> new ArrayList<>())
                  .add(
                      new WatchedLeaf(
                          target.labels(),
                          target.budget().interval(),
                          fed.shared.computeIfAbsent(probes, Set::copyOf),
                          fed.peer(check, target))));
    }
    return byCheck;
  }

  /** What a target is asked, by the check that reads it. */
  private Map<String, Set<String>> probesOf(Target target) {
    Map<String, Set<String>> byCheck = new LinkedHashMap<>();
    for (String name : target.suites()) {
      Suite suite = suites.computeIfAbsent(name, it -> catalog.suite(it).orElseThrow());
      for (Probe probe : suite.probes()) {
        if (probe.fits(target)) {
          String probeName = names.computeIfAbsent(suite.name() + "/" + probe.id(), it -> it);
          for (CheckUse check : probe.checks()) {
            if (feeds(target, suite, check)) {
              byCheck.computeIfAbsent(check.name(), _ -> new HashSet<>()).add(probeName);
            }
          }
        }
      }
    }
    return byCheck;
  }

  /** Pairs are made of probes that both sides are asked. */
  private boolean feeds(Target target, Suite suite, CheckUse check) {
    if (!catalog.detection().objectives().containsKey(check.name())) {
      return false;
    }
    return !check.name().equals(CheckUse.PAIRED_ANSWER)
        || catalog.peer(target).filter(it -> it.suites().contains(suite.name())).isPresent();
  }

  private @Nullable Labels peer(String check, Target target) {
    return check.equals(CheckUse.PAIRED_ANSWER)
        ? catalog.peer(target).map(Target::labels).orElse(null)
        : null;
  }
}
