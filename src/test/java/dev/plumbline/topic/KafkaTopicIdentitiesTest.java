package dev.plumbline.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** By real brokers. */
@ExtendWith(ServersExtension.class)
class KafkaTopicIdentitiesTest {
  private static final Topic<String> TOPIC =
      Topic.keeping("some.topic.v1", String.class, 1, Duration.ofDays(1));

  @Test
  void sameNameIsNotSameTopic(Servers servers) throws Exception {
    try (Servers.Broker one = servers.newBroker();
        Servers.Broker other = servers.newBroker();
        KafkaTopicIdentities ofOne = identities(one);
        KafkaTopicIdentities ofOther = identities(other)) {
      assertThatThrownBy(() -> ofOne.of(TOPIC.name()))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("some.topic.v1: Kafka does not say which topic it is");

      make(one);
      make(other);

      assertThat(ofOne.of(TOPIC.name())).isEqualTo(ofOne.of(TOPIC.name())).isNotBlank();
      assertThat(ofOther.of(TOPIC.name())).isNotEqualTo(ofOne.of(TOPIC.name()));
    }
  }

  private static KafkaTopicIdentities identities(Servers.Broker broker) {
    return new KafkaTopicIdentities(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void make(Servers.Broker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(TopicDefinitions.of(TOPIC))).all().get();
    }
  }
}
