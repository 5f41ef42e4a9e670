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

/**
 * Writes down what a detection does to the incidents, once, whoever asks how often. Rows and
 * progress are one transaction that holds the lock on the progress, so that of several writers one
 * at a time decides, upon what the one before it left.
 */
@Component
@ConditionalOnRole(Role.API)
class Ledger implements Journal {
  private static final String TOPIC = DetectTopics.DETECTIONS.name();

  private final TransactionOperations transaction;
  private final Progress progress;
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
    this.transaction = transaction;
    this.progress = progress;
    this.incidents = incidents;
    this.detections = detections;
    this.drills = drills;
    this.refused = refusedDetections;
    this.catalog = catalog;
    this.rules = new Rules(properties.tolerance(), properties.reopenWithin());
  }

  @Override
  public String topic() {
    return TOPIC;
  }

  @Override
  public long next() {
    return progress.next(TOPIC);
  }

  @Override
  public void rewind(long from) {
    progress.move(TOPIC, from, 0);
  }

  @Override
  public void write(ConsumerRecord<byte[], byte[]> record) {
    transaction.executeWithoutResult(_ -> {
      long next = progress.lock(TOPIC);
      if (record.offset() >= next) {
        apply(record);
        progress.move(TOPIC, next, record.offset() + 1);
      }
    });
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
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
