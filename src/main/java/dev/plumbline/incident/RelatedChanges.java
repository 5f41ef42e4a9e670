package dev.plumbline.incident;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.change.Change;
import dev.plumbline.incident.change.ChangeCalendar;
import dev.plumbline.incident.change.ChangeKind;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What was done to the suspect around its onset, likeliest cause first. Asked anew at each reading:
 * changes told of late appear, and a suspect that moved takes others with it.
 *
 * <p>The score is overlap of slice × nearness to the onset × kind. It orders, and proves nothing.
 */
@Component
@ConditionalOnRole(Role.API)
class RelatedChanges {
  /** How long before the latest onset something may have been done to matter. */
  static final Duration LOOKS_BACK = Duration.ofHours(6);

  /** Of so many at most the likeliest are told. */
  private static final int MOST = 1000;

  private static final double HALVED_AFTER_MINUTES = 30;

  /** What was done after the onset did not cause it; the onset is an estimate. */
  private static final double AFTER_ONSET = 0.2;

  private final ChangeCalendar calendar;
  private final CatalogSource catalog;

  RelatedChanges(ChangeCalendar calendar, CatalogSource catalog) {
    this.calendar = calendar;
    this.catalog = catalog;
  }

  List<RelatedChange> of(Overview incident) {
    Detection.Onset onset = incident.finding().onset();
    Instant until =
        incident.openedAt().isAfter(onset.latest()) ? incident.openedAt() : onset.latest();
    Slice suspect = incident.finding().suspect();
    Fleet fleet = Fleet.of(catalog.current().targets());
    return calendar.during(onset.latest().minus(LOOKS_BACK), until, suspect, MOST).stream()
        .flatMap(entry ->
            SliceOverlap.of(fleet, suspect, entry.change().slice())
                .map(overlap -> related(incident, onset, entry, overlap))
                .stream())
        .sorted(
            comparingDouble(RelatedChange::score)
                .reversed()
                .thenComparing(comparing((RelatedChange it) -> it.change().at()).reversed())
                .thenComparing(it -> it.change().id()))
        .toList();
  }

  private static RelatedChange related(
      Overview incident, Detection.Onset onset, ChangeCalendar.Entry entry, SliceOverlap overlap) {
    Change change = entry.change();
    boolean late = entry.recordedAt().isAfter(incident.openedAt());
    boolean covers =
        change.until() != null
            && !change.at().isAfter(onset.latest())
            && !change.end().isBefore(onset.earliest());
    StringBuilder why =
        new StringBuilder(covers ? "its window covers the onset" : when(change, onset));
    why.append(", ").append(overlap.words());
    if (change.note() != null) {
      why.append("; ").append(change.note());
    }
    if (late) {
      why.append("; told of ")
          .append(rough(Duration.between(incident.openedAt(), entry.recordedAt())))
          .append(" after the incident opened");
    }
    return new RelatedChange(
        change,
        entry.recordedAt(),
        overlap.weight() * nearness(change, onset) * weight(change.kind()),
        why.toString(),
        covers,
        late);
  }

  private static String when(Change change, Detection.Onset onset) {
    if (change.end().isBefore(onset.earliest())) {
      return "%s%s before the earliest onset"
          .formatted(
              change.until() == null ? "" : "ended ",
              rough(Duration.between(change.end(), onset.earliest())));
    }
    if (change.at().isAfter(onset.latest())) {
      return rough(Duration.between(onset.latest(), change.at()))
          + " after the latest onset, so hardly its cause";
    }
    return "within the onset interval";
  }

  private static double nearness(Change change, Detection.Onset onset) {
    if (change.end().isBefore(onset.earliest())) {
      return halved(Duration.between(change.end(), onset.earliest()));
    }
    return change.at().isAfter(onset.latest())
        ? AFTER_ONSET * halved(Duration.between(onset.latest(), change.at()))
        : 1;
  }

  private static double halved(Duration distance) {
    return 1 / (1 + distance.toMillis() / 60_000.0 / HALVED_AFTER_MINUTES);
  }

  /** Maintenance says that something may be done, not what. */
  private static double weight(ChangeKind kind) {
    return switch (kind) {
      case DEPLOY, MODEL_SWAP -> 1;
      case CONFIG, LOAD_BALANCER -> 0.9;
      case MAINTENANCE -> 0.5;
    };
  }

  private static String rough(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = duration.toMinutes();
    return minutes < 120 ? minutes + " min" : duration.toHours() + " h";
  }
}
