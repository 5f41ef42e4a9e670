package dev.plumbline.score;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FaultClass;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which faults nothing that is asked of a target is meant to see. */
public final class UnseenFaults {
  private UnseenFaults() {}

  /**
   * Classes of faults that no probe of the target's suites is meant to see by a check that applies
   * and is held to an objective; in the order of {@link FaultClass}.
   */
  public static Set<FaultClass> of(Catalog catalog, Target target, CheckRegistry registry) {
    Set<FaultClass> unseen = EnumSet.allOf(FaultClass.class);
    target.suites().stream()
        .flatMap(suite -> catalog.suite(suite).stream())
        .map(Suite::probes)
        .flatMap(List::stream)
        .filter(probe -> !unseen.isEmpty())
        .filter(probe -> judged(catalog, target, probe, registry))
        .forEach(probe -> unseen.removeAll(probe.sees()));
    return unseen;
  }

  /** Whether an answer to it can count. */
  private static boolean judged(
      Catalog catalog, Target target, Probe probe, CheckRegistry registry) {
    return probe.checks().stream()
        .filter(use -> catalog.detection().objectives().containsKey(use.name()))
        .flatMap(use -> registry.check(use.name()).stream())
        .anyMatch(check -> check.unwatched(target, probe).isEmpty());
  }
}
