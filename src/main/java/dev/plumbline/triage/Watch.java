package dev.plumbline.triage;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Evidence;
import dev.plumbline.incident.Incidents;
import dev.plumbline.incident.Incidents.Headline;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Demands;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What several pages ask for, read anew for each. */
record Watch(
    CatalogSource catalogs,
    EvidenceSource evidence,
    Incidents incidents,
    Supplier<Demands> demands,
    InstantSource clock) {
  private static final int MOST_OPEN = 200;

  Catalog catalog() {
    return catalogs.current();
  }

  /** The target of a leaf; empty where the catalog has none, or for a pooled slice. */
  Optional<String> targetOf(Slice leaf) {
    return catalog().targets().stream()
        .filter(target -> Slice.leaf(target.labels()).equals(leaf))
        .map(Target::name)
        .findFirst();
  }

  Instant now() {
    return clock.instant();
  }

  List<Headline> open() {
    return incidents.in(Incidents.State.OPEN, MOST_OPEN);
  }

  Fleet fleet(Collection<Headline> open) {
    List<Evidence> all = evidence.loaded() ? evidence.all() : List.of();
    return new Fleet(
        all, open, demands.get().holdingAt(now()), catalogs.current().manners(), now());
  }

  /** Those that hold or are about to, by target. */
  List<Demand> demandsInForce() {
    Instant now = now();
    return demands.get().all().stream()
        .filter(demand -> demand.until().isAfter(now))
        .sorted(Comparator.comparing(Demand::target).thenComparing(Demand::from))
        .toList();
  }
}
