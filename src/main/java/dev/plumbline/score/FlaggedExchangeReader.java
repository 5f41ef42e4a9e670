package dev.plumbline.score;

import static java.util.stream.Collectors.groupingBy;

import dev.plumbline.score.FlaggedProgressStore.Mark;
import dev.plumbline.topic.TopicIdentities;
import dev.plumbline.topic.UnreadableRecordException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Reads flagged exchanges from where the database says it has them, not from where Kafka says they
 * were read: a database restored from a backup lacks what was read since, and the topic has most of
 * it still. To read one again changes nothing. Of one thread.
 */
final class FlaggedExchangeReader
    implements BatchMessageListener<String, byte[]>, ConsumerSeekAware {
  private static final Logger log = LoggerFactory.getLogger(FlaggedExchangeReader.class);
  private static final String TOPIC = ScoreTopics.FLAGGED.name();

  private final FlaggedExchangeIntake intake;
  private final FlaggedExchangeStore store;
  private final FlaggedProgressStore progress;
  private final TransactionOperations transaction;
  private final TopicIdentities identities;

  /** What this process knows to be in the database, by partition it reads. */
  private final Map<Integer, Mark> known = new HashMap<>();

  private @Nullable ConsumerSeekCallback seeking;

  FlaggedExchangeReader(
      FlaggedExchangeIntake intake,
      FlaggedExchangeStore store,
      FlaggedProgressStore progress,
      TransactionOperations transaction,
      TopicIdentities identities) {
    this.intake = intake;
    this.store = store;
    this.progress = progress;
    this.transaction = transaction;
    this.identities = identities;
  }

  @Override
  public void registerSeekCallback(ConsumerSeekCallback callback) {
    seeking = callback;
  }

  @Override
  public void onPartitionsAssigned(
      Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
    lookAgain(assignments, callback);
  }

  @Override
  public void onPartitionsRevoked(@Nullable Collection<TopicPartition> partitions) {
    if (partitions != null) {
      partitions.forEach(it -> known.remove(it.partition()));
    }
  }

  @Override
  public void onIdleContainer(
      Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
    lookAgain(assignments, callback);
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> batch) {
    ConsumerSeekCallback callback = seeking;
    if (callback == null) {
      throw new IllegalStateException("the container lets nobody seek");
    }
    Map<Integer, List<ConsumerRecord<String, byte[]>>> parts =
        batch.stream().collect(groupingBy(ConsumerRecord::partition));
    Map<Integer, Mark> marks = progress.marks();
    parts.forEach((partition, records) -> {
      Mark mark = settled(partition, marks.get(partition), callback);
      if (mark != null) {
        Mark after = new Mark(mark.topicId(), records.getLast().offset() + 1);
        copy(partition, records, after);
        known.put(partition, after);
      }
    });
  }

  /** In one transaction, unless one record is itself the trouble: then each by itself. */
  private void copy(int partition, List<ConsumerRecord<String, byte[]>> records, Mark after) {
    try {
      transaction.executeWithoutResult(_ -> {
        intake.storeAll(records);
        progress.put(partition, after);
      });
    } catch (UnreadableRecordException | DataIntegrityViolationException e) {
      log.debug("{}-{}: not copied at once", TOPIC, partition, e);
      intake.onMessage(records);
      progress.put(partition, after);
    }
  }

  /** What cannot be asked now is asked when the next records come, or nothing has come a while. */
  private void lookAgain(Map<TopicPartition, Long> assignments, ConsumerSeekCallback callback) {
    try {
      Map<Integer, Mark> marks = progress.marks();
      assignments
          .keySet()
          .forEach(it -> settled(it.partition(), marks.get(it.partition()), callback));
    } catch (DataAccessException | KafkaException e) {
      log.warn("{}: not known yet from where to read it: {}", TOPIC, e.getMessage());
    }
  }

  /** How far the database is; null where that is elsewhere than was read, so it is sought. */
  private @Nullable Mark settled(
      int partition, @Nullable Mark stored, ConsumerSeekCallback callback) {
    Mark before = known.get(partition);
    if (before != null && stored != null && stored.next() >= before.next()) {
      return before;
    }
    // What a restored database has no days for would be refused as too old.
    store.roll();
    Mark begin = beginning(partition, before, stored);
    callback.seek(TOPIC, partition, begin.next());
    progress.put(partition, begin);
    known.put(partition, begin);
    return null;
  }

  private Mark beginning(int partition, @Nullable Mark before, @Nullable Mark stored) {
    String id = identities.of(TOPIC);
    if (stored != null && stored.next() > 0 && !stored.topicId().equals(id)) {
      log.warn(
          "{}-{} is another topic than the one copied up to {} (made anew, or of another Kafka):"
              + " reading it from its start",
          TOPIC,
          partition,
          stored.next());
    } else if (before != null) {
      log.warn(
          "{}-{}: the database has it up to {}, but had it up to {}: it was restored; what came since"
              + " is copied again",
          TOPIC,
          partition,
          stored == null ? 0 : stored.next(),
          before.next());
    }
    return stored != null && stored.topicId().equals(id) ? stored : new Mark(id, 0);
  }
}
