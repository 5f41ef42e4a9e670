package dev.plumbline.gate.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.probe.Demand;
import dev.plumbline.probe.ProbeTopics;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** Writes demands for pairs. */
final class PairDemands implements AutoCloseable {
  private static final String TOPIC = ProbeTopics.DEMANDS.name();
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 6;

  private final Producer<byte[], byte[]> producer;

  /**
   * @param producer acknowledged by all
   */
  PairDemands(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Returns once the broker has it.
   *
   * @throws KafkaException if it does not take it
   */
  void write(Demand demand) {
    try {
      producer
          .send(
              new ProducerRecord<>(
                  TOPIC, demand.key().getBytes(UTF_8), ProbeTopics.DEMANDS.encode(demand)))
          .get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(TOPIC + ": demand not taken", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(TOPIC + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
