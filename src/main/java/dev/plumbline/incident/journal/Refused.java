package dev.plumbline.incident.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.TopicStreams;
import dev.plumbline.topic.UnreadableRecordException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Puts records that cannot be read where somebody can look at them, with the cause. */
public final class Refused implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Refused.class);
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 8;

  private final ProducerFactory<byte[], byte[]> producers;
  private final DeadLetters letters;

  /**
   * @param producers gives the same producer again and again, and connects only when one is needed
   */
  public Refused(ProducerFactory<byte[], byte[]> producers, DeadLetters letters) {
    this.producers = producers;
    this.letters = letters;
  }

  /**
   * Returns once the broker has it.
   *
   * @throws KafkaException if it does not take it: the record must be tried again
   */
  public void send(ConsumerRecord<byte[], byte[]> record, UnreadableRecordException cause) {
    String why = String.valueOf(cause.getMessage());
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(letters.name(), null, record.key(), record.value(), record.headers());
    letter.headers().remove(TopicStreams.CAUSE_HEADER);
    letter.headers().add(TopicStreams.CAUSE_HEADER, why.getBytes(UTF_8));
    try {
      Producer<byte[], byte[]> producer = producers.createProducer();
      producer.send(letter).get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(letters.name() + ": dead letter not taken", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(letters.name() + ": interrupted", e);
    }
    log.error("offset {} put on {}: {}", record.offset(), letters.name(), why);
  }

  @Override
  public void close() {
    producers.reset();
  }
}
