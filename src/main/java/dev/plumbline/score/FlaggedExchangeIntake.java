package dev.plumbline.score;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.topic.TopicStreams;
import dev.plumbline.topic.UnreadableRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.MessageListener;

/**
 * Copies flagged exchanges from their topic to PostgreSQL. A record that is itself the trouble
 * becomes a dead letter; any other error goes up, and the record comes again.
 */
final class FlaggedExchangeIntake implements MessageListener<String, byte[]> {
  private final FlaggedExchangeStore store;
  private final KafkaOperations<String, byte[]> letters;

  FlaggedExchangeIntake(FlaggedExchangeStore store, KafkaOperations<String, byte[]> letters) {
    this.store = store;
    this.letters = letters;
  }

  @Override
  public void onMessage(ConsumerRecord<String, byte[]> record) {
    try {
      store.add(ScoreTopics.FLAGGED.decode(record.value()));
    } catch (UnreadableRecordException | DataIntegrityViolationException e) {
      ProducerRecord<String, byte[]> letter =
          new ProducerRecord<>(
              ScoreTopics.UNREADABLE_FLAGGED.name(), record.key(), record.value());
      letter.headers().add(TopicStreams.CAUSE_HEADER, String.valueOf(e.getMessage()).getBytes(UTF_8));
      letters.send(letter).join();
    }
  }
}
