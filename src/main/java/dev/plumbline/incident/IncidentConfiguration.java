package dev.plumbline.incident;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.SeriesView;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.DeadLetters;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** The writer, its health, and its connections to the broker, configured by Spring Kafka. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.API)
@EnableConfigurationProperties(IncidentProperties.class)
class IncidentConfiguration {
  private static final DeadLetters LETTERS = new DeadLetters(DetectTopics.DETECTIONS, "incident");
  private static final DeadLetters DEMAND_LETTERS =
      new DeadLetters(ProbeTopics.DEMANDS, "incident");

  @Bean
  DeadLetters incidentDeadLetters() {
    return LETTERS;
  }

  @Bean
  DeadLetters demandDeadLetters() {
    return DEMAND_LETTERS;
  }

  @Bean(destroyMethod = "close")
  Refused refusedDetections(ProducerFactory<?, ?> factory) {
    return new Refused(producers(factory), LETTERS);
  }

  @Bean(destroyMethod = "close")
  Refused refusedDemands(ProducerFactory<?, ?> factory) {
    return new Refused(producers(factory), DEMAND_LETTERS);
  }

  private static ProducerFactory<byte[], byte[]> producers(ProducerFactory<?, ?> factory) {
    return new DefaultKafkaProducerFactory<>(
        producerSettings(factory), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> producerSettings(ProducerFactory<?, ?> factory) {
    Map<String, Object> settings = new HashMap<>(factory.getConfigurationProperties());
    settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    return settings;
  }

  @Bean
  IncidentWriter incidentWriter(
      ConsumerFactory<?, ?> factory, Ledger ledger, IncidentProperties properties) {
    ConsumerFactory<byte[], byte[]> consumers = consumers(factory);
    return new IncidentWriter(
        () -> consumers.createConsumer(null, "incident-writer", null),
        ledger,
        properties.retryAtMost());
  }

  @Bean
  DemandWriter demandWriter(
      ConsumerFactory<?, ?> consumerFactory,
      ProducerFactory<?, ?> producerFactory,
      TransactionOperations transaction,
      ProgressStore progress,
      Refused refusedDemands,
      SeriesView series,
      CatalogSource catalog,
      InstantSource clock,
      IncidentProperties properties) {
    ConsumerFactory<byte[], byte[]> consumers = consumers(consumerFactory);
    Map<String, Object> producer = producerSettings(producerFactory);
    return new DemandWriter(
        () ->
            new DemandBook(
                consumers.createConsumer(null, "incident-demands", null),
                new KafkaProducer<>(
                    producer, new ByteArraySerializer(), new ByteArraySerializer())),
        new DemandLedger(
            transaction,
            progress,
            refusedDemands,
            () -> series.loaded() ? series.all() : List.of(),
            catalog,
            properties.demands().policy(),
            clock),
        properties.demands().every());
  }

  private static ConsumerFactory<byte[], byte[]> consumers(ConsumerFactory<?, ?> factory) {
    Map<String, Object> settings = new HashMap<>(factory.getConfigurationProperties());
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return new DefaultKafkaConsumerFactory<>(
        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  @Bean
  HealthIndicator incidentWriterHealthIndicator(IncidentWriter writer) {
    return () -> writer.failure().map(Health::down).orElseGet(Health::up).build();
  }
}
