package dev.plumbline.probe;

import static java.util.Objects.requireNonNull;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Slots of the plan as requests to claim them, each with its cost and what may be spent. */
final class ClaimRequests {
  /** What is needed of one target to say what its slots may cost. */
  private record Asked(Target target, ProbeCosts costs, Allowance allowance, Allowance fleet) {}

  private final Map<String, Asked> asked = new LinkedHashMap<>();
  private final Catalog catalog;
  private final Duration grace;

  /**
   * @param grace beyond a target's timeout, until a claim without an exchange is lost
   */
  ClaimRequests(Catalog catalog, Duration grace) {
    this.catalog = catalog;
    this.grace = grace;
    Allowance fleet = Allowance.of(catalog.manners().budget());
    for (Target target : catalog.targets()) {
      add(target, fleet);
    }
    // The drill is no target: it costs nobody anything.
    Optional.ofNullable(catalog.selfTest()).ifPresent(it -> add(it.target(), Allowance.UNLIMITED));
  }

  private void add(Target target, Allowance fleet) {
    asked.put(
        target.name(),
        new Asked(target, ProbeCosts.of(catalog, target), Allowance.of(target), fleet));
  }

  Catalog catalog() {
    return catalog;
  }

  /**
   * What is to be claimed of the sessions, demanded slots and peers' slots that begin in a window.
   */
  List<ClaimRequest> of(Demands demands, Instant from, Instant to) {
    Stream<ClaimRequest> base = Plan.sessionsBeginning(catalog, from, to).stream().map(this::base);
    Stream<ClaimRequest> besides =
        Stream.concat(
                Plan.demanded(catalog, demands, from, to).stream(),
                Plan.ofPeers(catalog, from, to).stream())
            .map(this::besides);
    return Stream.concat(base, besides).sorted(Comparator.comparing(it -> it.slot().at())).toList();
  }

  private ClaimRequest base(Slot slot) {
    Asked of = requireNonNull(asked.get(slot.target()));
    return request(slot, of, of.allowance(), of.fleet());
  }

  /**
   * What is demanded, and what peers are asked besides, leaves the rest of the hour and of the day
   * their base slots, the target's own and the fleet's: nobody is asked less because of it.
   */
  private ClaimRequest besides(Slot slot) {
    Asked of = requireNonNull(asked.get(slot.target()));
    Allowance own =
        of.allowance().less(left(of, slot, ChronoUnit.HOURS), left(of, slot, ChronoUnit.DAYS));
    Allowance all = of.fleet();
    return request(
        slot,
        of,
        own,
        all.equals(Allowance.UNLIMITED)
            ? all
            : all.less(leftOfFleet(slot, ChronoUnit.HOURS), leftOfFleet(slot, ChronoUnit.DAYS)));
  }

  private Spent leftOfFleet(Slot slot, ChronoUnit window) {
    return asked.values().stream()
        .filter(of -> !of.fleet().equals(Allowance.UNLIMITED))
        .map(of -> left(of, slot, window))
        .reduce(Spent.NOTHING, Spent::plus);
  }

  /** What a target's base slots of the rest of a window may still cost. */
  private static Spent left(Asked of, Slot slot, ChronoUnit window) {
    Instant end = slot.at().truncatedTo(window).plus(1, window);
    long slots = Duration.between(slot.at(), end).dividedBy(of.target().budget().interval()) + 1;
    SlotCost cost = of.costs().mean().times(slots);
    return new Spent(slots, cost.tokens(), cost.nanoUsd());
  }

  private ClaimRequest request(Slot slot, Asked of, Allowance own, Allowance all) {
    Instant lostAt = slot.at().plus(grace).plus(of.target().budget().timeout());
    return new ClaimRequest(slot, lostAt, of.costs().of(slot), own, all);
  }
}
