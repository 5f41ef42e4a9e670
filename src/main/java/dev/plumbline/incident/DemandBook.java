package dev.plumbline.incident;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.probe.Demand;
import dev.plumbline.probe.DemandReader;
import dev.plumbline.probe.Demands;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The demands on the topic, read to its end and written on. Not thread-safe. */
final class DemandBook implements AutoCloseable {
  static final String TOPIC = ProbeTopics.DEMANDS.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 6;

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private Demands known = Demands.NONE;

  /**
   * @param consumer without a group, from the earliest where the offset wanted is gone
   * @param producer acknowledged by all
   */
  DemandBook(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
    this.consumer = consumer;
    this.producer = producer;
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
  }

  /**
   * Reads what has come since it was last read.
   *
   * @param unreadable told of what is no demand
   * @return offset of the next record to come
   */
  long read(BiConsumer<ConsumerRecord<byte[], byte[]>, UnreadableRecordException> unreadable) {
    Long wanted = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
    long end = wanted == null ? 0 : wanted;
    if (consumer.position(PARTITION) > end) {
      // Made anew: what was known is not there any more.
      known = Demands.NONE;
      consumer.seekToBeginning(List.of(PARTITION));
    }
    while (consumer.position(PARTITION) < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        take(record, unreadable);
      }
    }
    return end;
  }

  Demands known() {
    return known;
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
    consumer.close();
    producer.close();
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record,
      BiConsumer<ConsumerRecord<byte[], byte[]>, UnreadableRecordException> unreadable) {
    byte @Nullable [] key = record.key();
    try {
      known =
          known.with(
              DemandReader.read(key == null ? null : new String(key, UTF_8), record.value()));
    } catch (UnreadableRecordException e) {
      unreadable.accept(record, e);
    }
  }
}
