package dev.plumbline.incident;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.SeriesView;
import dev.plumbline.incident.journal.JournalKafka;
import dev.plumbline.incident.journal.Progress;
import dev.plumbline.incident.journal.Refused;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.TopicIdentities;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
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
    return new Refused(JournalKafka.producers(factory), LETTERS);
  }

  @Bean(destroyMethod = "close")
  Refused refusedDemands(ProducerFactory<?, ?> factory) {
    return new Refused(JournalKafka.producers(factory), DEMAND_LETTERS);
  }

  @Bean
  IncidentWriter incidentWriter(
      ConsumerFactory<?, ?> factory,
      TopicIdentities identities,
      Ledger ledger,
      IncidentProperties properties) {
    ConsumerFactory<byte[], byte[]> consumers = JournalKafka.strictConsumers(factory);
    return new IncidentWriter(
        () -> consumers.createConsumer(null, "incident-writer", null),
        identities,
        ledger,
        properties.retryAtMost(),
        JournalKafka.LOOKS_EVERY);
  }

  @Bean
  DemandWriter demandWriter(
      ConsumerFactory<?, ?> consumerFactory,
      ProducerFactory<?, ?> producerFactory,
      TransactionOperations transaction,
      Progress progress,
      Refused refusedDemands,
      SeriesView series,
      CatalogSource catalog,
      InstantSource clock,
      IncidentProperties properties) {
    ConsumerFactory<byte[], byte[]> consumers = JournalKafka.consumers(consumerFactory);
    Map<String, Object> producer = JournalKafka.producerSettings(producerFactory);
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

  @Bean
  ForgottenSeries forgottenSeries(
      SeriesView series, SeriesOnsets onsets, IncidentStore incidents, Ledger ledger) {
    return new ForgottenSeries(series::find, onsets, incidents, ledger);
  }

  @Bean
  HealthIndicator incidentWriterHealthIndicator(IncidentWriter writer) {
    return () -> writer.failure().map(Health::down).orElseGet(Health::up).build();
  }
}
