package dev.plumbline.app.setup;

import dev.plumbline.role.Role;
import java.util.Set;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * A topic and who uses it.
 *
 * @param definition as it is created
 * @param writes roles that write it
 * @param reads roles that read it; nobody reads dead letters but people
 * @param internal whether Kafka Streams keeps it for itself
 */
public record TopicUse(NewTopic definition, Set<Role> writes, Set<Role> reads, boolean internal) {

  public String name() {
    return definition.name();
  }

  /** A setting it is created with; empty where the broker's default holds. */
  public String config(String key) {
    return definition.configs() == null ? "" : definition.configs().getOrDefault(key, "");
  }
}
