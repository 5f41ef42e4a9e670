package dev.plumbline.score;

import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.TopicIdentities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.backoff.FixedBackOff;

/** Keeps evidence where the API finds it. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnRole(Role.API)
class FlaggedExchangeConfiguration {
  private static final String GROUP = "plumbline-score-flagged";
  private static final long RETRY_MILLIS = 1000;

  /** How long nothing comes until it is looked whether the database is still as it was. */
  private static final long LOOKS_AGAIN_MILLIS = 10_000;

  @Bean
  FlaggedExchangeStore flaggedExchangeStore(JdbcClient jdbc) {
    return new FlaggedExchangeStore(jdbc);
  }

  @Bean
  FlaggedExchangeRetention flaggedExchangeRetention(FlaggedExchangeStore store) {
    return new FlaggedExchangeRetention(store);
  }

  @Bean
  FlaggedProgressStore flaggedProgressStore(JdbcClient jdbc) {
    return new FlaggedProgressStore(jdbc);
  }

  @Bean
  ConcurrentMessageListenerContainer<String, byte[]> flaggedExchangeContainer(
      ConsumerFactory<String, byte[]> consumers,
      KafkaTemplate<String, byte[]> letters,
      FlaggedExchangeStore store,
      FlaggedProgressStore progress,
      TransactionOperations transaction,
      TopicIdentities identities) {
    ContainerProperties properties = new ContainerProperties(ScoreTopics.FLAGGED.name());
    properties.setGroupId(GROUP);
    properties.setMessageListener(
        new FlaggedExchangeReader(
            new FlaggedExchangeIntake(store, letters), store, progress, transaction, identities));
    properties.setIdleEventInterval(LOOKS_AGAIN_MILLIS);
    ConcurrentMessageListenerContainer<String, byte[]> container =
        new ConcurrentMessageListenerContainer<>(consumers, properties);
    // No database, no progress; nothing is ever skipped.
    container.setCommonErrorHandler(
        new DefaultErrorHandler(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS)));
    return container;
  }
}
