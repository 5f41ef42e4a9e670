package dev.plumbline.incident.journal;

import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Where the records of one partition are written down, in their order and each once. Rows and
 * progress are one transaction that holds the lock on the progress, so that of several writers one
 * at a time decides, upon what the one before it left.
 */
public abstract class Journal {
  private final TransactionOperations transaction;
  private final Progress progress;
  private final String topic;

  /**
   * A journal of a topic.
   *
   * @param topic its name; of one partition
   */
  protected Journal(TransactionOperations transaction, Progress progress, String topic) {
    this.transaction = transaction;
    this.progress = progress;
    this.topic = topic;
  }

  /** Writes a record down. What is known already changes nothing. */
  protected abstract void apply(ConsumerRecord<byte[], byte[]> record);

  public final String topic() {
    return topic;
  }

  /** How far it is written down. */
  public final Place place() {
    return progress.place(topic);
  }

  /** Begins at another place, unless somebody moved it meanwhile. */
  public final void begin(Place from, Place at) {
    transaction.executeWithoutResult(_ -> {
      if (progress.lock(topic).equals(from)) {
        progress.begin(topic, at);
      }
    });
  }

  /** Writes a record down, unless it is already. */
  public final void write(ConsumerRecord<byte[], byte[]> record) {
    write(record, place());
  }

  /**
   * Writes a record down, unless it is already or was read from where nothing is to be read.
   *
   * @param known how far it was when the reader last heard
   * @return how far it is; where that does not follow what was known, the reader has to begin there
   */
  final Place write(ConsumerRecord<byte[], byte[]> record, Place known) {
    Place written =
        transaction.execute(_ -> {
          Place place = progress.lock(topic);
          if (!place.follows(known) || record.offset() < place.next()) {
            return place;
          }
          apply(record);
          progress.move(topic, place.next(), record.offset() + 1);
          return place.at(record.offset() + 1);
        });
    return Objects.requireNonNull(written);
  }

  /** Does something besides, as the only writer. */
  protected final void alone(Runnable work) {
    transaction.executeWithoutResult(_ -> {
      progress.lock(topic);
      work.run();
    });
  }
}
