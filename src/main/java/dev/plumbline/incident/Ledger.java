package dev.plumbline.incident;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.IncidentGrouping.Change;
import dev.plumbline.incident.IncidentGrouping.Rules;
import dev.plumbline.incident.drill.Drills;
import dev.plumbline.incident.journal.Journal;
import dev.plumbline.incident.journal.Progress;
import dev.plumbline.incident.journal.Refused;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.UnreadableRecordException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Writes down what a detection does to the incidents, once, whoever asks how often. */
@Component
@ConditionalOnRole(Role.API)
class Ledger extends Journal {
  private static final String TOPIC = DetectTopics.DETECTIONS.name();

  private final IncidentStore incidents;
  private final DetectionStore detections;
  private final Drills drills;
  private final Refused refused;
  private final CatalogSource catalog;
  private final Rules rules;

  Ledger(
      TransactionOperations transaction,
      Progress progress,
      IncidentStore incidents,
      DetectionStore detections,
      Drills drills,
      Refused refusedDetections,
      CatalogSource catalog,
      IncidentProperties properties) {
    super(transaction, progress, TOPIC);
    this.incidents = incidents;
    this.detections = detections;
    this.drills = drills;
    this.refused = refusedDetections;
    this.catalog = catalog;
    this.rules = new Rules(properties.tolerance(), properties.reopenWithin());
  }

  @Override
  protected void apply(ConsumerRecord<byte[], byte[]> record) {
    Detection detection;
    try {
      detection = DetectionReader.read(record.value());
    } catch (UnreadableRecordException e) {
      refused.send(record, e);
      return;
    }
    if (detection.series().slice().equals(SelfTest.DRILL)) {
      drills.note(detection);
    } else if (!detections.isKnown(detection.id())) {
      apply(detection);
    }
  }

  /** Writes down that a series is healthy, of which no detector will say so. */
  void clear(Detection cleared) {
    alone(() -> {
      boolean open =
          incidents.openOrEndedSince(cleared.at()).stream()
              .filter(Incident::isOpen)
              .flatMap(incident -> incident.tracks().stream())
              .anyMatch(track -> track.series().equals(cleared.series()) && !track.cleared());
      if (open) {
        apply(cleared);
      }
    });
  }

  private void apply(Detection detection) {
    List<Incident> known = incidents.openOrEndedSince(detection.at().minus(rules.reopenWithin()));
    Fleet fleet = Fleet.of(catalog.current().targets());
    List<Change> changes = new IncidentGrouping(rules, fleet).apply(known, detection);
    for (Change change : changes) {
      Incident incident = change.incident();
      incidents.save(incident);
      incidents.append(incident.id(), change.entries());
      switch (incident.lifecycle()) {
        case Lifecycle.Open _, Lifecycle.Resolved _ -> add(detection, change);
        case Lifecycle.Merged(_, String into) -> detections.move(incident.id(), into);
      }
    }
  }

  private void add(Detection detection, Change change) {
    Incident incident = change.incident();
    if (change.partedFrom() != null) {
      detections.move(change.partedFrom(), incident.id(), incident.tracks().getFirst().check());
    }
    if (incident.has(detection.series())) {
      detections.add(incident.id(), detection);
    }
  }
}
