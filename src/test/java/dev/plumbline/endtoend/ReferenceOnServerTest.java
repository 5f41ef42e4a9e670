package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.reference.ReferenceFiles;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * From nothing to a page that only a reference can give, by the commands a person types: capture,
 * submit, approve; then the pool's weights lose bits. Over real Kafka, PostgreSQL and HTTP.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class ReferenceOnServerTest {
  private static final String TARGET = "haiku-3.5/claude-api/gpu/gpu-a";
  private static final String OTHER = "haiku-3.5/claude-api/trainium/trainium-a";
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("haiku-3.5"),
          List.of("claude-api"),
          List.of("gpu", "trainium"),
          Duration.ofMillis(100),
          0,
          "{threshold: 1.6e7, window: 1s, grace: 2s}");

  @TempDir Path temp = Path.of("");

  @Test
  void weightsThatLoseBitsArePagedOnceThereIsAReference(Servers servers) throws Exception {
    int labPort = FreePort.any();
    Path folder = FLEET.write(Files.createDirectories(temp.resolve("catalog")), labPort);
    compareAnswers(folder.resolve("suites/short.yaml"));
    Catalog catalog = new CatalogLoader().load(folder);
    LabSettings settings =
        new LabSettings(
            labPort, 3, 4, 0, 0.001, 1_000_000_000, Accelerators.USUAL, null, 1_000_000);
    LabFleet lab = new LabFleet(() -> catalog, settings, InstantSource.system(), 1, Pacer.REAL);
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
                    "plumbline.incident.demands.most", "0",
                    "spring.kafka.streams.state-dir", temp.resolve("streams").toString()))) {
      assertThat(coverage(plumbline)).contains("no approved reference");

      Path file = temp.resolve("reference.json");
      // Of both: what has no reference has no trials, and silence excludes nobody.
      for (String target : List.of(OTHER, TARGET)) {
        assertThat(
                command(
                    "capture",
                    target,
                    "--catalog",
                    folder.toString(),
                    "--draws",
                    "10",
                    "--attest",
                    "a lab without faults",
                    "--out",
                    file.toString()))
            .isZero();
        assertThat(submit(file, plumbline)).isZero();
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(coverage(plumbline)).isEqualTo("applicable"));

      // Listed, and exported as it was submitted.
      String id = ReferenceFiles.id(ReferenceFiles.parse(Files.readAllBytes(file)));
      assertThat(said(plumbline, "list")).contains(id, TARGET, "APPROVED");
      assertThat(said(plumbline, "export", id).strip()).isEqualTo(Files.readString(file).strip());

      lab.inject(new Fault(FaultKind.QUANTISATION, Slice.parse(TARGET), 1));
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> assertThat(open(plumbline)).containsExactly("page logprob-drift " + TARGET));

      // What is under suspicion cannot say what healthy looks like.
      assertThat(submit(file, plumbline)).isEqualTo(2);

      assertThat(said(plumbline, "retire", id)).contains("RETIRED");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(coverage(plumbline)).contains("no approved reference"));
    } finally {
      lab.stop();
    }
  }

  /** The suite of the test fleet, feeding the checks that compare as well. */
  private static void compareAnswers(Path suite) throws IOException {
    String text = Files.readString(suite);
    String more =
        "defaults:\n  checks: [foreign-script, argmax, routing, divergence, logprob-drift]\n";
    Files.writeString(suite, text.replace("defaults:\n", more));
  }

  /** What a command prints. */
  private static String said(RunningPlumbline plumbline, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      String[] all = Arrays.copyOf(arguments, arguments.length + 2);
      all[arguments.length] = "--server";
      all[arguments.length + 1] = plumbline.url();
      assertThat(command(all)).isZero();
    } finally {
      System.setOut(before);
    }
    return said.toString(UTF_8);
  }

  private static int command(String... arguments) {
    return PlumblineCommand.run(
        Stream.concat(Stream.of("reference"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static int submit(Path file, RunningPlumbline plumbline) {
    return command(
        "submit", file.toString(), "--approve", "--by", "Kim", "--server", plumbline.url());
  }

  private static String coverage(RunningPlumbline plumbline) {
    return StreamSupport.stream(get(plumbline, "/api/v1/checks").spliterator(), false)
        .filter(it -> it.path("target").asString("").equals(TARGET))
        .filter(it -> it.path("check").asString("").equals("logprob-drift"))
        .map(it ->
            it.path("applicable").asBoolean(false)
                ? "applicable"
                : it.path("reasons").propertyNames().toString())
        .findFirst()
        .orElseThrow();
  }

  private static List<String> open(RunningPlumbline plumbline) {
    JsonNode incidents = get(plumbline, "/api/v1/incidents?state=open").path("incidents");
    return StreamSupport.stream(incidents.spliterator(), false)
        .map(incident ->
            incident.path("severity").asString("")
                + " "
                + incident.path("effects").path(0).path("check").asString("")
                + " "
                + suspect(incident.path("suspect").path("slice")))
        .toList();
  }

  /** The target where it is the only one in the slice, whatever the slice is called. */
  private static String suspect(JsonNode json) {
    Slice slice =
        new Slice(
            json.path("model").asString(""),
            json.path("platform").asString(""),
            json.path("accelerator").asString(""),
            json.path("pool").asString(""));
    List<Labels> members = FLEET.labels().stream().filter(slice::contains).toList();
    return members.size() == 1 ? members.getFirst().toString() : slice.toString();
  }

  private static JsonNode get(RunningPlumbline plumbline, String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(plumbline.url() + path)).build();
      return Json.MAPPER.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
