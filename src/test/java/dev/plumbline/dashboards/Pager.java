package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A real Prometheus and a real Alertmanager with the rules and the example of {@code
 * dashboards/prometheus}, and those whom they tell. Changed are addresses and secrets.
 */
public final class Pager implements Closeable {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Receivers receivers;
  private final RealAlertmanager alertmanager;
  private final RealPrometheus prometheus;

  /**
   * Starts them and waits until all is heard of.
   *
   * @param processes host and port of the metrics of each process of one Plumbline
   * @param alerts changes the file of alerts
   */
  public Pager(List<String> processes, UnaryOperator<String> alerts, Path temp) throws IOException {
    receivers = new Receivers();
    alertmanager = new RealAlertmanager(configuration(receivers.address(), temp), temp);
    Path changed =
        Files.writeString(
            temp.resolve("alerts.yaml"), alerts.apply(Files.readString(RuleFiles.ALERTS)));
    prometheus =
        new RealPrometheus(
            new RealPrometheus.Setup(
                processes, alertmanager.address(), List.of(RuleFiles.RECORDING, changed), INTERVAL),
            temp);
    await().until(() -> !receivers.heartbeats().isEmpty());
  }

  /** Skips a test where the programs are not installed; in the gate they must be. */
  public static void demand() {
    Peer.demand(RealPrometheus.PROGRAM);
    Peer.demand(RealAlertmanager.PROGRAM);
  }

  /** Those who are told. */
  public Receivers receivers() {
    return receivers;
  }

  /** What was seen of all processes. */
  public RealPrometheus prometheus() {
    return prometheus;
  }

  private static Path configuration(String address, Path temp) throws IOException {
    Path secrets = Files.createDirectories(temp.resolve("secrets"));
    for (String secret :
        List.of("pagerduty-routing-key", "ticket-token", "dead-mans-switch-token")) {
      Files.writeString(secrets.resolve(secret), "unused");
    }
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
  public void close() {
    prometheus.close();
    alertmanager.close();
    receivers.close();
  }
}
