package dev.plumbline.app.setup;

import dev.plumbline.role.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The same as commands of Kafka, for clusters where topics and rights are given out by others: each
 * role may do what it does and nothing else.
 *
 * @param topics all topics
 * @param applicationId of Kafka Streams: its group, and what its transactions begin with
 * @param bootstrapServers the commands go to
 * @param principals of the roles that use Kafka
 */
public record TopicCommands(
    List<TopicUse> topics,
    String applicationId,
    String bootstrapServers,
    Map<Role, String> principals) {

  /** Roles that use Kafka; the lab does not. */
  public static final List<Role> ROLES = List.of(Role.WORKER, Role.SCORER, Role.API);

  private static final Map<Role, String> GROUPS =
      Map.of(Role.WORKER, "plumbline-probe-recorder", Role.API, "plumbline-score-flagged");

  /** {@code User:plumbline-worker} and so on. */
  public static String defaultPrincipal(Role role) {
    return "User:plumbline-" + role.name().toLowerCase(Locale.ROOT);
  }

  /** One {@code kafka-topics.sh} a topic. */
  public List<String> creation() {
    return topics.stream().map(this::creation).toList();
  }

  private String creation(TopicUse topic) {
    StringBuilder line = new StringBuilder("kafka-topics.sh --bootstrap-server ");
    line.append(bootstrapServers)
        .append(" --create --if-not-exists --topic ")
        .append(topic.name())
        .append(" --partitions ")
        .append(topic.definition().numPartitions());
    new TreeMap<>(topic.definition().configs())
        .forEach((key, value) -> line.append(" --config ").append(key).append('=').append(value));
    return line.toString();
  }

  /** The {@code kafka-acls.sh} lines of every role. */
  public List<String> rights() {
    return ROLES.stream().flatMap(role -> rights(role).stream()).toList();
  }

  private List<String> rights(Role role) {
    List<String> lines = new ArrayList<>();
    Set<Role> asked = Set.of(role);
    List<String> written = names(it -> it.writes().containsAll(asked));
    List<String> read = names(it -> it.reads().containsAll(asked));
    lines.add(allow(role, List.of("Describe"), names(it -> !it.internal())));
    lines.add(allow(role, List.of("Read", "DescribeConfigs"), read));
    lines.add(allow(role, List.of("Write"), written));
    String group = role == Role.SCORER ? applicationId : GROUPS.get(role);
    lines.add(line(role, List.of("Read"), "--group " + group));
    if (role == Role.SCORER) {
      // Their names have an id of the process and the number of a thread at the end.
      lines.add(
          line(
              role,
              List.of("Write", "Describe"),
              "--resource-pattern-type prefixed --transactional-id " + applicationId));
    }
    return lines;
  }

  private List<String> names(Predicate<TopicUse> which) {
    return topics.stream().filter(which).map(TopicUse::name).toList();
  }

  private String allow(Role role, List<String> operations, List<String> names) {
    return line(
        role, operations, String.join(" ", names.stream().map(it -> "--topic " + it).toList()));
  }

  private String line(Role role, List<String> operations, String resource) {
    String allowed = String.join(" ", operations.stream().map(it -> "--operation " + it).toList());
    return String.join(
        " ",
        Stream.of(
                "kafka-acls.sh --bootstrap-server " + bootstrapServers,
                "--add --allow-principal",
                principals.getOrDefault(role, defaultPrincipal(role)),
                allowed,
                resource)
            .toList());
  }
}
