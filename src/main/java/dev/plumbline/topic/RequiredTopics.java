package dev.plumbline.topic;

import dev.plumbline.role.RefusedStartException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Refuses the start of a process that may not create topics and misses some: Streams would wait for
 * them, and producers lose what they were given, without anybody being told.
 */
final class RequiredTopics implements SmartInitializingSingleton {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

  private final Map<String, Object> kafka;
  private final List<String> required;

  RequiredTopics(Map<String, Object> kafka, List<String> required) {
    this.kafka = kafka;
    this.required = required;
  }

  @Override
  public void afterSingletonsInstantiated() {
    Set<String> there = there();
    List<String> missing = required.stream().filter(it -> !there.contains(it)).toList();
    if (!missing.isEmpty()) {
      throw new RefusedStartException(
          "Topics are missing, or this process may not see them: " + String.join(", ", missing),
          "Run 'plumbline migrate' with the right to create them, or have them created:"
              + " 'plumbline topics --commands'. plumbline.topic.create=true creates them at start.",
          null);
    }
  }

  private Set<String> there() {
    try (Admin admin = Admin.create(kafka)) {
      return admin.listTopics().names().get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new RefusedStartException(
          "Kafka at %s does not say which topics it has: %s"
              .formatted(kafka.get("bootstrap.servers"), e),
          "Look whether it runs, is reached from here and knows who asks: spring.kafka.*",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedStartException("Interrupted while starting.", "Start again.", e);
    }
  }
}
