package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.topic.Json;
import dev.plumbline.triage.Chromium.Looked;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A running practice fleet, one slice of which is broken as the README shows, on the pages. What
 * was seen is kept as pictures in the folder {@code -Dtriage.pictures} names.
 */
@Tag("exhaustive")
class TriageOfPracticeFleetTest {
  private static final Path PICTURES =
      Path.of(System.getProperty("triage.pictures", "target/triage"));
  private static final int MOST_BYTES = 150_000;

  @TempDir Path data = Path.of("");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void whatIsBrokenIsOnTheFirstPage() throws IOException, InterruptedException {
    int port = freePort();
    int labPort = freePort();
    String url = "http://127.0.0.1:" + port;
    try (ChildProcess server =
            ChildProcess.start(
                Map.of(
                    "server.port", String.valueOf(port),
                    "plumbline.lab.port", String.valueOf(labPort),
                    "plumbline.data-dir", data.resolve("data").toString()),
                data.resolve("log"),
                List.of("-Xmx1500m"));
        Chromium chromium = Chromium.start()) {
      await()
          .atMost(Duration.ofMinutes(4))
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> {
            assertThat(server.alive()).as(Files.readString(data.resolve("log"))).isTrue();
            return get(url + "/actuator/health/readiness").statusCode() == 200;
          });
      breakOneSlice(labPort);
      String incident = incidentOf(url, "opus-4 × tpu");

      picture(chromium, url + "/", "fleet.png", "▲ page 3", "33");
      picture(
          chromium,
          url + "/incidents/" + incident,
          "incident.png",
          "foreign-script",
          "An example of a healthy answer");
      picture(
          chromium,
          failedGate(url),
          "gate.png",
          "▲ fail rollout: opus-4/claude-api/tpu/tpu-a",
          "Answers of the candidate that failed");
      for (String page :
          List.of("/gates", "/plan", "/references", "/targets/opus-4/bedrock/tpu/tpu-a")) {
        assertThat(get(url + page).statusCode()).as(page).isEqualTo(200);
      }
      HttpResponse<String> missing = get(url + "/no/such/page");
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body()).contains("There is no page /no/such/page");
    }
  }

  private void breakOneSlice(int labPort) throws IOException, InterruptedException {
    HttpRequest fault =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + labPort + "/admin/faults"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"fault": "corruption", "slice": "opus-4/*/tpu/*", "share": 0.3}
                    """))
            .build();
    assertThat(http.send(fault, BodyHandlers.discarding()).statusCode()).isBetween(200, 299);
  }

  /** The one that suspects a place, once there is enough of it to be looked at. */
  private String incidentOf(String url, String place) {
    return await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(5))
        .until(
            () -> {
              JsonNode listed =
                  Json.MAPPER.readTree(get(url + "/api/v1/incidents").body()).path("incidents");
              for (JsonNode one : listed) {
                String id = one.path("id").asString();
                if (one.at("/suspect/name").asString().equals(place)
                    && get(url + "/incidents/" + id).body().split("<article", -1).length > 4) {
                  return id;
                }
              }
              return "";
            },
            id -> !id.isEmpty());
  }

  /** Page of the evaluation of a pool of the broken slice, once it has failed. */
  private String failedGate(String url) throws IOException, InterruptedException {
    String evaluations = url + "/api/v1/gates/rollout/evaluations";
    HttpResponse<String> asked =
        http.send(
            HttpRequest.newBuilder(URI.create(evaluations))
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        """
                        {"candidate": "opus-4/claude-api/tpu/tpu-a",
                         "baseline": "opus-4/claude-api/gpu/gpu-a", "build": "2026.11.2"}
                        """))
                .build(),
            BodyHandlers.ofString());
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    JsonNode begun = Json.MAPPER.readTree(asked.body());
    return await()
        .atMost(Duration.ofMinutes(10))
        .pollInterval(Duration.ofSeconds(2))
        .until(
            () -> {
              JsonNode now = Json.MAPPER.readTree(get(begun.path("statusUrl").asString()).body());
              String page = begun.path("evidenceUrl").asString();
              return now.path("verdict").asString().equals("fail")
                      && get(page).body().contains("<article")
                  ? page
                  : "";
            },
            page -> !page.isEmpty());
  }

  private static void picture(Chromium chromium, String address, String name, String... texts)
      throws IOException {
    try (Looked looked = chromium.page(1080, 740, ColorScheme.LIGHT)) {
      Page page = looked.page();
      page.navigate(address);
      String read = page.locator("main").innerText().replaceAll("\\s+", " ");
      assertThat(read).contains(texts);
      byte[] picture =
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(Files.createDirectories(PICTURES).resolve(name)));

      assertThat(picture).hasSizeLessThanOrEqualTo(MOST_BYTES);
      assertThat(looked.complaints()).isEmpty();
    }
  }

  private HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html, */*").build(),
        BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
