package dev.plumbline.app.setup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of one Kafka. */
public final class KafkaSetup {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

  private final Map<String, Object> settings;
  private final List<TopicUse> topics;

  KafkaSetup(Map<String, Object> settings, List<TopicUse> topics) {
    this.settings = settings;
    this.topics = topics;
  }

  /** Topics that are not there; those of Kafka Streams too, so that no role has to create any. */
  public List<TopicUse> missing() {
    try (Admin admin = connected()) {
      Set<String> there = answered(admin.listTopics().names());
      return topics.stream().filter(it -> !there.contains(it.name())).toList();
    }
  }

  /** Creates them; what somebody else creates in this very moment is as good. */
  public void create(List<TopicUse> missing) {
    try (Admin admin = connected()) {
      admin
          .createTopics(missing.stream().map(TopicUse::definition).toList())
          .values()
          .values()
          .forEach(this::created);
    }
  }

  public String address() {
    Object servers = settings.get("bootstrap.servers");
    return servers instanceof List<?> several
        ? String.join(",", several.stream().map(String::valueOf).toList())
        : String.valueOf(servers);
  }

  private void created(KafkaFuture<Void> topic) {
    try {
      answered(topic);
    } catch (SetupException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private Admin connected() {
    try {
      return Admin.create(settings);
    } catch (KafkaException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private <T> T answered(KafkaFuture<T> answer) {
    try {
      return answer.get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(e);
    }
  }

  private SetupException failed(Throwable cause) {
    String remedy =
        cause instanceof AuthorizationException
            ? "have somebody who may do it: 'plumbline topics --commands' prints what to do"
            : "look whether it runs and is reached from here under the names it advertises;"
                + " SPRING_KAFKA_BOOTSTRAP_SERVERS says where, spring.kafka.* who asks";
    String why =
        cause.getMessage() == null
            ? "no answer in %s s".formatted(ANSWERED_WITHIN.toSeconds())
            : cause.getMessage();
    return new SetupException(
        "the topics of Kafka at %s cannot be set up: %s — %s".formatted(address(), why, remedy),
        cause);
  }
}
