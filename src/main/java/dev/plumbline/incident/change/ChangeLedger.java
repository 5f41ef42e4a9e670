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
class ChangeLedger implements Journal {
  private static final Logger log = LoggerFactory.getLogger(ChangeLedger.class);

  private final TransactionOperations transaction;
  private final Progress progress;
  private final ChangeStore changes;
  private final Refused refused;

  ChangeLedger(
      TransactionOperations transaction,
      Progress progress,
      ChangeStore changes,
      Refused refusedChanges) {
    this.transaction = transaction;
    this.progress = progress;
    this.changes = changes;
    this.refused = refusedChanges;
  }

  @Override
  public String topic() {
    return ChangeTopics.CHANGES.name();
  }

  @Override
  public long next() {
    return progress.next(topic());
  }

  @Override
  public void rewind(long from) {
    progress.move(topic(), from, 0);
  }

  @Override
  public void write(ConsumerRecord<byte[], byte[]> record) {
    transaction.executeWithoutResult(_ -> {
      long next = progress.lock(topic());
      if (record.offset() >= next) {
        apply(record);
        progress.move(topic(), next, record.offset() + 1);
      }
    });
  }

  private void apply(ConsumerRecord<byte[], byte[]> record) {
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
