package dev.plumbline.triage;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FaultClass;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.CheckCoverage;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.UnseenFaults;
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
    return new Coverage(
        CheckCoverage.of(catalog, target, registry), UnseenFaults.of(catalog, target, registry));
  }
}
