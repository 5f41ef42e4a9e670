package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.lab.Truth;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.standalone.EmbeddedDatabase;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.BaseBackup;
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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * PostgreSQL is lost and comes back as it was at the last backup; then Kafka is lost. By a base
 * backup of the server at work, a second broker, and what REST shows before and after.
 */
@ExtendWith({ServersExtension.class, OutputCaptureExtension.class})
@Tag("exhaustive")
@Timeout(600)
class RestoreTest {
  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();
  private static final String BROKEN = "opus-4/claude-api/tpu/tpu-a";
  private static final String BESIDE = "opus-4/claude-api/gpu/gpu-a";
  private static final String HEALTHY = "sonnet-4/claude-api/gpu/gpu-a";
  private static final String GATES =
      """
      gates:
        - name: rollout
          suites: [short]
          budget: {pairs: 1500}
          deadline: 1h
          checks: {foreign-script: {p0: 1e-3}}
      """;
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(50),
          0,
          "{threshold: 1.6e7, window: 1s, grace: 2s}");

  @TempDir Path temp = Path.of("");
  private final int labPort = FreePort.any();
  private final int postgresPort = FreePort.any();
  private Path folder = Path.of("");
  private @Nullable Catalog loaded;
  private @Nullable LabFleet running;
  private @Nullable EmbeddedDatabase postgres;

  @BeforeEach
  void lab() throws IOException {
    folder = FLEET.write(Files.createDirectories(temp.resolve("catalog")), labPort);
    TestFleet.askForNoJson(folder);
    Files.createDirectories(temp.resolve("gates"));
    Files.writeString(temp.resolve("gates/rollout.yaml"), GATES);
    loaded = new CatalogLoader().load(folder);
    LabSettings settings =
        new LabSettings(
            labPort, 3, 4, 0, 0.001, 1_000_000_000, Accelerators.USUAL, null, 1_000_000);
    running =
        new LabFleet(
            () -> Objects.requireNonNull(loaded), settings, InstantSource.system(), 5, Pacer.REAL);
    running.start();
  }

  @AfterEach
  void stop() throws IOException {
    if (running != null) {
      running.stop();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @Test
  void firstTheDatabaseThenKafka(Servers servers, CapturedOutput output) throws Exception {
    Path reference = capture();
    postgres = database("first");
    SeenOverRest atLast;
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline plumbline = start(broker)) {
      atLast = losesTheDatabase(broker, plumbline, reference, output);
    }
    labFleet().clearFaults();
    try (Servers.Broker another = servers.newBroker();
        RunningPlumbline plumbline = start(another)) {
      losesKafka(another, plumbline, atLast, output);
    }
  }

  private SeenOverRest losesTheDatabase(
      Servers.Broker broker, RunningPlumbline plumbline, Path reference, CapturedOutput output)
      throws Exception {
    int captured = labFleet().truths().all().size();
    SeenOverRest before;
    String first;
    String second;
    try (ChildProcess worker = worker(broker)) {
      submit(reference, plumbline);
      labFleet().inject(new Fault(FaultKind.CORRUPTION, new Slice("opus-4", "*", "tpu", "*"), 0.3));
      first = awaitPage(plumbline, "foreign-script", Set.of());
      acknowledge(plumbline, first, "Kim");
      change(plumbline, "build-4711");
      failAtTheGate(plumbline);

      BaseBackup.take(
          postgres().jdbcUrl("postgres"), temp.resolve("first"), temp.resolve("backup"));

      labFleet().inject(new Fault(FaultKind.MISROUTE, new Slice("sonnet-4", "*", "gpu", "*"), 0.5));
      second = awaitPage(plumbline, "routing", Set.of(first));
      acknowledge(plumbline, second, "Lee");
      change(plumbline, "build-4712");
      assertThat(worker.stop()).isIn(0, 143);
      before = settled(broker, plumbline);
    }
    assertThat(before.standing("acknowledged")).contains(first, second);

    // Below processes that go on: those that are stopped meanwhile only have it easier.
    postgres().close();
    FileSystemUtils.deleteRecursively(temp.resolve("first"));
    postgres = database("backup");

    Map<String, JsonNode> expected = withoutAcknowledgement(before.incidents(), second);
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .ignoreExceptions()
        .untilAsserted(() -> {
          SeenOverRest now = seen(plumbline);
          assertThat(now.incidents()).isEqualTo(expected);
          assertThat(now.changes()).isEqualTo(before.changes());
          assertThat(now.exhibits()).isEqualTo(before.exhibits());
          assertThat(now.paged()).isEqualTo(before.paged());
        });
    SeenOverRest restored = seen(plumbline);
    assertThat(restored.kept().get("references")).isEqualTo(before.kept().get("references"));
    assertThat(restored.kept().get("gates")).isEqualTo(before.kept().get("gates"));
    assertThat(audited(before)).contains("/api/v1/incidents/" + second + "/acknowledge");
    assertThat(audited(restored))
        .contains("/api/v1/incidents/" + first + "/acknowledge")
        .doesNotContain("/api/v1/incidents/" + second + "/acknowledge");
    assertThat(output).contains("it was restored");

    try (ChildProcess worker = worker(broker)) {
      long length = TopicReader.length(broker.bootstrapServers(), ProbeTopics.EXCHANGES);
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() ->
              TopicReader.length(broker.bootstrapServers(), ProbeTopics.EXCHANGES) > length + 300);
      assertThat(worker.stop()).isIn(0, 143);
    }
    SeenOverRest last = settled(broker, plumbline);
    assertThat(last.incidents().keySet()).isEqualTo(before.incidents().keySet());
    Books books = new Books(broker.bootstrapServers(), Objects.requireNonNull(loaded));
    books.everyExchangeIsCountedOnce();
    books.evidenceIsAReplayOfTheObservations();
    noSessionWasSentTwice(captured);
    return last;
  }

  private void losesKafka(
      Servers.Broker broker,
      RunningPlumbline plumbline,
      SeenOverRest before,
      CapturedOutput output) {
    SeenOverRest atFirst =
        await()
            .atMost(Duration.ofMinutes(1))
            .ignoreExceptions()
            .until(() -> seen(plumbline), Objects::nonNull);
    assertThat(atFirst.incidents()).isEqualTo(before.incidents());
    assertThat(atFirst.changes()).isEqualTo(before.changes());
    assertThat(atFirst.exhibits()).isEqualTo(before.exhibits());
    assertThat(atFirst.kept()).isEqualTo(before.kept());
    assertThat(atFirst.paged()).isEqualTo(before.paged());
    assertThat(output)
        .contains("detect.detections.v1 is another topic than the one read up to")
        .contains("incident.changes.v1 is another topic than the one read up to");

    // At offset 0 of its topic, where the one before was read further.
    change(plumbline, "build-4713");
    Set<String> open = new HashSet<>(before.standing("open"));
    open.addAll(before.standing("acknowledged"));
    assertThat(open).hasSizeGreaterThanOrEqualTo(2);
    try (ChildProcess worker = worker(broker)) {
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> !SeenOverRest.get(plumbline.url(), "/api/v1/series").isEmpty());
      assertThat(resolved(plumbline)).as("on no evidence").doesNotContainAnyElementsOf(open);

      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(resolved(plumbline)).containsAll(open));
      assertThat(output).contains("began anew at rest");

      labFleet()
          .inject(new Fault(FaultKind.CORRUPTION, new Slice("sonnet-4", "*", "tpu", "*"), 0.3));
      awaitPage(plumbline, "foreign-script", Set.of());
      assertThat(worker.stop()).isIn(0, 143);
    }
  }

  private static Set<String> resolved(RunningPlumbline plumbline) {
    return Set.copyOf(seen(plumbline).standing("resolved"));
  }

  /** Each of the lab's sessions has one turn. */
  private void noSessionWasSentTwice(int captured) {
    List<Truth> truths = labFleet().truths().all();
    List<String> sessions =
        truths.subList(captured, truths.size()).stream()
            .map(Truth::affinityKey)
            .filter(key -> key.startsWith("user:"))
            .toList();
    assertThat(sessions).hasSizeGreaterThan(1_000).doesNotHaveDuplicates();
  }

  /** Who took it after the backup is forgotten, and nothing else. */
  private static Map<String, JsonNode> withoutAcknowledgement(
      Map<String, JsonNode> incidents, String id) {
    Map<String, JsonNode> without = new HashMap<>(incidents);
    JsonNode taken = Objects.requireNonNull(without.get(id)).deepCopy();
    ((ObjectNode) taken.path("incident")).put("state", "open").remove("acknowledged");
    ((ArrayNode) taken.path("timeline"))
        .removeIf(entry -> entry.path("event").asString("").equalsIgnoreCase("acknowledged"));
    without.put(id, taken);
    return without;
  }

  private static List<String> audited(SeenOverRest seen) {
    return Objects.requireNonNull(seen.kept().get("audit"))
        .valueStream()
        .map(it -> it.path("path").asString(""))
        .toList();
  }

  /** When nothing is on its way any more. */
  private static SeenOverRest settled(Servers.Broker broker, RunningPlumbline plumbline) {
    AtomicReference<@Nullable SeenOverRest> last = new AtomicReference<>();
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(3))
        .until(
            () -> seen(plumbline),
            now -> Books.settled(broker.bootstrapServers()) && now.equals(last.getAndSet(now)));
  }

  private static SeenOverRest seen(RunningPlumbline plumbline) {
    return SeenOverRest.at(plumbline.url(), "rollout");
  }

  private static String awaitPage(RunningPlumbline plumbline, String check, Set<String> others) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .until(
            () ->
                SeenOverRest.get(plumbline.url(), "/api/v1/incidents")
                    .path("incidents")
                    .valueStream()
                    .filter(it -> it.path("severity").asString("").equals("page"))
                    .filter(it -> it.at("/effects/0/check").asString("").equals(check))
                    .map(it -> it.path("id").asString(""))
                    .filter(id -> !others.contains(id))
                    .findFirst()
                    .orElse(""),
            id -> !id.isEmpty());
  }

  private static void acknowledge(RunningPlumbline plumbline, String incident, String by) {
    SeenOverRest.post(
        plumbline.url(),
        "/api/v1/incidents/" + incident + "/acknowledge",
        "{\"by\": \"%s\"}".formatted(by));
  }

  private static void change(RunningPlumbline plumbline, String id) {
    SeenOverRest.post(
        plumbline.url(),
        "/api/v1/changes",
        """
        {"id": "%s", "kind": "deploy", "at": "%s", "slice": "opus-4/*/tpu/*", "title": "%s"}\
        """
            .formatted(id, Instant.now().minusSeconds(60), id));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(SeenOverRest.get(plumbline.url(), "/api/v1/changes").toString())
                .contains(id));
  }

  private static void failAtTheGate(RunningPlumbline plumbline) {
    String evaluations = "/api/v1/gates/rollout/evaluations";
    SeenOverRest.post(
        plumbline.url(),
        evaluations,
        "{\"candidate\": \"%s\", \"baseline\": \"%s\", \"build\": \"b1\"}"
            .formatted(BROKEN, BESIDE));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() ->
            assertThat(
                    SeenOverRest.get(plumbline.url(), evaluations)
                        .at("/0/verdict")
                        .asString("")
                        .toLowerCase(Locale.ROOT))
                .isEqualTo("fail"));
  }

  /** Of a suite that is not asked here: it is kept, and nothing is compared with it. */
  private Path capture() throws IOException {
    Path catalog = FLEET.write(Files.createDirectories(temp.resolve("captured")), labPort);
    Path suite = catalog.resolve("suites/short.yaml");
    Files.writeString(
        suite,
        Files.readString(suite)
            .replace("{id: planet,", "{id: planet, checks: [foreign-script, divergence],"));
    Path file = temp.resolve("reference.json");
    assertThat(
            PlumblineCommand.run(
                "reference",
                "capture",
                HEALTHY,
                "--catalog",
                catalog.toString(),
                "--draws",
                "100",
                "--attest",
                "a lab without faults",
                "--out",
                file.toString()))
        .isZero();
    return file;
  }

  /** It is refused while series are still being read. */
  private static void submit(Path file, RunningPlumbline plumbline) {
    await()
        .pollInterval(Duration.ofSeconds(1))
        .until(() ->
            PlumblineCommand.run(
                    "reference",
                    "submit",
                    file.toString(),
                    "--approve",
                    "--by",
                    "Kim",
                    "--server",
                    plumbline.url())
                == 0);
  }

  private EmbeddedDatabase database(String name) {
    return EmbeddedDatabase.start(
        temp.resolve(name), BINARIES, postgresPort, temp.resolve("postgres.log"), true);
  }

  private RunningPlumbline start(Servers.Broker broker) {
    Map<String, String> more = new HashMap<>(settings());
    more.put("plumbline.roles", "scorer,api");
    more.put("spring.kafka.streams.state-dir", temp.resolve("streams").toString());
    return RunningPlumbline.start(broker, address(), folder, more);
  }

  private ChildProcess worker(Servers.Broker broker) {
    Map<String, String> all =
        new HashMap<>(RunningPlumbline.settings(broker.bootstrapServers(), address(), folder));
    all.putAll(settings());
    all.put("plumbline.roles", "worker");
    return ChildProcess.start(all, temp.resolve("worker.log"));
  }

  private Map<String, String> settings() {
    return Map.of(
        "plumbline.probe.claim-ahead", "1s",
        "plumbline.incident.demands.most", "0",
        "plumbline.gate.folder", temp.resolve("gates").toString(),
        "plumbline.gate.interval", "250ms");
  }

  private Servers.Database address() {
    return new Servers.Database(postgres().jdbcUrl("postgres"), postgres().user(), "");
  }

  private EmbeddedDatabase postgres() {
    return Objects.requireNonNull(postgres);
  }

  private LabFleet labFleet() {
    return Objects.requireNonNull(running);
  }
}
