package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.live.Evaluation;
import dev.plumbline.gate.live.Gates;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.topic.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The broker of a server stops before and in the middle of evaluations and comes back: what every
 * protocol says meanwhile, and that they go on.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class GateWithoutKafkaTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String CANDIDATE = "sonnet-4/claude-api/gpu/gpu-a";
  private static final String BASELINE = "sonnet-4/claude-api/tpu/tpu-a";
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofSeconds(10),
          0,
          "{threshold: 9e17, objectives: {foreign-script: {initial: 1e-3, certified: 1e-3}}}");
  private static final String GATES =
      """
      gates:
        - name: rollout
          suites: [short]
          budget: {pairs: 600}
          deadline: 1m
          missing: {allowed: 0.2, most: 0.5}
          checks: {foreign-script: {p0: 1e-3, allowed-regression: 0.05}}
      """;
  private static final String OWN = "/api/v1/gates/rollout/evaluations";

  @TempDir Path temp = Path.of("");

  /** A broker that can be stopped and started again. */
  private static final class Stoppable implements Servers.Broker {
    private final Path folder;
    private final int port = FreePort.any();
    private EmbeddedBroker running;

    Stoppable(Path folder) {
      this.folder = folder;
      running = EmbeddedBroker.start(folder, port);
    }

    void start() {
      running = EmbeddedBroker.start(folder, port);
    }

    @Override
    public String bootstrapServers() {
      return running.bootstrapServers();
    }

    @Override
    public void close() {
      running.close();
    }
  }

  /** What every protocol says of one evaluation. */
  private record Said(int own, JsonNode body, int argo, int flagger, String told, int kayenta) {}

  @Test
  void everyProtocolSaysTheTruthAndNothingOpens(Servers servers) throws Exception {
    int labPort = FreePort.any();
    Path folder = FLEET.write(temp.resolve("catalog"), labPort);
    Files.writeString(
        Files.createDirectories(folder.resolve("gates")).resolve("gates.yaml"), GATES);
    Catalog catalog = new CatalogLoader().load(folder);
    LabFleet lab =
        new LabFleet(
            () -> catalog,
            new LabSettings(
                labPort, 3, 4, 0, 0.001, 1_000_000_000, Accelerators.USUAL, null, 1_000_000),
            InstantSource.system(),
            7,
            Pacer.REAL);
    lab.start();
    Stoppable broker = new Stoppable(temp.resolve("kafka"));
    try (RunningPlumbline server =
        RunningPlumbline.start(
            broker,
            servers.newDatabase(),
            folder,
            Map.of(
                "plumbline.gate.interval",
                "200ms",
                "plumbline.gate.grace",
                "5s",
                "plumbline.probe.claim-ahead",
                "1s",
                "plumbline.incident.demands.most",
                "0",
                "spring.kafka.streams.state-dir",
                temp.resolve("streams").toString()))) {
      Gates gates = server.bean(Gates.class);

      broker.close();
      HttpResponse<String> begun = ask(server, "b1", "");
      assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
      assertRuns(said(server, "b1"));
      await()
          .atMost(Duration.ofMinutes(3))
          .until(
              () -> !said(server, "b1").body().path("verdict").asString().equals("inconclusive"));
      assertBroken(said(server, "b1"));

      broker.start();
      HttpResponse<String> again = ask(server, "b1", "?again=true");
      assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
      String id = json(again).path("id").asString();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> find(gates, id).body().samples() >= 10 || !find(gates, id).running());
      assertThat(find(gates, id).running()).isTrue();

      broker.close();
      assertRuns(said(server, "b1"));
      assertThat(find(gates, id).opens(java.time.Instant.now())).isFalse();
      broker.start();
      await().atMost(Duration.ofMinutes(3)).until(() -> !find(gates, id).running());
      Evaluation ended = find(gates, id);
      assertThat(ended.verdict()).as(ended.body().toString()).isIn("pass", "inconclusive");
      GateFacts facts = gates.facts(id).orElseThrow();
      assertThat(GateBody.of(facts.state(), facts.verdict())).isEqualTo(ended.body());
      System.out.println("after the broker came back: " + ended.body().reasons());
    } finally {
      lab.stop();
      broker.close();
    }
  }

  private static void assertRuns(Said said) {
    assertThat(said.own()).isEqualTo(200);
    assertThat(said.body().path("status").asString()).isEqualTo("RUNNING");
    assertThat(said.body().path("ok").asBoolean()).isFalse();
    assertThat(said.argo()).isEqualTo(200);
    assertThat(said.flagger()).isEqualTo(403);
    assertThat(said.told()).startsWith("running: ");
    assertThat(said.kayenta()).isEqualTo(200);
  }

  private static void assertBroken(Said said) {
    assertThat(said.own()).isEqualTo(200);
    assertThat(said.body().path("verdict").asString()).isEqualTo("error");
    assertThat(said.body().path("status").asString()).isEqualTo("TERMINAL");
    assertThat(said.body().path("ok").asBoolean()).isFalse();
    assertThat(said.body().at("/reasons/0").asString()).contains("is Kafka away?");
    assertThat(said.argo()).isEqualTo(503);
    assertThat(said.flagger()).isEqualTo(503);
    assertThat(said.told()).startsWith("error of ours: ").contains("is Kafka away?");
    assertThat(said.kayenta()).isEqualTo(503);
  }

  private static Evaluation find(Gates gates, String id) {
    return gates.find(id).orElseThrow();
  }

  private static HttpResponse<String> ask(RunningPlumbline server, String build, String query)
      throws Exception {
    return post(
        server,
        OWN + query,
        "{\"candidate\":\"%s\",\"baseline\":\"%s\",\"build\":\"%s\"}"
            .formatted(CANDIDATE, BASELINE, build));
  }

  private static Said said(RunningPlumbline server, String build) throws Exception {
    HttpResponse<String> own = ask(server, build, "");
    HttpResponse<String> flagger =
        post(
            server,
            "/api/v1/gates/flagger/rollout",
            """
            {"name":"n","namespace":"s","phase":"Progressing","checksum":"%s","metadata":
             {"gate":"rollout","candidate":"%s","baseline":"%s"}}
            """
                .formatted(build, CANDIDATE, BASELINE));
    HttpResponse<String> kayenta =
        post(
            server,
            "/api/v1/gates/kayenta/canary/rollout",
            """
            {"scopes":{"default":{"controlScope":{"scope":"%s"},
               "experimentScope":{"scope":"%s","location":"%s"}}},
             "thresholds":{"pass":95,"marginal":75}}
            """
                .formatted(BASELINE, CANDIDATE, build));
    assertThat(kayenta.statusCode()).as(kayenta.body()).isEqualTo(200);
    return new Said(
        own.statusCode(),
        json(own),
        post(
                server,
                "/api/v1/gates/rollout/evaluate",
                "{\"candidate\":\"%s\",\"baseline\":\"%s\",\"build\":\"%s\",\"wait\":\"PT0S\"}"
                    .formatted(CANDIDATE, BASELINE, build))
            .statusCode(),
        flagger.statusCode(),
        flagger.body(),
        send(HttpRequest.newBuilder(
                URI.create(
                    server.url()
                        + "/api/v1/gates/kayenta/canary/"
                        + json(kayenta).path("canaryExecutionId").asString())))
            .statusCode());
  }

  private static HttpResponse<String> post(RunningPlumbline server, String path, String body)
      throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString(UTF_8));
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.MAPPER.readTree(response.body());
  }
}
