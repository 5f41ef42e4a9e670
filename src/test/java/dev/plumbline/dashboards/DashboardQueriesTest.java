package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Slice;
import dev.plumbline.gate.live.GateRequest;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every query of every panel, annotation and variable, asked of a real Prometheus that scrapes a
 * running Plumbline: a fleet with a fault, a broken probe, a reference, graded answers, a drill, a
 * gate, reports of users. None fails and none is empty.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
@Timeout(600)
class DashboardQueriesTest {
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

  private static final TestFleet FLEET =
      new TestFleet(
          List.of("haiku-3.5", "sonnet-4"),
          List.of("claude-api", "bedrock"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(200),
          0,
          "{window: 1s, grace: 1s}");

  /** Graded, compared with a reference, broken everywhere; and others of the broken one's check. */
  private static final String PROBES =
      """
        - {id: graded, prompt: "Name the three colours of a traffic light.", checks: [{answer: {set: [red, yellow, green]}}], example: "red, yellow, green"}
        - {id: compared, prompt: "What is 2 plus 3? One sentence.", checks: [divergence], example: "If you add 2 and 3 the result is 5."}
        - {id: broken, prompt: "What is the capital of Norway? One sentence.", checks: [{format: json}], example: "The capital of Norway is Oslo."}
        - {id: json-2, prompt: "Answer with a JSON object: 2 under the key n.", checks: [{format: json}], example: '{"n": 2}'}
        - {id: json-3, prompt: "Answer with a JSON object: 3 under the key n.", checks: [{format: json}], example: '{"n": 3}'}
        - {id: json-4, prompt: "Answer with a JSON object: 4 under the key n.", checks: [{format: json}], example: '{"n": 4}'}
        - {id: json-5, prompt: "Answer with a JSON object: 5 under the key n.", checks: [{format: json}], example: '{"n": 5}'}
      """;

  @TempDir Path temp = Path.of("");
  private Instant reportedUntil =
      InstantSource.system().instant().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofHours(20));

