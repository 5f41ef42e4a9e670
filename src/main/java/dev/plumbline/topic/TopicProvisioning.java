package dev.plumbline.topic;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Creates every declared {@link Topic} and its dead-letter topics before anything uses them; or,
 * where it may not, sees to it that they are there.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicProperties.class)
class TopicProvisioning {
  private static final String CREATE = "plumbline.topic.create";

  @Bean(destroyMethod = "close")
  KafkaTopicIdentities topicIdentities(KafkaAdmin kafka) {
    return new KafkaTopicIdentities(kafka.getConfigurationProperties());
  }

  @Bean
  @ConditionalOnProperty(name = CREATE, havingValue = "true", matchIfMissing = true)
  KafkaAdmin.NewTopics plumblineTopics(List<Topic<?>> topics, List<DeadLetters> deadLetters) {
    return new KafkaAdmin.NewTopics(
        Stream.concat(
                topics.stream().map(TopicDefinitions::of),
                deadLetters.stream().map(TopicDefinitions::of))
            .toArray(NewTopic[]::new));
  }

  @Bean
  @ConditionalOnProperty(name = CREATE, havingValue = "false")
  RequiredTopics requiredTopics(
      KafkaAdmin kafka, List<Topic<?>> topics, List<DeadLetters> deadLetters) {
    return new RequiredTopics(
        kafka.getConfigurationProperties(),
        Stream.concat(topics.stream().map(Topic::name), deadLetters.stream().map(DeadLetters::name))
            .sorted()
            .toList());
  }
}
