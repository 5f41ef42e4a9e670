package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a real Alertmanager hides, with the example's configuration. */
@Tag("exhaustive")
class AlertmanagerTest {
  private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp = Path.of("");

  @Test
  void aCauseHidesWhatFollowsFromItAndNothingElse() throws Exception {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(PROGRAM).as("Alertmanager is there in CI").exists();
    }
    assumeTrue(Files.exists(PROGRAM), PROGRAM + " is not installed; .ci/run installs it");
    int port = freePort();
    Process alertmanager =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + RuleFiles.ALERTMANAGER,
                "--storage.path=" + temp.resolve("storage"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("log").toFile())
            .start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI alerts = URI.create("http://127.0.0.1:%d/api/v2/alerts".formatted(port));
      HttpRequest fire =
          HttpRequest.newBuilder(alerts)
              .header("content-type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      JSON.writeValueAsString(
                          List.of(
                              alert("PlumblinePublishFailing", "page", "scope", "monitor"),
                              alert("PlumblineProbingStopped", "page", "scope", "monitor"),
                              alert("PlumblineTargetStale", "ticket", "scope", "target"),
                              alert("PlumblineIncidentPage", "page", "incident", "i-1"),
                              alert("PlumblineIncidentTicket", "ticket", "incident", "i-1"),
                              alert("PlumblineIncidentTicket", "ticket", "incident", "i-2"),
                              alert("PlumblineDeadLetters", "ticket", "check", "format")))))
              .build();
      await()
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> client.send(fire, BodyHandlers.discarding()).statusCode() == 200);

      await()
          .untilAsserted(() -> {
            JsonNode known =
                JSON.readTree(
                    client
                        .send(HttpRequest.newBuilder(alerts).build(), BodyHandlers.ofString())
                        .body());
            assertThat(names(known, false))
                .containsExactlyInAnyOrder(
                    "PlumblinePublishFailing",
                    "PlumblineIncidentPage i-1",
                    "PlumblineIncidentTicket i-2",
                    "PlumblineDeadLetters");
            assertThat(names(known, true))
                .containsExactlyInAnyOrder(
                    "PlumblineProbingStopped",
                    "PlumblineTargetStale",
                    "PlumblineIncidentTicket i-1");
          });
    } finally {
      alertmanager.destroy();
      alertmanager.waitFor();
    }
  }

  private static Map<String, Map<String, String>> alert(
      String name, String severity, String label, String value) {
    return Map.of("labels", Map.of("alertname", name, "severity", severity, label, value));
  }

  private static List<String> names(JsonNode alerts, boolean hidden) {
    return alerts
        .valueStream()
        .filter(alert -> alert.at("/status/inhibitedBy").isEmpty() != hidden)
        .map(alert -> alert.path("labels"))
        .map(it ->
            (it.path("alertname").asString() + " " + it.path("incident").asString("")).strip())
        .toList();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
