package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.standalone.EmbeddedDatabase;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.TestFleet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a fault to somebody's pager and back, over a real Prometheus and a real Alertmanager with
 * the rules and the example of {@code dashboards/prometheus}: one page, for the right slice, which
 * ends when the fault does and not when anything in between dies. Changed are addresses, and how
 * long {@code PlumblineAbsent} waits.
 */
@Tag("exhaustive")
@Timeout(900)
class PagingTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Slice BROKEN = new Slice("opus-4", "claude-api", "tpu", Slice.ANY);

  /** Windows of a second instead of a minute and a half: they delay a page by themselves. */
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(100),
          0,
          "{window: 1s, grace: 1s}");

  /** Several scrapes. */
  private static final Duration DOWN = Duration.ofSeconds(20);

  private final int labPort = FreePort.any();
  private final int brokerPort = FreePort.any();
  private final int databasePort = FreePort.any();
  private final int plumblinePort = FreePort.any();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp = Path.of("");

  private @Nullable LabFleet lab;
  private @Nullable EmbeddedBroker broker;
  private @Nullable EmbeddedDatabase database;
  private @Nullable ChildProcess plumbline;
  private Path catalogFolder = Path.of("");

  @BeforeEach
  void start() {
    Peer.demand(RealPrometheus.PROGRAM);
    Peer.demand(RealAlertmanager.PROGRAM);
    catalogFolder = FLEET.write(temp.resolve("catalog"), labPort);
    Catalog catalog = new CatalogLoader().load(catalogFolder);
    LabSettings settings =
        new LabSettings(labPort, 3, 4, 0, 0, 1_000_000_000, Accelerators.USUAL, null, 1_000);
    lab = new LabFleet(() -> catalog, settings, CLOCK, 1, Pacer.REAL);
    lab.start();
    broker = startBroker();
    database = startDatabase();
    plumbline = startPlumbline();
    awaitReady();
  }

  @AfterEach
  void stop() throws IOException {
    if (plumbline != null) {
      plumbline.close();
    }
    if (database != null) {
      database.close();
    }
    if (broker != null) {
      broker.close();
    }
    if (lab != null) {
      lab.stop();
    }
  }

  @Test
  void onePageWhateverDiesAndItsEndWhenTheFaultEnds() throws Exception {
    try (Receivers receivers = new Receivers();
        RealAlertmanager alertmanager =
            new RealAlertmanager(configuration(receivers.address()), temp);
        RealPrometheus _ = prometheus(alertmanager)) {
      await().until(() -> !receivers.heartbeats().isEmpty());

      Instant broken = CLOCK.instant();
      lab().inject(new Fault(FaultKind.CORRUPTION, BROKEN, 0.3));
      await().atMost(Duration.ofMinutes(2)).until(() -> !receivers.incidents("trigger").isEmpty());
      Receivers.Received page = receivers.incidents("trigger").getFirst();
      System.out.printf(
          "fault to page: %.1f s%n", Duration.between(broken, page.at()).toMillis() / 1000.0);
      assertThat(page.body().toString())
          .contains("foreign-script fails on opus-4/claude-api/tpu/", "since about 20")
          .contains("runbook", "dashboard", "incident");

      plumbline().kill();
      staysDown();
      plumbline = startPlumbline();
      awaitReady();
      broker().close();
      staysDown();
      broker = startBroker();
      awaitReady();
      database().close();
      staysDown();
      database = startDatabase();
      awaitReady();
      assertThat(receivers.incidents("trigger")).hasSize(1);
      assertThat(receivers.incidents("resolve")).isEmpty();

      lab().clearFaults();
      Instant mended = CLOCK.instant();
      await().atMost(Duration.ofMinutes(6)).until(() -> !receivers.incidents("resolve").isEmpty());
      Receivers.Received end = receivers.incidents("resolve").getFirst();
      System.out.printf(
          "end of the fault to end of the page: %.1f s%n",
          Duration.between(mended, end.at()).toMillis() / 1000.0);
      assertThat(end.body().path("dedup_key")).isEqualTo(page.body().path("dedup_key"));

      plumbline().kill();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() ->
              receivers.pages("trigger").stream()
                  .anyMatch(it -> Receivers.text(it).contains("Plumbline tells nothing")));
      assertThat(receivers.incidents("trigger")).hasSize(1);
      int beats = receivers.heartbeats().size();
      Instant later = CLOCK.instant().plus(Duration.ofSeconds(90));
      await().atMost(Duration.ofMinutes(2)).until(() -> CLOCK.instant().isAfter(later));
      assertThat(receivers.heartbeats()).as("the switch is left alone").hasSize(beats);
    }
  }

  /** Long enough to be seen. */
  private static void staysDown() {
    Instant end = CLOCK.instant().plus(DOWN);
    await().atMost(DOWN.multipliedBy(2)).until(() -> CLOCK.instant().isAfter(end));
  }

  private LabFleet lab() {
    return Objects.requireNonNull(lab);
  }

  private EmbeddedBroker broker() {
    return Objects.requireNonNull(broker);
  }

  private EmbeddedDatabase database() {
    return Objects.requireNonNull(database);
  }

  private ChildProcess plumbline() {
    return Objects.requireNonNull(plumbline);
  }

  private EmbeddedBroker startBroker() {
    return EmbeddedBroker.start(temp.resolve("kafka"), brokerPort);
  }

  private EmbeddedDatabase startDatabase() {
    return EmbeddedDatabase.start(
        temp.resolve("postgres"),
        Path.of("target", "postgres-binaries").toAbsolutePath(),
        databasePort,
        temp.resolve("postgres.log"),
        true);
  }

  private ChildProcess startPlumbline() {
    Map<String, String> settings =
        new HashMap<>(
            RunningPlumbline.settings(
                broker().bootstrapServers(),
                new Servers.Database(database().jdbcUrl("postgres"), database().user(), ""),
                catalogFolder));
    settings.put("plumbline.roles", "worker,scorer,api");
    settings.put("plumbline.probe.claim-ahead", "1s");
    settings.put("server.port", Integer.toString(plumblinePort));
    settings.put("spring.kafka.streams.state-dir", temp.resolve("streams").toString());
    return ChildProcess.start(settings, temp.resolve("plumbline.log"));
  }

  /** All of it, detection too. */
  private void awaitReady() {
    URI health = URI.create("http://127.0.0.1:%d/actuator/health".formatted(plumblinePort));
    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(() -> Peer.get(health).contains("\"UP\""));
  }

  private RealPrometheus prometheus(RealAlertmanager alertmanager) throws IOException {
    Path alerts =
        Files.writeString(
            temp.resolve("alerts.yaml"),
            replaced(
                Files.readString(RuleFiles.ALERTS),
                "expr: absent(plumbline_target_info)\n        for: 5m",
                "expr: absent(plumbline_target_info)\n        for: 30s"));
    return new RealPrometheus(
        new RealPrometheus.Setup(
            "127.0.0.1:" + plumblinePort,
            alertmanager.address(),
            List.of(RuleFiles.RECORDING, alerts),
            Duration.ofSeconds(5)),
        temp);
  }

  /** The example, with the addresses and secrets of this test. */
  private Path configuration(String receivers) throws IOException {
    Path secrets = Files.createDirectories(temp.resolve("secrets"));
    for (String secret :
        List.of("pagerduty-routing-key", "ticket-token", "dead-mans-switch-token")) {
      Files.writeString(secrets.resolve(secret), "unused");
    }
    String example = Files.readString(RuleFiles.ALERTMANAGER);
    example = replaced(example, "/etc/alertmanager/secrets", secrets.toString());
    example = replaced(example, "https://tickets.example.com/plumbline", receivers + "/tickets");
    example = replaced(example, "https://deadman.example.com/plumbline", receivers + "/switch");
    return Files.writeString(
        temp.resolve("alertmanager.yaml"),
        "global: {pagerduty_url: '%s/v2/enqueue'}\n%s".formatted(receivers, example));
  }

  private static String replaced(String text, String old, String other) {
    assertThat(text).contains(old);
    return text.replace(old, other);
  }
}
