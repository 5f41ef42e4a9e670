package dev.plumbline.incident;

import static java.util.Comparator.comparing;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.TimelineEntry.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One cause, one incident. Pure: the incidents known and a detection in, changed incidents out.
 *
 * <ul>
 *   <li>An alarm is connected with an incident of the <b>same check</b> whose series or suspect
 *       share a target with its own and which did not begin clearly later. Pooled series connect
 *       nearly everything, so {@link Causes} decides which of them it has a common cause with: one,
 *       several (they merge into the oldest) or none.
 *   <li>It is connected with an incident of <b>other checks</b> if localised by itself it names the
 *       same slice or one nested in it, both began together, and one slice explains both at least
 *       as well as two ({@link SharedCause}). A check that joined so parts again when that turns
 *       out wrong: early counts name wide slices.
 *   <li>An incident is connectable while open and for a while after it resolved; then it reopens.
 *   <li>It resolves when each of its series has shown positive evidence of health.
 * </ul>
 */
final class IncidentGrouping {

  /**
   * @param tolerance by which onset intervals may miss one another
   * @param reopenWithin an alarm of the same cause reopens an incident this long after it resolved
   */
  record Rules(Duration tolerance, Duration reopenWithin) {}

  /**
   * An incident as it is now, and what happened to it.
   *
   * @param partedFrom the incident that its series and detections were part of until now; null if
   *     of none
   */
  record Change(Incident incident, List<TimelineEntry> entries, @Nullable String partedFrom) {
    Change(Incident incident, List<TimelineEntry> entries) {
      this(incident, entries, null);
    }
  }

  private final Rules rules;
  private final Fleet catalog;

  IncidentGrouping(Rules rules, Fleet catalog) {
    this.rules = rules;
    this.catalog = catalog;
  }

  /**
   * Changed incidents, the one the detection belongs to first; empty if it changes nothing.
   *
   * @param known incidents that are open or resolved recently
   */
  List<Change> apply(List<Incident> known, Detection detection) {
    return switch (detection.kind()) {
      case PAGE, TICKET -> alarm(known, detection);
      case CLEARED -> cleared(known, detection);
    };
  }

  private List<Change> cleared(List<Incident> known, Detection detection) {
    return known.stream()
        .filter(incident -> incident.isOpen() && incident.has(detection.series()))
        .map(incident -> cleared(incident, detection))
        .toList();
  }

  private static Change cleared(Incident before, Detection detection) {
    Instant at = detection.at();
    Incident incident = before.cleared(detection.series(), at);
    List<TimelineEntry> entries = new ArrayList<>();
    entries.add(
        new TimelineEntry(
            at, Event.CLEARED, Words.series(detection.series()) + " shows evidence of health"));
    if (incident.allCleared()) {
      incident = incident.with(new Lifecycle.Resolved(at), at);
      entries.add(
          new TimelineEntry(at, Event.RESOLVED, "every series in it shows evidence of health"));
    }
    return new Change(incident, entries);
  }

  private List<Change> alarm(List<Incident> known, Detection alarm) {
    Fleet fleet = catalog.with(alarm.leaves().stream().map(Detection.LeafCount::leaf).toList());
    List<Incident> connectable =
        known.stream()
            .filter(incident -> connectable(incident, alarm.at()))
            .sorted(comparing(Incident::openedAt).thenComparing(Incident::id))
            .toList();
    Causes.Verdict verdict = sameCheck(connectable, alarm, fleet);
    Detection own = without(alarm, verdict.elsewhere());
    Gathering gathering =
        verdict.joined().isEmpty()
            ? ofAnotherCheck(connectable, own, fleet)
            : Gathering.joined(verdict.joined().getFirst(), own, fleet);
    verdict.joined().stream().skip(1).forEach(younger -> gathering.absorb(younger, fleet));
    connectable.stream()
        .filter(other -> other.isOpen() && !gathering.touched(other))
        .filter(other -> acrossChecks(other, gathering.incident(), fleet))
        .toList()
        .forEach(other -> gathering.absorb(other, fleet));
    gathering.part(fleet);
    return gathering.changes();
  }

  private Gathering ofAnotherCheck(List<Incident> connectable, Detection own, Fleet fleet) {
    Incident alone = Incident.open(own, fleet);
    return connectable.stream()
        .filter(other -> acrossChecks(other, alone, fleet))
        .findFirst()
        .map(other -> Gathering.joined(other, own, fleet))
        .orElseGet(() -> Gathering.opened(alone, own));
  }

  private Causes.Verdict sameCheck(List<Incident> connectable, Detection alarm, Fleet fleet) {
    // Two targets of a broken slice may fire one after the other: the suspects connect them.
    List<Slice> touched =
        List.of(alarm.series().slice(), Localisation.of(fleet, Counts.of(alarm)).suspect().slice());
    List<Incident> connected =
        connectable.stream()
            .filter(incident -> sameCheck(incident, alarm, touched, fleet))
            .toList();
    return connected.isEmpty()
        ? new Causes.Verdict(List.of(), Set.of())
        : new Causes(fleet, alarm, connected).verdict();
  }

  private static Detection without(Detection alarm, Set<Slice> elsewhere) {
    return elsewhere.isEmpty()
        ? alarm
        : new Detection(
            alarm.id(),
            alarm.series(),
            alarm.kind(),
            alarm.at(),
            alarm.trials(),
            alarm.logEvidence(),
            alarm.logThreshold(),
            alarm.onset(),
            alarm.effect(),
            alarm.leaves().stream().filter(count -> !elsewhere.contains(count.leaf())).toList(),
            alarm.exchanges());
  }

  private boolean connectable(Incident incident, Instant at) {
    return switch (incident.lifecycle()) {
      case Lifecycle.Open() -> true;
      case Lifecycle.Resolved(Instant resolved) -> at.isBefore(resolved.plus(rules.reopenWithin()));
      case Lifecycle.Merged _ -> false;
    };
  }

  private boolean sameCheck(Incident incident, Detection alarm, List<Slice> touched, Fleet fleet) {
    return incident.hasCheck(alarm.series().check())
        && !SeriesTrack.onset(alarm).latest().isBefore(incident.earliest().minus(rules.tolerance()))
        && incident
            .slicesOf(alarm.series().check())
            .anyMatch(slice -> touched.stream().anyMatch(other -> fleet.share(slice, other)));
  }

  /** No check in common, the same or a nested suspect, begun together, likelier one than two. */
  private boolean acrossChecks(Incident left, Incident right, Fleet fleet) {
    return left.tracks().stream().noneMatch(track -> right.hasCheck(track.series().check()))
        && fleet.nested(left.suspect(), right.suspect())
        && left.beganWith(right, rules.tolerance())
        && SharedCause.logOdds(left.counts(), right.counts(), fleet) >= 0;
  }
}
