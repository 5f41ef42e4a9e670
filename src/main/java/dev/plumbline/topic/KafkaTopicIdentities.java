package dev.plumbline.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The ids Kafka gives its topics. Asking needs no right beyond that to read the topic. */
public final class KafkaTopicIdentities implements TopicIdentities, AutoCloseable {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);

  private final Map<String, Object> kafka;
  private @Nullable Admin admin;

  /**
   * Connects when first asked.
   *
   * @param kafka settings of an admin client
   */
  public KafkaTopicIdentities(Map<String, Object> kafka) {
    this.kafka = new HashMap<>(kafka);
    this.kafka.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        Math.toIntExact(ANSWERED_WITHIN.toMillis()));
    this.kafka.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWERED_WITHIN.toMillis()));
  }

  @Override
  public String of(String topic) {
    try {
      TopicDescription found =
          connected()
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(2 * ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
              .get(topic);
      if (found == null) {
        throw new KafkaException(topic + ": Kafka does not say which topic it is");
      }
      return found.topicId().toString();
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(topic + ": Kafka does not say which topic it is", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(topic + ": interrupted", e);
    }
  }

  /** Connected at first use, and again and again by itself. */
  private synchronized Admin connected() {
    if (admin == null) {
      admin = Admin.create(kafka);
    }
    return admin;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }
}
