package dev.plumbline.app.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.role.RefusedStartException;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;

/**
 * What a cluster must have is made without starting anything, is all that a running Plumbline has,
 * and enough for one that may create nothing.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class SetupOnServersTest {
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4"), List.of("claude-api"), List.of("tpu"), Duration.ofHours(1), 0, "{}");

  @TempDir Path temp = Path.of("");
  private final Servers servers;
  private final Servers.Broker broker;
  private final Servers.Database database;

  SetupOnServersTest(Servers servers) {
    this.servers = servers;
    this.broker = servers.newBroker();
    this.database = servers.newDatabase();
  }

  private Path catalog = Path.of("");

  @BeforeEach
  void writeCatalog() {
    catalog = FLEET.write(temp.resolve("catalog"), FreePort.any());
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void makesWhatIsMissingSaysSoAndIsEnough() throws Exception {
    Output dry = migrate(database, broker.bootstrapServers(), "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(dry.text())
        .contains(
            "pending: 202611230900 util daily partitions",
            "missing: probe.exchanges.v1",
            database.jdbcUrl().replaceAll("\\?.*", ""))
        .contains("missing: plumbline-scorer-detect-series-changelog", broker.bootstrapServers());
    assertThat(topics(broker)).isEmpty();
    assertThatExceptionOfType(RefusedStartException.class)
        .isThrownBy(() -> start(Map.of("plumbline.topic.create", "false")).close())
        .withMessageContaining("Topics are missing")
        .withMessageContaining("probe.exchanges.v1")
        .satisfies(e -> assertThat(e.remedy()).contains("plumbline migrate"));

    Output done = migrate(servers.newDatabase(), broker.bootstrapServers());
    assertThat(done.code()).isZero();
    assertThat(done.text())
        .contains("applied: 202611230900 util daily partitions", "created: probe.exchanges.v1")
        .doesNotContain("pending:", "missing:");
    Map<String, Described> made = topics(broker);
    assertThat(made).isEqualTo(listed());

    // Nothing comes in addition, and what Streams finds suits it.
    try (RunningPlumbline running = start(Map.of("plumbline.topic.create", "false"))) {
      assertThat(running.url()).isNotEmpty();
      await().untilAsserted(() -> assertThat(streamsRunning(running)).isTrue());
    }
    assertThat(topics(broker)).isEqualTo(made);
    assertThat(migrate(database, broker.bootstrapServers()).text())
        .contains("up to date", "no topic is missing");
  }

  @Test
  void theListIsWhatARunningPlumblineCreatesByItself() throws Exception {
    try (RunningPlumbline running = start(Map.of())) {
      await().untilAsserted(() -> assertThat(streamsRunning(running)).isTrue());
      assertThat(topics(broker)).isEqualTo(listed());
    }
  }

  @Test
  void saysWhichServerIsAway() {
    int nobody = FreePort.any();
    Output noDatabase =
        migrate(
            new Servers.Database("jdbc:postgresql://127.0.0.1:%d/p".formatted(nobody), "u", "p"),
            broker.bootstrapServers());
    assertThat(noDatabase.code()).isEqualTo(2);
    assertThat(noDatabase.text())
        .contains("jdbc:postgresql://127.0.0.1:%d/p cannot be set up".formatted(nobody))
        .contains("SPRING_DATASOURCE_URL")
        .doesNotContain("\tat dev.plumbline");

    Output noKafka = migrate(database, "127.0.0.1:" + nobody);
    assertThat(noKafka.code()).isEqualTo(2);
    assertThat(noKafka.text())
        .contains("Kafka at 127.0.0.1:%d cannot be set up".formatted(nobody))
        .contains("SPRING_KAFKA_BOOTSTRAP_SERVERS")
        .doesNotContain("\tat dev.plumbline");
    assertThat(migrate(database, broker.bootstrapServers(), "--dry-run").text())
        .as("the database was left alone")
        .contains("pending: 202611230900 util daily partitions");

    assertThat(run("migrate").code()).isEqualTo(2);
    assertThat(run("migrate", "now").text()).contains("'now' is no setting");
  }

  private RunningPlumbline start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("spring.kafka.streams.state-dir", temp.resolve("streams").toString());
    return RunningPlumbline.start(broker, database, catalog, settings);
  }

  private static boolean streamsRunning(RunningPlumbline running) {
    KafkaStreams streams = running.bean(StreamsBuilderFactoryBean.class).getKafkaStreams();
    return streams != null && streams.state().equals(KafkaStreams.State.RUNNING);
  }

  private record Output(int code, String text) {}

  private static Output migrate(
      Servers.Database database, String bootstrapServers, String... options) {
    List<String> arguments = new ArrayList<>(List.of("migrate"));
    arguments.addAll(Arrays.asList(options));
    arguments.addAll(
        List.of(
            "--spring.kafka.bootstrap-servers=" + bootstrapServers,
            "--spring.datasource.url=" + database.jdbcUrl(),
            "--spring.datasource.username=" + database.user(),
            "--spring.datasource.password=" + database.password()));
    return run(arguments.toArray(String[]::new));
  }

  private static Output run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(caught);
      System.setErr(caught);
      return new Output(PlumblineCommand.run(arguments), bytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private record Described(int partitions, Map<String, String> settings) {}

  /** As {@code plumbline topics} has them. */
  private static Map<String, Described> listed() {
    return TopicUses.all(TopicUses.APPLICATION_ID).stream()
        .collect(
            Collectors.toMap(
                TopicUse::name,
                it -> new Described(it.definition().numPartitions(), it.definition().configs())));
  }

  /** As the broker has them, without its own. */
  private static Map<String, Described> topics(Servers.Broker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      Set<String> names =
          admin.listTopics().names().get().stream()
              .filter(it -> !it.startsWith("__"))
              .collect(Collectors.toSet());
      Map<String, Config> configs = configs(admin, names);
      return admin.describeTopics(names).allTopicNames().get().values().stream()
          .collect(
              Collectors.toMap(
                  it -> it.name(),
                  it ->
                      new Described(
                          it.partitions().size(),
                          own(Objects.requireNonNull(configs.get(it.name()))))));
    }
  }

  private static Map<String, Config> configs(Admin admin, Set<String> names)
      throws ExecutionException, InterruptedException {
    return admin
        .describeConfigs(
            names.stream().map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it)).toList())
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(it -> it.getKey().name(), Map.Entry::getValue));
  }

  private static Map<String, String> own(Config config) {
    return config.entries().stream()
        .filter(it -> it.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
  }
}
