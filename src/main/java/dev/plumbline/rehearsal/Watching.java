package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.CheckRegistry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which checks can see a bug on a fleet, and what they read: those with an objective that fail any
 * of its specimens and that the targets' capabilities allow. Only those need rehearsing: checks do
 * not know of one another before incidents are grouped.
 */
final class Watching {
  /**
   * Checks that judge what an answer says. In the lab misrouting spoils it, for the model is small;
   * nobody knows how much a real one is spoilt.
   */
  private static final Set<String> OF_TEXT =
      Set.of(
          "answer",
          "cost",
          "foreign-script",
          "format",
          "language",
          "repetition",
          "stop-reason",
          "tool-call",
          "usage");

  private final CheckRegistry registry;
  private final Set<String> checks = new TreeSet<>();
  private final Map<String, Set<String>> byProbe = new LinkedHashMap<>();

  Watching(Catalog catalog, Specimens specimens, Setting setting, Bug bug, CheckRegistry registry) {
    this.registry = registry;
    Set<String> seeing = new TreeSet<>(specimens.checksThatSee(bug.fault()));
    seeing.retainAll(catalog.detection().objectives().keySet());
    seeing.removeIf(check -> !setting.listensTo(check) || legible(bug, setting, check));
    Target target = catalog.targets().getFirst();
    for (Suite suite : catalog.suites()) {
      for (Probe probe : suite.probes()) {
        Set<String> applicable = applicable(target, probe, seeing);
        byProbe.put(suite.name() + "/" + probe.id(), applicable);
        checks.addAll(applicable);
      }
    }
  }

  private static boolean legible(Bug bug, Setting setting, String check) {
    return bug == Bug.B1 && !setting.textDamage() && OF_TEXT.contains(check);
  }

  /** Every pool of a rehearsed fleet can do the same, so one target speaks for all. */
  private Set<String> applicable(Target target, Probe probe, Set<String> seeing) {
    Set<String> applicable = new LinkedHashSet<>();
    probe.checks().stream()
        .map(use -> use.name())
        .filter(seeing::contains)
        .filter(name ->
            registry
                .check(name)
                .filter(check -> check.inapplicable(target, probe).isEmpty())
                .isPresent())
        .forEach(applicable::add);
    return applicable;
  }

  /** Every check that can see it; empty: nothing can. */
  Set<String> checks() {
    return checks;
  }

  /** Those that a probe feeds. */
  Set<String> of(String probe) {
    return byProbe.getOrDefault(probe, Set.of());
  }
}
