package dev.plumbline.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.role.Role;
import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.testing.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rights that {@code plumbline topics --commands} asks for are enough, on a broker that gives
 * nobody any other: each role is somebody else, and from a probe to its evidence all goes on.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class RightsOnServerTest {
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(500),
          0,
          "{window: 1s, grace: 1s}");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp = Path.of("");

  private final Map<Role, Integer> ports = new EnumMap<>(Role.class);
  private final int ruler = FreePort.any();

  @Test
  void everyRoleGetsAlongWithItsRights(Servers servers) throws Exception {
    TopicCommands.ROLES.forEach(role -> ports.put(role, FreePort.any()));
    int labPort = FreePort.any();
    Path catalog = FLEET.write(temp.resolve("catalog"), labPort);
    LabFleet lab = lab(catalog, labPort);
    List<ChildProcess> processes = new ArrayList<>();
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(temp.resolve("kafka"), ruler, this::withListeners)) {
      nobodyMayCreate();
      give();
      lab.start();
      Servers.Database database = servers.newDatabase();
      TopicCommands.ROLES.forEach(role -> processes.add(start(role, database, catalog)));

      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(1))
          .until(() ->
              TopicReader.length(broker.bootstrapServers(), DetectTopics.EVIDENCE) > 20
                  && TopicReader.length(broker.bootstrapServers(), ProbeTopics.EXCHANGES) > 20);
      assertThat(processes).allMatch(ChildProcess::alive);
      for (Role role : TopicCommands.ROLES) {
        assertThat(Files.readString(log(role))).doesNotContain("AuthorizationException");
      }
    } finally {
      processes.forEach(ChildProcess::close);
      lab.stop();
    }
  }

  private Map<String, String> withListeners(Map<String, String> settings) {
    Map<String, String> changed = new HashMap<>(settings);
    ports.forEach((role, port) -> {
      String listener = ",%s://127.0.0.1:%d".formatted(role, port);
      changed.merge("listeners", listener, String::concat);
      changed.merge("advertised.listeners", listener, String::concat);
      changed.merge(
          "listener.security.protocol.map", ",%s:PLAINTEXT".formatted(role), String::concat);
    });
    changed.put("principal.builder.class", ListenerPrincipals.class.getName());
    changed.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    changed.put("super.users", "User:PLAINTEXT;User:CONTROLLER");
    return changed;
  }

  /** What the test relies on: without rights there are none. */
  private void nobodyMayCreate() {
    try (Admin worker = admin(Objects.requireNonNull(ports.get(Role.WORKER)))) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(
              () -> worker.createTopics(List.of(new NewTopic("mine", 1, (short) 1))).all().get())
          .withCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  private void give() throws Exception {
    List<TopicUse> topics = TopicUses.all(TopicUses.APPLICATION_ID);
    Map<Role, String> principals = new EnumMap<>(Role.class);
    TopicCommands.ROLES.forEach(role -> principals.put(role, "User:" + role));
    TopicCommands commands =
        new TopicCommands(topics, TopicUses.APPLICATION_ID, "127.0.0.1:" + ruler, principals);
    try (Admin admin = admin(ruler)) {
      admin.createTopics(topics.stream().map(TopicUse::definition).toList()).all().get();
      admin
          .createAcls(commands.rights().stream().flatMap(it -> bindings(it).stream()).toList())
          .all()
          .get();
    }
  }

  /** As {@code kafka-acls.sh} understands a line. */
  private static List<AclBinding> bindings(String line) {
    String principal = "";
    PatternType pattern = PatternType.LITERAL;
    List<AclOperation> operations = new ArrayList<>();
    List<ResourcePattern> resources = new ArrayList<>();
    String[] words = line.split(" ", -1);
    for (int i = 1; i < words.length; i++) {
      switch (words[i]) {
        case "--bootstrap-server" -> i++;
        case "--add" -> {}
        case "--allow-principal" -> principal = words[++i];
        case "--operation" -> operations.add(operation(words[++i]));
        case "--resource-pattern-type" ->
            pattern = PatternType.fromString(words[++i].toUpperCase(Locale.ROOT));
        case "--topic" ->
            resources.add(new ResourcePattern(ResourceType.TOPIC, words[++i], pattern));
        case "--group" ->
            resources.add(new ResourcePattern(ResourceType.GROUP, words[++i], pattern));
        case "--transactional-id" ->
            resources.add(new ResourcePattern(ResourceType.TRANSACTIONAL_ID, words[++i], pattern));
        default -> throw new IllegalArgumentException(words[i] + " in " + line);
      }
    }
    String who = principal;
    return resources.stream()
        .flatMap(resource ->
            operations.stream()
                .map(operation ->
                    new AclBinding(
                        resource,
                        new AccessControlEntry(who, "*", operation, AclPermissionType.ALLOW))))
        .toList();
  }

  private static AclOperation operation(String word) {
    return word.equals("DescribeConfigs")
        ? AclOperation.DESCRIBE_CONFIGS
        : AclOperation.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private ChildProcess start(Role role, Servers.Database database, Path catalog) {
    Map<String, String> settings =
        new HashMap<>(RunningPlumbline.settings("127.0.0.1:" + ports.get(role), database, catalog));
    settings.put("plumbline.roles", role.name());
    settings.put("plumbline.topic.create", "false");
    settings.put("spring.kafka.streams.state-dir", temp.resolve("streams").toString());
    return ChildProcess.start(settings, log(role));
  }

  private Path log(Role role) {
    return temp.resolve(role + ".log");
  }

  private static Admin admin(int port) {
    return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + port));
  }

  private static LabFleet lab(Path catalog, int port) throws IOException {
    var loaded = new CatalogLoader().load(catalog);
    LabSettings settings =
        new LabSettings(port, 2, 1, 0, 0, 1_000_000_000, Accelerators.USUAL, null, 1_000);
    return new LabFleet(() -> loaded, settings, InstantSource.system(), 5, Pacer.REAL);
  }
}
