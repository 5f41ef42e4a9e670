package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.TestFleet;
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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The data folder of an older Plumbline under this one, and back: Kafka's log, the scorer's
 * changelog and PostgreSQL's schema. {@code -Dprevious=COMMIT} or the path of its jar.
 */
@Tag("benchmark")
class UpgradeBenchmark {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String PREVIOUS = System.getProperty("previous", "");
  private static final String ALL = "worker,scorer,api,lab";

  /** Nothing is asked, so nothing may move. */
  private static final String STILL = "scorer,api";

  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(500),
          0,
          "{window: 1s, grace: 1s}");

  private final Path temp;
  private final int api = FreePort.any();
  private final int lab = FreePort.any();

  UpgradeBenchmark(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temp) {
    this.temp = temp;
  }

  /** What somebody who looks would see. */
  private record Seen(Map<String, JsonNode> series, Map<String, JsonNode> incidents) {}

  @Test
  void nothingIsLostUpOrDown() throws Exception {
    assumeFalse(PREVIOUS.isEmpty(), "say which: -Dprevious=COMMIT, or the path of a jar");
    Path now = BuiltJar.everything().file();
    Path old = PREVIOUS.endsWith(".jar") ? Path.of(PREVIOUS).toAbsolutePath() : built();
    FLEET.write(temp.resolve("catalog"), lab);

    try (Running running = new Running(old, ALL)) {
      running.ready();
      breakSomething();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(
              () -> running.seen().incidents().size() == 1 && running.seen().series().size() > 12);
    }
    Seen before = look(old);
    Seen upgraded = look(now);
    assertThat(upgraded.series().keySet()).isEqualTo(before.series().keySet());
    before.series().forEach((key, series) -> holds(of(upgraded.series(), key), series));
    before.incidents().forEach((key, incident) -> holds(of(upgraded.incidents(), key), incident));

    try (Running running = new Running(now, ALL)) {
      running.ready();
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> !running.seen().series().equals(before.series()));
    }
    Seen after = look(now);
    Seen back = look(old);
    assertThat(back.series().keySet()).isEqualTo(after.series().keySet());
    back.series().forEach((key, series) -> holds(of(after.series(), key), series));
    assertThat(back.incidents().keySet()).isEqualTo(after.incidents().keySet());
    System.out.printf(
        "%d series and %d incidents of %s: the same under this one, and back%n",
        before.series().size(), before.incidents().size(), PREVIOUS);
  }

  /** A newer one may say more, but nothing else of what the older one says. */
  private static void holds(JsonNode newer, JsonNode older) {
    older
        .propertyNames()
        .forEach(name ->
            assertThat(newer.path(name)).as("%s of %s", name, older).isEqualTo(older.path(name)));
  }

  private static JsonNode of(Map<String, JsonNode> all, String key) {
    return all.getOrDefault(key, Json.MAPPER.missingNode());
  }

  private Seen look(Path jar) throws Exception {
    try (Running running = new Running(jar, STILL)) {
      running.ready();
      AtomicReference<@Nullable Seen> last = new AtomicReference<>();
      // What was under way when the one before ended is still read.
      return await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofSeconds(5))
          .until(
              running::seen, seen -> !seen.series().isEmpty() && seen.equals(last.getAndSet(seen)));
    }
  }

  private void breakSomething() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/admin/faults".formatted(lab)))
                .header("Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"fault\": \"corruption\", \"slice\": \"opus-4/*/tpu/*\", \"share\": 0.3}"))
                .build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  /** Of the commit, in a checkout of its own. */
  private Path built() throws IOException {
    Path checkout = temp.resolve("previous");
    Path log = temp.resolve("build.log");
    Path here = Path.of("").toAbsolutePath();
    for (List<String> command :
        List.of(
            List.of("git", "clone", "--quiet", here.toString(), checkout.toString()),
            List.of("git", "-C", checkout.toString(), "checkout", "--quiet", PREVIOUS))) {
      assertThat(Programs.run(command, here, Map.of(), log)).as(log.toString()).isZero();
    }
    assertThat(
            Programs.run(
                List.of("./mvnw", "-B", "-ntp", "-q", "-Dmaven.test.skip", "package"),
                checkout,
                Map.of(),
                log))
        .as(log.toString())
        .isZero();
    return checkout.resolve("target/plumbline.jar");
  }

  /** Standalone on the folder that all share, until it is closed. */
  private final class Running implements AutoCloseable {
    private final Process process;

    Running(Path jar, String roles) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-Xmx1g",
                  "-jar",
                  jar.toString(),
                  "--plumbline.roles=" + roles,
                  "--plumbline.data-dir=" + temp.resolve("data"),
                  "--plumbline.catalog.dir=" + temp.resolve("catalog"),
                  "--plumbline.probe.egress=127.0.0.0/8",
                  "--plumbline.lab.port=" + lab,
                  "--server.port=" + api)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(temp.resolve("log").toFile()))
              .start();
    }

    void ready() {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> {
            assertThat(process.isAlive()).as("see " + temp.resolve("log")).isTrue();
            return json("/api/v1/series").isArray();
          });
    }

    Seen seen() {
      Map<String, JsonNode> series = new TreeMap<>();
      json("/api/v1/series")
          .valueStream()
          .forEach(it -> series.put(it.path("series").toString(), it));
      Map<String, JsonNode> incidents = new TreeMap<>();
      json("/api/v1/incidents")
          .path("incidents")
          .valueStream()
          .forEach(it -> incidents.put(it.path("id").asString(""), it));
      return new Seen(series, incidents);
    }

    /** Missing where nobody answers, or not yet. */
    private JsonNode json(String path) {
      try {
        HttpResponse<String> answer =
            HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(api, path)))
                    .timeout(Duration.ofSeconds(10))
                    .build(),
                BodyHandlers.ofString());
        return answer.statusCode() == 200
            ? Json.MAPPER.readTree(answer.body())
            : Json.MAPPER.missingNode();
      } catch (IOException _) {
        return Json.MAPPER.missingNode();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }

    /** In order, as an upgrade ends it. */
    @Override
    public void close() {
      process.destroy();
      await().atMost(Duration.ofMinutes(1)).until(() -> !process.isAlive());
    }
  }
}
