package dev.plumbline.incident.change;

import dev.plumbline.incident.journal.Journal;
import dev.plumbline.incident.journal.Progress;
import dev.plumbline.incident.journal.Refused;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts every change on the topic into the calendar, once: row and progress are one transaction.
 * When it was told of is the record's own time, so that a calendar made anew says the same.
 */
@Component
@ConditionalOnRole(Role.API)
class ChangeLedger extends Journal {
  private static final Logger log = LoggerFactory.getLogger(ChangeLedger.class);

  private final ChangeStore changes;
  private final Refused refused;

  ChangeLedger(
      TransactionOperations transaction,
      Progress progress,
      ChangeStore changes,
      Refused refusedChanges) {
    super(transaction, progress, ChangeTopics.CHANGES.name());
    this.changes = changes;
    this.refused = refusedChanges;
  }

  @Override
  protected void apply(ConsumerRecord<byte[], byte[]> record) {
    try {
      Change change = ChangeTopics.CHANGES.decode(record.value());
      if (!changes.add(change, Instant.ofEpochMilli(Math.max(0, record.timestamp())))) {
        log.debug("change {} is in the calendar already", change.id());
      }
    } catch (UnreadableRecordException e) {
      refused.send(record, e);
    }
  }
}
