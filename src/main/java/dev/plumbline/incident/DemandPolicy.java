package dev.plumbline.incident;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Evidence;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Demands;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a target is asked more often: once the evidence M of one of its leaf series stands 0.3/p₀
 * above where it rests, which one failure does, until it stands less than 0.1/p₀ above. From 10/p₀
 * on, and for an hour after a page, its neighbours are asked more too, so that the page names the
 * right slice. A pure function; pooled series demand nothing, since what they suspect is asked
 * often already.
 *
 * <p>False pages do not become more: a trial's increment is fair given the past, whatever made one
 * ask, the draw of probes does not depend on what failed, and the start weight g shrinks with the
 * time between trials. What it costs: a failure of a healthy pool keeps M up for about 550 trials,
 * which at ten times the rate are 500 more than planned, whatever p₀: at p₀ = 1e-4 at most 5 % of
 * all probes; a second failure within them, one case in twenty, costs that for every neighbour.
 */
public final class DemandPolicy {
  private final int factor;
  private final int most;
  private final Duration lead;
  private final Duration length;

  private record Suspect(Target target, List<Suspicions.Reason> reasons) {
    double strength() {
      return reasons.getFirst().strength();
    }
  }

  /**
   * @param factor by which the rate is raised, 2 to 10
   * @param most targets at once, the most suspicious first; 0: none ever
   * @param lead time between writing a demand and its beginning, rounded up to a whole minute
   * @param length whole minutes, at most a day; a demand is prolonged when half of it is left
   */
  public DemandPolicy(int factor, int most, Duration lead, Duration length) {
    require(factor >= 2 && factor <= 10, "factor is %d; must be 2 to 10", factor);
    require(most >= 0, "most is %d; must not be negative", most);
    require(
        length.compareTo(Duration.ofMinutes(2)) >= 0
            && length.compareTo(Demand.LONGEST) <= 0
            && length.equals(length.truncatedTo(ChronoUnit.MINUTES)),
        "length is %s; must be whole minutes, 2 to a day of them",
        length);
    this.factor = factor;
    this.most = most;
    this.lead = lead;
    this.length = length;
  }

  /**
   * Demands to be written now: new ones, and known ones prolonged.
   *
   * @param evidence the newest of every series, whatever its slice
   */
  public List<Demand> decide(
      Catalog catalog, Collection<Evidence> evidence, Demands known, Instant now) {
    Suspicions suspicions = new Suspicions(catalog, evidence, now);
    List<Demand> demands = new ArrayList<>();
    List<Suspect> waiting = new ArrayList<>();
    int taken = 0;
    for (Target target : catalog.targets()) {
      Optional<Demand> current = known.at(target.name(), now);
      List<Suspicions.Reason> reasons = suspicions.of(target, current);
      if (current.isPresent()) {
        taken++;
        prolonged(current.get(), reasons, now).ifPresent(demands::add);
      } else if (!reasons.isEmpty()) {
        waiting.add(new Suspect(target, reasons));
      }
    }
    waiting.stream()
        .sorted(Comparator.comparingDouble(Suspect::strength).reversed())
        .limit(Math.max(0, most - taken))
        .map(suspect -> begun(suspect, now))
        .forEach(demands::add);
    return demands;
  }

  private Demand begun(Suspect suspect, Instant now) {
    Instant from = wholeMinute(now.plus(lead));
    return new Demand(
        suspect.target().name(),
        checks(suspect.reasons()).toList(),
        factor,
        from,
        from.plus(length),
        suspect.reasons().getFirst().text());
  }

  /** Past a day, it ends; if there still is a reason then, another one begins. */
  private Optional<Demand> prolonged(Demand current, List<Suspicions.Reason> reasons, Instant now) {
    Instant until = wholeMinute(now.plus(length));
    boolean due = !now.plus(length.dividedBy(2)).isBefore(current.until());
    if (!due || reasons.isEmpty() || until.isAfter(current.from().plus(Demand.LONGEST))) {
      return Optional.empty();
    }
    return Optional.of(
        new Demand(
            current.target(),
            Stream.concat(current.checks().stream(), checks(reasons)).distinct().sorted().toList(),
            current.factor(),
            current.from(),
            until,
            reasons.getFirst().text()));
  }

  private static Stream<String> checks(List<Suspicions.Reason> reasons) {
    return reasons.stream().map(Suspicions.Reason::check).distinct().sorted();
  }

  private static Instant wholeMinute(Instant instant) {
    Instant begun = instant.truncatedTo(ChronoUnit.MINUTES);
    return begun.equals(instant) ? begun : begun.plus(1, ChronoUnit.MINUTES);
  }

  private static void require(boolean met, String otherwise, Object value) {
    if (!met) {
      throw new IllegalArgumentException(otherwise.formatted(value));
    }
  }
}
