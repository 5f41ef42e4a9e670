package dev.plumbline.incident.change;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.ProducerFactory;

/** Puts changes on their topic. */
final class ChangePublisher implements AutoCloseable {
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 8;

  private final ProducerFactory<byte[], byte[]> producers;

  /**
   * @param producers gives the same producer again and again, acknowledged by all
   */
  ChangePublisher(ProducerFactory<byte[], byte[]> producers) {
    this.producers = producers;
  }

  /**
   * Returns once the broker has it.
   *
   * @throws KafkaException if it does not take it; it may have it all the same, which does no harm
   */
  void publish(Change change) {
    try {
      producers
          .createProducer()
          .send(
              new ProducerRecord<>(
                  ChangeTopics.CHANGES.name(),
                  change.id().getBytes(UTF_8),
                  ChangeTopics.CHANGES.encode(change)))
          .get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(ChangeTopics.CHANGES.name() + ": change not taken", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(ChangeTopics.CHANGES.name() + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    producers.reset();
  }
}
