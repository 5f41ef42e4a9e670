package dev.plumbline.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.topic.TopicStreams;
import dev.plumbline.topic.UnreadableRecordException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.BatchMessageListener;

/**
 * Copies flagged exchanges from their topic to PostgreSQL. A record that is itself the trouble
 * becomes a dead letter; after any other error the batch comes again, which changes nothing about
 * what is stored already.
 */
final class FlaggedExchangeIntake implements BatchMessageListener<String, byte[]> {
  private record Series(String target, String check) {}

  private final FlaggedExchangeStore store;
  private final KafkaOperations<String, byte[]> letters;

  FlaggedExchangeIntake(FlaggedExchangeStore store, KafkaOperations<String, byte[]> letters) {
    this.store = store;
    this.letters = letters;
  }

  @Override
  public void onMessage(List<ConsumerRecord<String, byte[]>> batch) {
    forgetBeyondCap(batch.stream().flatMap(this::store).collect(Collectors.toSet()));
  }

  /**
   * Stores a batch as it is, which may be one transaction: it writes no dead letters.
   *
   * @throws UnreadableRecordException if a record is itself the trouble
   * @throws DataIntegrityViolationException likewise
   */
  void storeAll(List<ConsumerRecord<String, byte[]>> batch) {
    forgetBeyondCap(batch.stream().flatMap(this::add).collect(Collectors.toSet()));
  }

  /** Once all of the batch is stored: a stream would forget after the first of a series. */
  private void forgetBeyondCap(Set<Series> grown) {
    grown.forEach(series -> store.forgetBeyondCap(series.target(), series.check()));
  }

  /** Stores one record; returns the series it grew. */
  private Stream<Series> store(ConsumerRecord<String, byte[]> record) {
    try {
      return add(record);
    } catch (UnreadableRecordException | DataIntegrityViolationException e) {
      bury(record, e);
      return Stream.empty();
    }
  }

  private Stream<Series> add(ConsumerRecord<String, byte[]> record) {
    FlaggedExchange flagged = ScoreTopics.FLAGGED.decode(record.value());
    store.add(flagged);
    return flagged.failures().stream()
        .map(failure -> new Series(flagged.exchange().target(), failure.check()));
  }

  private void bury(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(ScoreTopics.UNREADABLE_FLAGGED.name(), record.key(), record.value());
    letter
        .headers()
        .add(TopicStreams.CAUSE_HEADER, String.valueOf(cause.getMessage()).getBytes(UTF_8));
    letters.send(letter).join();
  }
}
