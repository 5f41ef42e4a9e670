package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.util.HashMap;
import java.util.Map;

/** What asking a target each of its probes may cost, at worst. */
public final class ProbeCosts {
  private record Card(String suite, String probe) {}

  private final Map<Card, SlotCost> costs;

  private ProbeCosts(Map<Card, SlotCost> costs) {
    this.costs = Map.copyOf(costs);
  }

  public static ProbeCosts of(Catalog catalog, Target target) {
    Map<Card, SlotCost> costs = new HashMap<>();
    for (String name : target.suites()) {
      catalog.suite(name).ifPresent(suite -> add(costs, target, suite));
    }
    return new ProbeCosts(costs);
  }

  private static void add(Map<Card, SlotCost> costs, Target target, Suite suite) {
    for (Probe probe : suite.probes().stream().filter(it -> it.fits(target)).toList()) {
      costs.put(new Card(suite.name(), probe.id()), SlotCost.atWorst(target, probe));
    }
  }

  /** Of one slot; nothing where its probe is not known, which is then not sent either. */
  SlotCost of(Slot slot) {
    return costs.getOrDefault(new Card(slot.suite(), slot.probe()), SlotCost.NOTHING);
  }

  /** Of a slot of the deck, which asks each probe as often as any other; rounded up. */
  public SlotCost mean() {
    SlotCost sum = costs.values().stream().reduce(SlotCost.NOTHING, SlotCost::plus);
    int count = Math.max(1, costs.size());
    return new SlotCost(Math.ceilDiv(sum.tokens(), count), Math.ceilDiv(sum.nanoUsd(), count));
  }
}
