package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.detect.Evidence;
import dev.plumbline.incident.DemandPolicy;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Demands;
import dev.plumbline.probe.Plan;
import dev.plumbline.probe.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** What is asked when: production's plan, under the demands its policy makes of the evidence. */
final class Pace {
  /** As production's settings are unless somebody changes them. */
  private static final DemandPolicy POLICY =
      new DemandPolicy(10, 10, Duration.ofSeconds(15), Duration.ofMinutes(10));

  private final Catalog catalog;
  private Demands demands = Demands.NONE;

  Pace(Catalog catalog) {
    this.catalog = catalog;
  }

  List<Slot> slots(Instant from, Instant to) {
    return Plan.slots(catalog, demands, from, to);
  }

  /** Makes demands of what the leaves' evidence is now. */
  void follow(Collection<Evidence> evidence, Instant now) {
    for (Demand demand : POLICY.decide(catalog, evidence, demands, now)) {
      demands = demands.with(demand);
    }
  }
}
