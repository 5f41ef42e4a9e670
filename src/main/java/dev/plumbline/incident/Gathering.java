package dev.plumbline.incident;

import static java.util.Comparator.comparing;

import dev.plumbline.detect.Detection;
import dev.plumbline.incident.TimelineEntry.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The incident an alarm belongs to while it takes others in. */
final class Gathering {
  private final Detection alarm;
  private final List<TimelineEntry> entries = new ArrayList<>();
  private final Map<String, IncidentGrouping.Change> absorbed = new LinkedHashMap<>();
  private final List<IncidentGrouping.Change> parted = new ArrayList<>();
  private Incident incident;

  private Gathering(Incident incident, Detection alarm) {
    this.incident = incident;
    this.alarm = alarm;
  }

  static Gathering opened(Incident alone, Detection alarm) {
    Gathering gathering = new Gathering(alone, alarm);
    gathering.tell(
        Event.OPENED,
        "%s by %s; suspect %s"
            .formatted(
                Words.severity(alone.severity()),
                Words.series(alarm.series()),
                Words.name(alone.suspect())));
    return gathering;
  }

  static Gathering joined(Incident before, Detection alarm, Fleet fleet) {
    Gathering gathering = new Gathering(before.with(alarm, fleet), alarm);
    if (!before.isOpen()) {
      gathering.tell(Event.REOPENED, "by " + Words.series(alarm.series()));
    }
    if (!before.has(alarm.series())) {
      gathering.tell(Event.JOINED, Words.series(alarm.series()) + " fired too");
    }
    gathering.compare(before);
    return gathering;
  }

  /** Takes in another incident; whichever is older keeps its id. */
  void absorb(Incident other, Fleet fleet) {
    boolean older =
        comparing(Incident::openedAt).thenComparing(Incident::id).compare(other, incident) < 0;
    Incident survivor = older ? other : incident;
    Incident merged = older ? incident : other;
    Incident before = incident;
    incident = survivor.absorbing(merged, alarm.at(), fleet);
    TimelineEntry end =
        new TimelineEntry(alarm.at(), Event.MERGED, "has the cause of " + survivor.id());
    List<TimelineEntry> told = new ArrayList<>(older ? entries : List.of());
    told.add(end);
    absorbed.put(
        merged.id(),
        new IncidentGrouping.Change(
            merged.with(new Lifecycle.Merged(alarm.at(), survivor.id()), alarm.at()), told));
    if (older) {
      entries.clear();
    }
    tell(Event.MERGED, "took in %s, which has the same cause".formatted(merged.id()));
    compare(older ? other : before);
  }

  /** Lets go of checks that joined and, with more seen by now, have a cause of their own. */
  void part(Fleet fleet) {
    for (String check : incident.joinedChecks()) {
      Incident own = incident.only(check, alarm.at(), fleet);
      Incident rest = incident.without(check, alarm.at(), fleet);
      if (SharedCause.logOdds(rest.counts(), own.counts(), fleet) < SharedCause.LOG_APART) {
        part(rest, own);
      }
    }
  }

  private void part(Incident rest, Incident own) {
    Incident before = incident;
    incident = rest;
    tell(
        Event.PARTED,
        "%s has a cause of its own: %s".formatted(own.tracks().getFirst().check(), own.id()));
    compare(before);
    parted.add(
        new IncidentGrouping.Change(
            own,
            List.of(
                new TimelineEntry(
                    alarm.at(),
                    Event.PARTED,
                    "%s has not the cause of %s; suspect %s"
                        .formatted(
                            own.tracks().getFirst().check(),
                            rest.id(),
                            Words.name(own.suspect())))),
            rest.id()));
  }

  boolean touched(Incident other) {
    return other.id().equals(incident.id()) || absorbed.containsKey(other.id());
  }

  Incident incident() {
    return incident;
  }

  List<IncidentGrouping.Change> changes() {
    List<IncidentGrouping.Change> changes = new ArrayList<>(parted);
    changes.add(new IncidentGrouping.Change(incident, List.copyOf(entries)));
    changes.sort(
        comparing((IncidentGrouping.Change change) -> !change.incident().has(alarm.series())));
    changes.addAll(absorbed.values());
    return changes;
  }

  private void compare(Incident before) {
    if (incident.severity().compareTo(before.severity()) > 0) {
      tell(
          Event.RAISED,
          "from %s to %s"
              .formatted(Words.severity(before.severity()), Words.severity(incident.severity())));
    }
    if (!incident.suspect().equals(before.suspect())) {
      tell(
          Event.SUSPECT,
          "now %s, was %s".formatted(Words.name(incident.suspect()), Words.name(before.suspect())));
    }
  }

  private void tell(Event event, String text) {
    entries.add(new TimelineEntry(alarm.at(), event, text));
  }
}
