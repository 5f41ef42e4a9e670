package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From counts that a source posts to a ticket with the right slice, by HTTP, Kafka and PostgreSQL:
 * seven hours of two models on three platforms, in the last of which users of one platform report
 * garbled answers ten times as often.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class FeedbackOnServerTest {
  private static final String BROKEN = "opus-4/bedrock";
  private static final int MINUTES = 420;

  /** How much later the test is than the last of them. */
  private static final int SINCE = 600;

  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4", "haiku-3.5"),
          List.of("claude-api", "bedrock", "vertex"),
          List.of("tpu", "gpu"),
          Duration.ofHours(1),
          0,
          "{}");

  @TempDir Path temp = Path.of("");

  @Test
  void whatUsersOfOnePlatformReportIsATicketOfThatPlatform(Servers servers) throws Exception {
    Path folder = FLEET.write(Files.createDirectories(temp.resolve("catalog")), 1);
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline plumbline =
            RunningPlumbline.start(
                broker,
                servers.newDatabase(),
                folder,
                Map.of("spring.kafka.streams.state-dir", temp.resolve("streams").toString()))) {
      Instant begin =
          Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES + SINCE));
      Path file = Files.writeString(temp.resolve("counts.csv"), csv(begin));
      assertThat(send(file, plumbline)).isZero();

      // The two models come on partitions of their own, one before the other or side by side. Where
      // one was decided on before the other was known, the slice is right with what the source
      // counts next, as it goes on counting and users go on reporting.
      AtomicInteger minute = new AtomicInteger(MINUTES);
      Random random = new Random(6);
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() -> {
            String next = json(begin, minute.getAndAdd(5), random);
            assertThat(post(plumbline, next).statusCode()).isEqualTo(202);
            assertThat(open(plumbline))
                .containsExactly("ticket feedback-garbled opus-4/bedrock/*/*");
          });
      await()
          .untilAsserted(() ->
              assertThat(text(plumbline, "/actuator/prometheus"))
                  .contains("plumbline_feedback_exposure_total{")
                  .containsPattern(
                      "plumbline_feedback_reports_total\\{.*reason=\"garbled\".*\\} [1-9]"));

      // All of it once more is late, and changes nothing.
      List<String> before = open(plumbline);
      assertThat(send(file, plumbline)).isZero();
      await()
          .untilAsserted(() ->
              assertThat(text(plumbline, "/actuator/prometheus"))
                  .containsPattern("plumbline_feedback_late_total\\{model=\"haiku-3.5\"\\} [1-9]"));
      assertThat(open(plumbline)).isEqualTo(before);

      // Text has nowhere to go.
      String comment = "{\"source\": \"app\", \"counts\": [], \"comment\": \"so slow\"}";
      HttpResponse<String> refused = post(plumbline, comment);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("comment: is not known").doesNotContain("so slow");
    }
  }

  private static String csv(Instant begin) {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("minute,model,platform,exposure,reason,count\n");
    for (int minute = 0; minute < MINUTES; minute++) {
      for (String model : FLEET.models()) {
        for (String platform : FLEET.platforms()) {
          csv.append(
              "%s,%s,%s,1000,garbled,%d%n"
                  .formatted(
                      begin.plus(Duration.ofMinutes(minute)),
                      model,
                      platform,
                      garbled(minute, model, platform, random)));
        }
      }
    }
    return csv.toString();
  }

  /** Five minutes, as long as a block is. */
  private static String json(Instant begin, int first, Random random) {
    return IntStream.range(first, first + 5)
        .boxed()
        .flatMap(minute ->
            FLEET.models().stream()
                .flatMap(model ->
                    FLEET.platforms().stream()
                        .map(platform ->
                            """
                            {"minute": "%s", "model": "%s", "platform": "%s", "exposure": 1000,
                             "reports": {"garbled": %d}}\
                            """
                                .formatted(
                                    begin.plus(Duration.ofMinutes(minute)),
                                    model,
                                    platform,
                                    garbled(minute, model, platform, random)))))
        .collect(Collectors.joining(", ", "{\"source\": \"app\", \"counts\": [", "]}"));
  }

  /** What users of a platform report within a minute: ten times as much since it is broken. */
  private static long garbled(int minute, String model, String platform, Random random) {
    boolean broken = minute >= MINUTES - 60 && (model + "/" + platform).equals(BROKEN);
    return random.nextInt(4) * (broken ? 10L : 1L);
  }

  private static int send(Path file, RunningPlumbline plumbline) {
    return PlumblineCommand.run(
        "feedback", "send", "--file", file.toString(), "--server", plumbline.url());
  }

  private static List<String> open(RunningPlumbline plumbline)
      throws IOException, InterruptedException {
    JsonNode incidents =
        Json.MAPPER.readTree(text(plumbline, "/api/v1/incidents?state=open")).path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .map(incident -> {
          JsonNode slice = incident.path("suspect").path("slice");
          return "%s %s %s/%s/%s/%s"
              .formatted(
                  incident.path("severity").asString(""),
                  incident.path("effects").path(0).path("check").asString(""),
                  slice.path("model").asString(""),
                  slice.path("platform").asString(""),
                  slice.path("accelerator").asString(""),
                  slice.path("pool").asString(""));
        })
        .toList();
  }

  private static String text(RunningPlumbline plumbline, String path)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(plumbline.url() + path)).build(),
              HttpResponse.BodyHandlers.ofString(UTF_8))
          .body();
    }
  }

  private static HttpResponse<String> post(RunningPlumbline plumbline, String json)
      throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(plumbline.url() + "/api/v1/feedback"))
              .header("content-type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build(),
          HttpResponse.BodyHandlers.ofString(UTF_8));
    }
  }
}
