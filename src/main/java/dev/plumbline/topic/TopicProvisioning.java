package dev.plumbline.topic;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;

/** Creates every declared {@link Topic} and its dead-letter topics before anything uses them. */
@Configuration(proxyBeanMethods = false)
class TopicProvisioning {
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(35);

  @Bean
  KafkaAdmin.NewTopics plumblineTopics(List<Topic<?>> topics, List<DeadLetters> deadLetters) {
    return new KafkaAdmin.NewTopics(
        Stream.concat(
                topics.stream().map(TopicProvisioning::definition),
                deadLetters.stream().map(TopicProvisioning::definition))
            .toArray(NewTopic[]::new));
  }

  private static NewTopic definition(Topic<?> topic) {
    TopicBuilder builder =
        TopicBuilder.name(topic.name())
            .partitions(topic.partitions())
            .config(TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    return switch (topic.cleanup()) {
      case Topic.Cleanup.Compact() -> builder.compact().build();
      case Topic.Cleanup.After(Duration retention) -> keptFor(builder, retention);
    };
  }

  private static NewTopic definition(DeadLetters letters) {
    return keptFor(TopicBuilder.name(letters.name()).partitions(1), DEAD_LETTERS_KEPT);
  }

  private static NewTopic keptFor(TopicBuilder builder, Duration retention) {
    return builder
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .build();
  }
}
