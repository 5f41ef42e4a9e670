package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.EmbeddedDatabase;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.TestFleet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A lab, Plumbline, its broker and its database, each in a process that can be killed, watched by a
 * real Prometheus and a real Alertmanager with the rules and the example of {@code
 * dashboards/prometheus}. Changed are addresses, and how long {@code PlumblineAbsent} waits.
 */
final class PagedLine implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.system();

  /** Several scrapes. */
  private static final Duration DOWN = Duration.ofSeconds(20);

  private final int labPort = FreePort.any();
  private final int brokerPort = FreePort.any();
  private final int databasePort = FreePort.any();
  private final int plumblinePort = FreePort.any();
  private final Path temp;
  private final Path catalogFolder;
  private final LabFleet lab;
  private final Receivers receivers;
  private ChildProcess broker;
  private EmbeddedDatabase database;
  private ChildProcess plumbline;
  private final RealAlertmanager alertmanager;
  private final RealPrometheus prometheus;

  /**
   * Starts everything and waits until it is ready.
   *
   * @param selfTest the {@code self-test} part of fleet.yaml in flow style, without its endpoint
   */
  PagedLine(TestFleet fleet, String selfTest, Path temp) throws IOException {
    Peer.demand(RealPrometheus.PROGRAM);
    Peer.demand(RealAlertmanager.PROGRAM);
    this.temp = temp;
    catalogFolder = fleet.write(temp.resolve("catalog"), labPort, selfTest);
    askForNoJson();
    Catalog catalog = new CatalogLoader().load(catalogFolder);
    LabSettings settings =
        new LabSettings(labPort, 3, 4, 0, 0, 1_000_000_000, Accelerators.USUAL, null, 1_000);
    lab = new LabFleet(() -> catalog, settings, CLOCK, 1, Pacer.REAL);
    lab.start();
    receivers = new Receivers();
    broker = startBroker();
    database = startDatabase();
    plumbline = startPlumbline();
    awaitReady();
    alertmanager = new RealAlertmanager(configuration(), temp);
    prometheus = startPrometheus();
    await().until(() -> !receivers.heartbeats().isEmpty());
  }

  /**
   * One of some hundred probes would ask for JSON, and {@code format}, which a fault makes page now
   * and then, would take far longer than all others to show health: what ended is told when every
   * check has seen it.
   */
  private void askForNoJson() throws IOException {
    Path suite = catalogFolder.resolve("suites/short.yaml");
    Files.write(
        suite,
        Files.readAllLines(suite).stream().filter(line -> !line.contains("format: json")).toList());
  }

  LabFleet lab() {
    return lab;
  }

  Receivers receivers() {
    return receivers;
  }

  /** Address of REST. */
  String url() {
    return "http://127.0.0.1:" + plumblinePort;
  }

  Path fleetFile() {
    return catalogFolder.resolve("fleet.yaml");
  }

  /** Kills Plumbline for good. */
  void killPlumbline() {
    plumbline.kill();
  }

  /** Kills Plumbline, and starts it again when that must have been seen. */
  void killAndStartPlumbline() {
    plumbline.kill();
    staysDown();
    plumbline = startPlumbline();
    awaitReady();
  }

  /** Restarts Plumbline in order, as a deploy of its own does. */
  void restartPlumbline() {
    assertThat(plumbline.stop()).isIn(0, 143);
    plumbline = startPlumbline();
    awaitReady();
  }

  void killAndStartBroker() {
    broker.kill();
    staysDown();
    broker = startBroker();
    awaitReady();
  }

  void killAndStartDatabase() throws IOException {
    killDatabase();
    database.close(); // It finds no server; the library's lock on the folder is what it ends.
    staysDown();
    database = startDatabase();
    awaitReady();
  }

  /** Long enough to be seen. */
  private static void staysDown() {
    pause(DOWN);
  }

  /** Lets real time pass: what is tested is what happens in it. */
  static void pause(Duration length) {
    Instant end = CLOCK.instant().plus(length);
    await()
        .atMost(length.plus(Duration.ofMinutes(1)))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !CLOCK.instant().isBefore(end));
  }

  private ChildProcess startBroker() {
    ChildProcess started =
        ChildProcess.startBroker(temp.resolve("kafka"), brokerPort, temp.resolve("broker.log"));
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptionsInstanceOf(ConnectException.class)
        .until(this::brokerAnswers);
    return started;
  }

  private boolean brokerAnswers() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), brokerPort)) {
      return socket.isConnected();
    }
  }

  private EmbeddedDatabase startDatabase() {
    return EmbeddedDatabase.start(
        databaseFolder(),
        Path.of("target", "postgres-binaries").toAbsolutePath(),
        databasePort,
        temp.resolve("postgres.log"),
        true);
  }

  private Path databaseFolder() {
    return temp.resolve("postgres");
  }

  private void killDatabase() {
    try {
      long pid =
          Long.parseLong(
              Files.readAllLines(databaseFolder().resolve("postmaster.pid")).getFirst().strip());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      assertThat(postmaster.destroyForcibly()).isTrue();
      postmaster.onExit().get(1, TimeUnit.MINUTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError("PostgreSQL does not die", e);
    }
  }

  private ChildProcess startPlumbline() {
    Map<String, String> settings =
        new HashMap<>(
            RunningPlumbline.settings(
                "127.0.0.1:" + brokerPort,
                new Servers.Database(database.jdbcUrl("postgres"), database.user(), ""),
                catalogFolder));
    settings.put("plumbline.roles", "worker,scorer,api");
    settings.put("plumbline.probe.claim-ahead", "1s");
    settings.put("server.port", Integer.toString(plumblinePort));
    settings.put("spring.kafka.streams.state-dir", temp.resolve("streams").toString());
    return ChildProcess.start(settings, temp.resolve("plumbline.log"));
  }

  /** All of it, detection too. */
  private void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(() -> Peer.get(URI.create(url() + "/actuator/health")).contains("\"UP\""));
  }

  private RealPrometheus startPrometheus() throws IOException {
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

  /** The example, with the addresses and secrets of this line. */
  private Path configuration() throws IOException {
    Path secrets = Files.createDirectories(temp.resolve("secrets"));
    for (String secret :
        List.of("pagerduty-routing-key", "ticket-token", "dead-mans-switch-token")) {
      Files.writeString(secrets.resolve(secret), "unused");
    }
    String address = receivers.address();
    String example = Files.readString(RuleFiles.ALERTMANAGER);
    example = replaced(example, "/etc/alertmanager/secrets", secrets.toString());
    example = replaced(example, "https://tickets.example.com/plumbline", address + "/tickets");
    example = replaced(example, "https://deadman.example.com/plumbline", address + "/switch");
    return Files.writeString(
        temp.resolve("alertmanager.yaml"),
        "global: {pagerduty_url: '%s/v2/enqueue'}\n%s".formatted(address, example));
  }

  private static String replaced(String text, String old, String other) {
    assertThat(text).contains(old);
    return text.replace(old, other);
  }

  @Override
  public void close() throws IOException {
    prometheus.close();
    alertmanager.close();
    plumbline.close();
    database.close();
    broker.close();
    receivers.close();
    lab.stop();
  }
}
