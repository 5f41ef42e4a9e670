package dev.plumbline.gate.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.probe.Demand;
import dev.plumbline.probe.ProbeTopics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Writes demands for pairs, with a producer connected anew after what it cannot recover from. */
final class PairDemands implements AutoCloseable {
  private static final String TOPIC = ProbeTopics.DEMANDS.name();
  private static final long ACKNOWLEDGED_WITHIN_SECONDS = 6;

  private final Supplier<Producer<byte[], byte[]>> connect;
  private @Nullable Producer<byte[], byte[]> producer;

  /** The broker does not answer: no other demand would be taken now either. */
  static final class AwayException extends KafkaException {
    private static final long serialVersionUID = 1L;

    AwayException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * @param connect to a producer acknowledged by all
   */
  PairDemands(Supplier<Producer<byte[], byte[]>> connect) {
    this.connect = connect;
  }

  /**
   * Returns once the broker has it.
   *
   * @throws AwayException if it does not answer
   * @throws KafkaException if it does not take it
   */
  synchronized void write(Demand demand) {
    try {
      send(demand).get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw refused(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw new AwayException(TOPIC + ": no answer of the broker", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(TOPIC + ": interrupted", e);
    } catch (RuntimeException e) {
      throw refused(e);
    }
  }

  private Future<RecordMetadata> send(Demand demand) {
    Producer<byte[], byte[]> connected = producer;
    if (connected == null) {
      connected = connect.get();
      producer = connected;
    }
    return connected.send(
        new ProducerRecord<>(
            TOPIC, demand.key().getBytes(UTF_8), ProbeTopics.DEMANDS.encode(demand)));
  }

  private KafkaException refused(Throwable cause) {
    if (cause instanceof RetriableException) {
      return new AwayException(TOPIC + ": no answer of the broker", cause);
    }
    close(); // once fenced, or out of sequence, a producer refuses everything
    return new KafkaException(TOPIC + ": demand not taken", cause);
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
      producer = null;
    }
  }
}
