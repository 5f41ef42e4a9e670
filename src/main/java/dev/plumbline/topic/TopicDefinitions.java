package dev.plumbline.topic;

import java.time.Duration;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.config.TopicBuilder;

/** How topics are created: partitions and settings, replicas as the broker's default says. */
public final class TopicDefinitions {
  private static final Duration DEAD_LETTERS_KEPT = Duration.ofDays(35);

  private TopicDefinitions() {}

  /** A declared topic. */
  public static NewTopic of(Topic<?> topic) {
    TopicBuilder builder =
        TopicBuilder.name(topic.name())
            .partitions(topic.partitions())
            .config(TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    if (topic.largest() != null) {
      builder.config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(topic.largest()));
    }
    return switch (topic.cleanup()) {
      case Topic.Cleanup.Compact() -> builder.compact().build();
      case Topic.Cleanup.After(Duration retention) -> keptFor(builder, retention);
    };
  }

  /** The topic of dead letters. */
  public static NewTopic of(DeadLetters letters) {
    return keptFor(TopicBuilder.name(letters.name()).partitions(1), DEAD_LETTERS_KEPT);
  }

  /**
   * What Kafka Streams keeps a store in, as it would create it.
   *
   * @param partitions as many as the topics that fill it have
   */
  public static NewTopic changelog(String applicationId, String store, int partitions) {
    return TopicBuilder.name("%s-%s-changelog".formatted(applicationId, store))
        .partitions(partitions)
        .config(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime")
        .compact()
        .build();
  }

  private static NewTopic keptFor(TopicBuilder builder, Duration retention) {
    return builder
        .config(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()))
        .build();
  }
}
