package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * All that the compose file starts of ours, started as it says from the jar that the image has: a
 * fault of the lab is found, by processes that each do one thing and may create nothing.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
@Timeout(1200)
class ComposeRehearsalTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path temp = Path.of("");

  @Test
  void aFaultOfTheLabIsFound(Servers servers) throws Exception {
    try (Servers.Broker broker = servers.newBroker();
        var composed = new ComposedProcesses(temp, broker, servers.newDatabase())) {
      assertThat(composed.runToItsEnd("migrate")).as(composed.log("migrate")).isZero();
      assertThat(composed.log("migrate")).contains("applied:", "created: probe.exchanges.v1");
      List<ChildProcess> started =
          List.of("lab", "worker", "scorer", "api").stream().map(composed::start).toList();
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> status(composed.api() + "/actuator/health/readiness", composed) == 200);
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> metrics(composed).contains("plumbline_evidence_ratio{"));

      assertThat(
              send(HttpRequest.newBuilder(URI.create(composed.lab() + "/admin/faults"))
                      .POST(
                          BodyPublishers.ofString(
                              """
                              {"fault": "corruption", "slice": "opus-4/*/tpu/*", "share": 0.5}
                              """)))
                  .statusCode())
          .isEqualTo(201);

      await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofSeconds(5))
          .untilAsserted(() -> {
            assertThat(started).allMatch(ChildProcess::alive);
            assertThat(incidents(composed)).anyMatch(it -> it.startsWith("opus-4/*/tpu/"));
          });
    }
  }

  private static List<String> incidents(ComposedProcesses composed) throws IOException {
    JsonNode page =
        Json.MAPPER.readTree(get(composed.api() + "/api/v1/incidents", composed).body());
    return page.path("incidents")
        .valueStream()
        .map(it -> it.at("/suspect/slice"))
        .map(it ->
            "%s/%s/%s/%s"
                .formatted(
                    it.path("model").asString(""),
                    it.path("platform").asString(""),
                    it.path("accelerator").asString(""),
                    it.path("pool").asString("")))
        .toList();
  }

  private static String metrics(ComposedProcesses composed) throws IOException {
    return get(composed.api() + "/actuator/prometheus", composed).body();
  }

  /** 0 where nobody answers. */
  private static int status(String url, ComposedProcesses composed) {
    try {
      return get(url, composed).statusCode();
    } catch (IOException _) {
      return 0;
    }
  }

  private static HttpResponse<String> get(String url, ComposedProcesses composed)
      throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("authorization", "Bearer " + composed.token()));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
