package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GateFacts;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * An evaluation asked, read, cancelled, made again and overridden on a real server and database.
 */
@ExtendWith(ServersExtension.class)
class GatesOverRestTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofHours(1),
          0,
          "{}");
  private static final String EVALUATIONS = "/api/v1/gates/rollout/evaluations";
  private static final String QUESTION =
      """
      {"candidate":"opus-4/claude-api/tpu/tpu-a","baseline":"opus-4/claude-api/gpu/gpu-a","build":"b1"}
      """;

  @TempDir Path temp = Path.of("");

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString(UTF_8));
  }

  private static HttpResponse<String> get(RunningPlumbline server, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.url() + path)));
  }

  private static HttpResponse<String> post(RunningPlumbline server, String path, String body)
      throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.MAPPER.readTree(response.body());
  }

  @Test
  void anEvaluationOverRest(Servers servers) throws Exception {
    Path catalog = FLEET.write(temp, 1);
    Files.writeString(
        Files.createDirectories(catalog.resolve("gates")).resolve("rollout.yaml"),
        "gates:\n  - {name: rollout, suites: [short], checks: {foreign-script: {}}}\n");
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline server =
            RunningPlumbline.start(
                broker,
                servers.newDatabase(),
                catalog,
                Map.of("spring.kafka.streams.state-dir", temp.resolve("streams").toString()))) {
      assertThat(json(get(server, "/api/v1/gates")).get(0).at("/plan/passes").asDouble())
          .isGreaterThan(0.9);
      HttpResponse<String> begun = post(server, EVALUATIONS, QUESTION);
      assertThat(begun.statusCode()).describedAs(begun.body()).isEqualTo(202);
      String id = json(begun).path("id").asString();
      assertThat(json(begun).at("/subject/accelerator").asString()).isEqualTo("tpu");
      assertThat(post(server, EVALUATIONS, QUESTION).statusCode()).isEqualTo(200);
      assertThat(post(server, EVALUATIONS + "?again=true", QUESTION).statusCode()).isEqualTo(409);
      assertThat(
              post(server, EVALUATIONS, QUESTION.replace("opus-4/claude-api/tpu", "opus-5/x/tpu"))
                  .statusCode())
          .isEqualTo(400);
      assertThat(json(get(server, EVALUATIONS + "/" + id + "?wait=PT1S")).path("status").asString())
          .isEqualTo("RUNNING");

      JsonNode cancelled = json(post(server, "/api/v1/gates/rollout/cancel", QUESTION));
      assertThat(cancelled.path("verdict").asString()).isEqualTo("inconclusive");
      HttpResponse<String> again = post(server, EVALUATIONS + "?again=true", QUESTION);
      assertThat(again.statusCode()).isEqualTo(202);
      assertThat(json(again).path("attempt").asInt()).isEqualTo(2);
      String second = json(again).path("id").asString();
      JsonNode ended = json(post(server, EVALUATIONS + "/" + second + "/cancel", "{}"));
      assertThat(ended.path("ok").asBoolean()).isFalse();
      assertThat(metric(server)).isEqualTo("-1.0");

      String until = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.SECONDS).toString();
      JsonNode overridden =
          json(
              post(
                  server,
                  EVALUATIONS + "/" + second + "/override",
                  "{\"by\":\"kim\",\"reason\":\"hotfix\",\"until\":\"%s\"}".formatted(until)));
      assertThat(overridden.path("ok").asBoolean()).isTrue();
      assertThat(overridden.path("verdict").asString()).isEqualTo("inconclusive");
      assertThat(overridden.at("/override/until").asString()).isEqualTo(until);
      assertThat(metric(server)).isEqualTo("1.0");
      assertThat(get(server, "/actuator/prometheus").body())
          .contains(
              "plumbline_gate_evaluations_total{gate=\"rollout\",verdict=\"inconclusive\"} 2");

      GateFacts facts =
          Json.MAPPER.readValue(
              get(server, EVALUATIONS + "/" + second + "/facts").body(), GateFacts.class);
      assertThat(facts.verdict().word()).isEqualTo("inconclusive");
      assertThat(json(get(server, EVALUATIONS)).size()).isEqualTo(2);
      assertThat(post(server, "/api/v1/gates/github", "{}").statusCode()).isEqualTo(403);
    }
  }

  private static String metric(RunningPlumbline server) throws Exception {
    String line =
        "plumbline_gate_verdict{accelerator=\"tpu\",gate=\"rollout\",model=\"opus-4\","
            + "platform=\"claude-api\",pool=\"tpu-a\"} ";
    return get(server, "/actuator/prometheus")
        .body()
        .lines()
        .filter(it -> it.startsWith(line))
        .map(it -> it.substring(line.length()))
        .findFirst()
        .orElse("");
  }
}
