package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.KillableDatabase;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.TestFleet;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private final int plumblinePort = FreePort.any();
  private final Path temp;
  private final Path catalogFolder;
  private final LabFleet lab;
  private ChildProcess broker;
  private final KillableDatabase database;
  private ChildProcess plumbline;
  private final Pager pager;

  /**
   * Starts everything and waits until it is ready.
   *
   * @param selfTest the {@code self-test} part of fleet.yaml in flow style, without its endpoint
   */
  PagedLine(TestFleet fleet, String selfTest, Path temp) throws IOException {
    Pager.demand();
    this.temp = temp;
    catalogFolder = fleet.write(temp.resolve("catalog"), labPort, selfTest);
    TestFleet.askForNoJson(catalogFolder);
    Catalog catalog = new CatalogLoader().load(catalogFolder);
    LabSettings settings =
        new LabSettings(labPort, 3, 4, 0, 0, 1_000_000_000, Accelerators.USUAL, null, 1_000);
    lab = new LabFleet(() -> catalog, settings, CLOCK, 1, Pacer.REAL);
    lab.start();
    broker = startBroker();
    database = new KillableDatabase(temp.resolve("postgres"), temp.resolve("postgres.log"));
    plumbline = startPlumbline();
    awaitReady();
    pager = new Pager(List.of("127.0.0.1:" + plumblinePort), PagedLine::hurried, temp);
  }

  LabFleet lab() {
    return lab;
  }

  Receivers receivers() {
    return pager.receivers();
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

  void killAndStartDatabase() {
    database.kill();
    staysDown();
    database.start();
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

  private ChildProcess startPlumbline() {
    Map<String, String> settings =
        new HashMap<>(
            RunningPlumbline.settings(
                "127.0.0.1:" + brokerPort, database.database(), catalogFolder));
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

  /** Half a minute's silence is told of here, not five. */
  private static String hurried(String alerts) {
    String absent = "expr: absent(plumbline_target_info)\n        for: ";
    assertThat(alerts).contains(absent + "5m");
    return alerts.replace(absent + "5m", absent + "30s");
  }

  @Override
  public void close() throws IOException {
    pager.close();
    plumbline.close();
    database.close();
    broker.close();
    lab.stop();
  }
}
