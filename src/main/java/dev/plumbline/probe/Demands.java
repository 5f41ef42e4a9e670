package dev.plumbline.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Every demand known: with the catalog all that the plan follows from. Immutable. Demands that have
 * ended are kept for a day, because slots nobody claimed are counted so much later.
 */
public record Demands(List<Demand> all) {
  public static final Demands NONE = new Demands(List.of());

  private static final Duration KEPT = SkipSweep.LOOKS_BACK;

  public Demands {
    all = List.copyOf(all);
  }

  /** These and one more; in the place of the one it prolongs, if there is one. */
  public Demands with(Demand demand) {
    Instant limit = demand.from().minus(KEPT);
    List<Demand> next = new ArrayList<>();
    for (Demand known : all) {
      if (!known.sameAs(demand) && known.until().isAfter(limit)) {
        next.add(known);
      }
    }
    next.add(demand);
    return new Demands(next);
  }

  /** The newest demand of a target that holds at an instant or begins after it. */
  public Optional<Demand> at(String target, Instant instant) {
    return all.stream()
        .filter(demand -> demand.pairs() == null && demand.target().equals(target))
        .filter(demand -> instant.isBefore(demand.until()))
        .max(Comparator.comparing(Demand::from));
  }

  /** Those that hold at an instant, by target. */
  public List<Demand> holdingAt(Instant instant) {
    return all.stream()
        .filter(demand -> demand.holdsAt(instant))
        .sorted(Comparator.comparing(Demand::target))
        .toList();
  }

  /** Those of gates. */
  List<Demand> ofPairs() {
    return all.stream().filter(demand -> demand.pairs() != null).toList();
  }

  /** How many times its base rate a target is asked at an instant: the most of what is wanted. */
  int factor(String target, Instant instant) {
    return of(target).stream()
        .filter(demand -> demand.holdsAt(instant))
        .mapToInt(Demand::factor)
        .max()
        .orElse(1);
  }

  /** Those that want more of a target's own deck. */
  List<Demand> of(String target) {
    return all.stream()
        .filter(demand -> demand.pairs() == null && demand.target().equals(target))
        .toList();
  }
}
