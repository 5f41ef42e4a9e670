package dev.plumbline.incident;

import dev.plumbline.catalog.SelfTest;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.IncidentGrouping.Change;
import dev.plumbline.incident.IncidentGrouping.Rules;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Incidents without a database: the same detections in the same order give the same incidents as
 * the running server. Not thread-safe.
 */
public final class IncidentReplay {
  /** What {@code plumbline.incident.*} says unless told otherwise. */
  private static final Rules RULES = new Rules(Duration.ofMinutes(30), Duration.ofHours(2));

  private final Fleet fleet;
  private final IncidentGrouping grouping;
  private final Map<String, Incident> known = new LinkedHashMap<>();

  /**
   * The incident a detection belongs to, as it then stands.
   *
   * @param targets of the suspect: slices with the same targets are one slice with several names
   * @param probability that the suspect is right, see {@link Finding}
   */
  public record Named(String id, Slice suspect, Set<Slice> targets, double probability) {}

  public IncidentReplay(Collection<Target> targets) {
    this(Fleet.of(targets));
  }

  IncidentReplay(Fleet fleet) {
    this.fleet = fleet;
    this.grouping = new IncidentGrouping(RULES, fleet);
  }

  /** Targets of the smallest slice that holds these. */
  public Set<Slice> enclosing(Set<Slice> leaves) {
    return fleet.candidates().stream()
        .map(Fleet.Candidate::members)
        .filter(members -> members.containsAll(leaves))
        .min(Comparator.comparingInt(Set::size))
        .map(Set::copyOf)
        .orElseThrow(() -> new IllegalArgumentException("not of this fleet: " + leaves));
  }

  /** The next detection; empty if it belongs to no incident, as those of the drill do. */
  public Optional<Named> take(Detection detection) {
    if (detection.series().slice().equals(SelfTest.DRILL)) {
      return Optional.empty();
    }
    List<Change> changes = grouping.apply(List.copyOf(known.values()), detection);
    for (Change change : changes) {
      Incident incident = change.incident();
      switch (incident.lifecycle()) {
        case Lifecycle.Merged _ -> known.remove(incident.id());
        case Lifecycle.Open _, Lifecycle.Resolved _ -> known.put(incident.id(), incident);
      }
    }
    return changes.stream().findFirst().map(Change::incident).map(this::named);
  }

  private Named named(Incident incident) {
    return new Named(
        incident.id(),
        incident.suspect(),
        Set.copyOf(fleet.members(incident.suspect())),
        incident.finding().probability());
  }
}
