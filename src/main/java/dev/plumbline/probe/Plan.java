package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * When each target is asked what: a pure function of catalog, demands and time, so that every
 * worker knows all slots without asking anyone. Open loop (a slow answer never delays the next
 * question), staggered (each target has a phase of its own) and jittered (no two hours look alike).
 *
 * <p>Where a target has a peer, the peer is asked what is to be compared at the target's instants,
 * besides its own slots.
 *
 * <p>Slots are ordered by instant, then target. Any window can be planned by itself: the slots of
 * an hour are those of its minutes. Budgets a day are not part of the plan: what exceeds them is
 * skipped when claimed.
 */
public final class Plan {
  private static final Comparator<Slot> BY_TIME =
      Comparator.comparing(Slot::at).thenComparing(Slot::target);

  private Plan() {}

  /** Slots of the hour that starts there, nobody demanding more. */
  public static List<Slot> slots(Catalog catalog, Instant hourStart) {
    return slots(catalog, Demands.NONE, hourStart, hourStart.plus(Duration.ofHours(1)));
  }

  /** Slots due from {@code from}, inclusive, to {@code to}, exclusive. */
  public static List<Slot> slots(Catalog catalog, Demands demands, Instant from, Instant to) {
    List<Slot> slots =
        collect(
            catalog,
            (target, all) -> {
              target.indexes(from, to).mapToObj(target::slots).forEach(all::addAll);
              target.demanded(demands, from, to).forEach(all::add);
            });
    slots.addAll(ofGates(catalog, demands, from, to));
    slots.addAll(ofPeers(catalog, from, to));
    slots.sort(BY_TIME);
    return slots;
  }

  /**
   * Base slots of the sessions whose first turn is due in a window: all their turns, also those due
   * after it, and none of sessions begun before.
   */
  static List<Slot> sessionsBeginning(Catalog catalog, Instant from, Instant to) {
    return collect(
        catalog,
        (target, slots) ->
            target.indexes(from, to).forEach(index -> slots.addAll(target.sessionFrom(index))));
  }

  /** What demands add to the base slots; none of it is a session of several turns. */
  static List<Slot> demanded(Catalog catalog, Demands demands, Instant from, Instant to) {
    List<Slot> slots =
        collect(catalog, (target, all) -> target.demanded(demands, from, to).forEach(all::add));
    slots.addAll(ofGates(catalog, demands, from, to));
    slots.sort(BY_TIME);
    return slots;
  }

  /** Pairs that gates want. */
  private static List<Slot> ofGates(Catalog catalog, Demands demands, Instant from, Instant to) {
    return demands.ofPairs().stream()
        .flatMap(demand -> PairPlan.of(catalog, demand).stream())
        .flatMap(plan -> plan.slots(from, to))
        .toList();
  }

  /**
   * What peers are asked besides, so that answers can be compared; none of it is a session of
   * several turns.
   */
  static List<Slot> ofPeers(Catalog catalog, Instant from, Instant to) {
    List<TargetPlan> plans =
        catalog.probed().stream()
            .filter(target -> target.peer() != null)
            .map(target -> TargetPlan.of(catalog, target))
            .filter(TargetPlan::asksAnything)
            .toList();
    return plans.isEmpty()
        ? List.of()
        : new PeerPlan(catalog).slots(plans, from, to).sorted(BY_TIME).toList();
  }

  private static List<Slot> collect(Catalog catalog, BiConsumer<TargetPlan, List<Slot>> planned) {
    List<Slot> slots = new ArrayList<>();
    catalog.probed().stream()
        .map(target -> TargetPlan.of(catalog, target))
        .filter(TargetPlan::asksAnything)
        .forEach(target -> planned.accept(target, slots));
    slots.sort(BY_TIME);
    return slots;
  }
}
