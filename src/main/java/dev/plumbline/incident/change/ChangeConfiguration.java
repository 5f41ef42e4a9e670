package dev.plumbline.incident.change;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.incident.journal.JournalKafka;
import dev.plumbline.incident.journal.Refused;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicIdentities;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** The calendar's topic, who writes it and who reads it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.API)
@EnableConfigurationProperties(ChangeProperties.class)
class ChangeConfiguration {

  @Bean
  Topic<Change> changesTopic() {
    return ChangeTopics.CHANGES;
  }

  @Bean
  DeadLetters changeDeadLetters() {
    return ChangeTopics.UNREADABLE_CHANGES;
  }

  @Bean(destroyMethod = "close")
  Refused refusedChanges(ProducerFactory<?, ?> factory) {
    return new Refused(JournalKafka.producers(factory), ChangeTopics.UNREADABLE_CHANGES);
  }

  @Bean(destroyMethod = "close")
  ChangePublisher changePublisher(ProducerFactory<?, ?> factory) {
    return new ChangePublisher(JournalKafka.producers(factory));
  }

  @Bean
  ChangeIntake changeIntake(
      ChangeCalendar calendar,
      ChangePublisher publisher,
      CatalogSource catalog,
      InstantSource clock,
      ChangeProperties properties) {
    return new ChangeIntake(calendar, publisher, catalog, clock, properties);
  }

  @Bean
  ChangeRetention changeRetention(
      ChangeStore changes, InstantSource clock, ChangeProperties properties) {
    return new ChangeRetention(changes, clock, properties.kept());
  }

  @Bean
  ChangeWriter changeWriter(
      ConsumerFactory<?, ?> factory,
      TopicIdentities identities,
      ChangeLedger ledger,
      ChangeProperties properties) {
    ConsumerFactory<byte[], byte[]> consumers = JournalKafka.strictConsumers(factory);
    return new ChangeWriter(
        () -> consumers.createConsumer(null, "incident-changes", null),
        identities,
        ledger,
        properties.retryAtMost(),
        JournalKafka.LOOKS_EVERY);
  }

  @Bean
  HealthIndicator changeWriterHealthIndicator(ChangeWriter writer) {
    return () -> writer.failure().map(Health::down).orElseGet(Health::up).build();
  }
}
