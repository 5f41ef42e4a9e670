package dev.plumbline.triage;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FaultClass;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.CheckCoverage;
import dev.plumbline.score.CheckRegistry;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is seen of a target, and what is not.
 *
 * @param checks every check there is
 * @param unseen classes of faults that no probe with a check that applies is meant to see
 */
record Coverage(List<CheckCoverage> checks, Set<FaultClass> unseen) {

  static Coverage of(Catalog catalog, Target target, CheckRegistry registry) {
    Set<FaultClass> unseen = EnumSet.allOf(FaultClass.class);
    target.suites().stream()
        .flatMap(suite -> catalog.suite(suite).stream())
        .map(Suite::probes)
        .flatMap(List::stream)
        .filter(probe -> judged(catalog, target, probe, registry))
        .forEach(probe -> unseen.removeAll(probe.sees()));
    return new Coverage(CheckCoverage.of(catalog, target, registry), unseen);
  }

  /** Whether an answer to it can count: by a check that applies and is held to an objective. */
  private static boolean judged(
      Catalog catalog, Target target, Probe probe, CheckRegistry registry) {
    return probe.checks().stream()
        .filter(use -> catalog.detection().objectives().containsKey(use.name()))
        .flatMap(use -> registry.check(use.name()).stream())
        .anyMatch(check -> check.unwatched(target, probe).isEmpty());
  }
}