  @Test
  void noneFailsAndNoneIsEmpty(Servers servers) throws Exception {
    Peer.demand(RealPrometheus.PROGRAM);
    int labPort = FreePort.any();
    Path folder =
        FLEET.write(
            Files.createDirectories(temp.resolve("catalog")),
            labPort,
            "period: 1m, interval: 250ms");
    Path suite = folder.resolve("suites/short.yaml");
    Files.writeString(suite, Files.readString(suite) + PROBES);
    Files.writeString(
        Files.createDirectories(folder.resolve("gates")).resolve("gates.yaml"),
        "gates: [{name: rollout, budget: {pairs: 1500}, checks: {tool-call: {}, foreign-script: {}}}]\n");
    limitAllThatIsSpent(folder.resolve("fleet.yaml"));
    Catalog catalog = new CatalogLoader().load(folder);
    LabFleet lab = lab(labPort, catalog);
    lab.start();
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline plumbline =
            RunningPlumbline.start(
                broker,
                servers.newDatabase(),
                folder,
                Map.of(
                    "plumbline.probe.claim-ahead", "1s",
                    "plumbline.reference.reload-every", "1s",
                    "spring.kafka.streams.state-dir", temp.resolve("streams").toString()));
        RealPrometheus prometheus = prometheus(plumbline)) {
      approveReference(folder, plumbline);
      tellOfADeploy(plumbline);
      askAGate(plumbline);
      lab.inject(
          new Fault(
              FaultKind.CORRUPTION, new Slice("sonnet-4", "claude-api", "tpu", Slice.ANY), 0.2));

      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> {
            sendReports(plumbline);
            assertThat(withoutAnswer(prometheus)).isEmpty();
          });
    } finally {
      lab.stop();
    }
  }

  /** Of a target whose answers cannot be read by what is required: it ends at once. */
  private static void askAGate(RunningPlumbline plumbline) {
    plumbline
        .bean(Gates.class)
        .ask(
            new GateRequest(
                "rollout",
                "haiku-3.5/bedrock/gpu/gpu-a",
                "haiku-3.5/bedrock/tpu/tpu-a",
                "b1",
                null));
  }

  private static void limitAllThatIsSpent(Path yaml) throws IOException {
    String limits = "usd-per-day: 5000, tokens-per-hour: 900000000";
    Files.writeString(
        yaml,
        "budget: {requests-per-day: 9000000, %s}\n".formatted(limits)
            + Files.readString(yaml)
                .replaceFirst(
                    "budget: \\{", "price: {input: 3, output: 15}\n  budget: {" + limits + ", "));
  }

  private static List<String> withoutAnswer(RealPrometheus prometheus) throws IOException {
    List<String> empty = new ArrayList<>();
    for (DashboardFiles.Query query : DashboardFiles.queries()) {
      if (!tellsANumber(prometheus.query(query.expression()))) {
        empty.add(query + ": " + query.expression());
      }
    }
    for (DashboardFiles.Query variable : DashboardFiles.variables()) {
      Matcher matcher = LABEL_VALUES.matcher(variable.expression());
      assertThat(matcher.matches()).as(variable.toString()).isTrue();
      if (prometheus.labelValues(matcher.group(2), matcher.group(1)).isEmpty()) {
        empty.add(variable + ": " + variable.expression());
      }
    }
    return empty;
  }

  private static boolean tellsANumber(JsonNode series) {
    return series.valueStream().anyMatch(it -> !it.path("value").path(1).asString().equals("NaN"));
  }

  private static void tellOfADeploy(RunningPlumbline plumbline) {
    assertThat(
            PlumblineCommand.run(
                "change",
                "add",
                "release 41",
                "--id",
                "deploy-4711",
                "--kind",
                "deploy",
                "--slice",
                "sonnet-4/claude-api/tpu/*",
                "--server",
                plumbline.url()))
        .isZero();
  }

  /**
   * Of ten minutes more each time, beginning yesterday: a block closes when the next is told of.
   */
  private void sendReports(RunningPlumbline plumbline) throws IOException {
    reportedUntil = reportedUntil.plus(Duration.ofMinutes(10));
    String file =
        Files.writeString(
                temp.resolve("reports.csv"),
                """
                minute,model,platform,exposure,reason,count
                %1$s,sonnet-4,bedrock,900,garbled,3
                %1$s,sonnet-4,claude-api,700,other,2
                """
                    .formatted(reportedUntil))
            .toString();
    assertThat(
            PlumblineCommand.run(
                "feedback", "send", "--file", file, "--source", "app", "--server", plumbline.url()))
        .isZero();
  }

  private static void approveReference(Path folder, RunningPlumbline plumbline) {
    String file = folder.resolveSibling("reference.json").toString();
    assertThat(
            PlumblineCommand.run(
                "reference",
                "capture",
                "haiku-3.5/claude-api/gpu/gpu-a",
                "--catalog",
                folder.toString(),
                "--suite",
                "short",
                "--draws",
                "120",
                "--parallel",
                "8",
                "--attest",
                "a lab without faults",
                "--out",
                file))
        .isZero();
    assertThat(
            PlumblineCommand.run(
                "reference",
                "submit",
                file,
                "--approve",
                "--by",
                "Kim",
                "--server",
                plumbline.url()))
        .isZero();
  }

  private RealPrometheus prometheus(RunningPlumbline plumbline) {
    return new RealPrometheus(
        new RealPrometheus.Setup(
            List.of(plumbline.url().replace("http://", "")),
            "127.0.0.1:" + FreePort.any(),
            List.of(RuleFiles.RECORDING),
            Duration.ofSeconds(2)),
        temp);
  }

  private static LabFleet lab(int port, Catalog catalog) {
    LabSettings immediate = LabSettings.immediate();
    LabSettings settings =
        new LabSettings(
            port,
            immediate.serversPerPool(),
            immediate.backgroundPerSecond(),
            0,
            0.01,
            immediate.requestsPerMinute(),
            immediate.accelerators(),
            null,
            1_000);
    return new LabFleet(() -> catalog, settings, InstantSource.system(), 1, Pacer.REAL);
  }
}
