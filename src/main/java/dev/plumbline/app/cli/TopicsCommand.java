package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.app.setup.TopicCommands;
import dev.plumbline.app.setup.TopicUse;
import dev.plumbline.app.setup.TopicUses;
import dev.plumbline.role.Role;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "topics",
    description = {
      "Every Kafka topic: how large, how long kept, who writes and reads it.",
      "Those of Kafka Streams are marked 'internal'. Asks no server.",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:shown", "2:bad input"},
    mixinStandardHelpOptions = true)
final class TopicsCommand implements Callable<Integer> {
  private static final String ROW = "%-52s  %10s  %-9s  %-13s  %-17s  %s%n";

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--commands",
      description = {
        "As commands of Kafka, for a cluster where others create topics and give rights:",
        "kafka-topics.sh for each topic, kafka-acls.sh for each role.",
      })
  boolean commands;

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      description = "Where those commands go; default ${DEFAULT-VALUE}.")
  String bootstrapServer = "localhost:9092";

  @Option(
      names = "--principal",
      paramLabel = "ROLE=PRINCIPAL",
      description = "Who a role is to Kafka, worker=User:w; default: User:plumbline-worker, …")
  Map<String, String> principals = Map.of();

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description =
          "Where spring.kafka.streams.application-id is set: the same; default ${DEFAULT-VALUE}.")
  String applicationId = TopicUses.APPLICATION_ID;

  @Override
  public Integer call() {
    List<TopicUse> topics = TopicUses.all(applicationId);
    PrintWriter out = spec.commandLine().getOut();
    if (commands) {
      TopicCommands lines =
          new TopicCommands(topics, applicationId, bootstrapServer, principalsByRole());
      out.println("# Topics; replicas as the broker's default.replication.factor says");
      lines.creation().forEach(out::println);
      out.println("# What each role may do");
      lines.rights().forEach(out::println);
    } else {
      out.printf(ROW, "TOPIC", "PARTITIONS", "KEPT", "WRITTEN BY", "READ BY", "");
      topics.forEach(it ->
          out.printf(
              ROW,
              it.name(),
              it.definition().numPartitions(),
              kept(it),
              roles(it.writes()),
              roles(it.reads()),
              it.internal() ? "internal" : ""));
    }
    out.flush();
    return 0;
  }

  private static String kept(TopicUse topic) {
    String retention = topic.config(TopicConfig.RETENTION_MS_CONFIG);
    return retention.isEmpty()
        ? topic.config(TopicConfig.CLEANUP_POLICY_CONFIG)
        : Duration.ofMillis(Long.parseLong(retention)).toDays() + " days";
  }

  private static String roles(Set<Role> roles) {
    return roles.stream()
        .sorted()
        .map(it -> it.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  private Map<Role, String> principalsByRole() {
    Map<Role, String> byRole = new EnumMap<>(Role.class);
    principals.forEach((name, principal) -> byRole.put(role(name), principal));
    return byRole;
  }

  private static Role role(String name) {
    return TopicCommands.ROLES.stream()
        .filter(it -> it.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                "--principal %s=…: no role of Kafka's; write one of worker, scorer, api"
                    .formatted(name)));
  }
}
