package dev.plumbline.incident.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Connections to the broker as this module needs them, configured as the application's are. */
public final class JournalKafka {
  /** How often a writer looks whether topic and database are those they were. */
  public static final Duration LOOKS_EVERY = Duration.ofSeconds(10);

  private JournalKafka() {}

  /** Of no group, from the earliest where the offset wanted is gone, committed records only. */
  public static ConsumerFactory<byte[], byte[]> consumers(ConsumerFactory<?, ?> application) {
    return consumers(application, "earliest");
  }

  /** The same, but failing where the offset wanted is gone: its reader says what that means. */
  public static ConsumerFactory<byte[], byte[]> strictConsumers(ConsumerFactory<?, ?> application) {
    return consumers(application, "none");
  }

  private static ConsumerFactory<byte[], byte[]> consumers(
      ConsumerFactory<?, ?> application, String wherePositionIsGone) {
    Map<String, Object> settings = new HashMap<>(application.getConfigurationProperties());
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, wherePositionIsGone);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return new DefaultKafkaConsumerFactory<>(
        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Acknowledged by all, soon or not at all: somebody waits. */
  public static ProducerFactory<byte[], byte[]> producers(ProducerFactory<?, ?> application) {
    return new DefaultKafkaProducerFactory<>(
        producerSettings(application), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** The same, as settings of one producer. */
  public static Map<String, Object> producerSettings(ProducerFactory<?, ?> application) {
    Map<String, Object> settings = new HashMap<>(application.getConfigurationProperties());
    settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    return settings;
  }
}
