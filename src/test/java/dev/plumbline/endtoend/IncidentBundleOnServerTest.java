package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.topic.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A pool breaks two minutes after a deploy somebody told of: the incident names the deploy,
 * somebody takes it, and its bundle asks the pool again. By the commands a person types, over real
 * Kafka, PostgreSQL and HTTP.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class IncidentBundleOnServerTest {
  private static final String SECRET = "sk-live-0123456789abcdef";
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("haiku-3.5"),
          List.of("claude-api"),
          List.of("gpu", "tpu"),
          Duration.ofMillis(100),
          0,
          "{threshold: 1.6e7, window: 1s, grace: 2s, objectives: {"
              + "foreign-script: {initial: 1e-4, certified: 1e-4}}}");

  @TempDir Path temp = Path.of("");

  @Test
  void fromADeployToABundleThatAsksThePoolAgain(Servers servers) throws Exception {
    Path key = Files.writeString(temp.resolve("key"), SECRET);
    Fault fault = new Fault(FaultKind.CORRUPTION, new Slice("*", "*", "tpu", "*"), 0.3);
    try (Experiment experiment =
        new Experiment(
            servers,
            (folder, port) -> withCredential(folder, port, key),
            1,
            temp,
            List.of(fault))) {
      said(
          experiment,
          "change",
          "add",
          "build 4711",
          "--slice",
          "*/*/tpu/*",
          "--at",
          Instant.now().minus(Duration.ofMinutes(2)).toString(),
          "--by",
          "Kim");
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(said(experiment, "change", "list")).contains("build 4711"));
      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() ->
              assertThat(incidents(experiment).path(0).path("severity").asString(""))
                  .isEqualTo("page"));
      String id = incidents(experiment).get(0).path("id").asString();

      assertThat(said(experiment, "incident", "list")).contains(id, "foreign-script fails on");
      assertThat(said(experiment, "incident", "ack", id, "--by", "Kim"))
          .startsWith("acknowledged by Kim");
      assertThat(said(experiment, "incident", "show", id))
          .contains(
              "acknowledged, page by Kim", "build 4711", "before the earliest onset, same slice");
      await()
          .untilAsserted(() ->
              assertThat(bundle(experiment, id))
                  .containsKey("exchanges/01-" + newest(experiment, id) + "/reproduce.sh"));
      Map<String, byte[]> files = bundle(experiment, id);

      files.forEach((name, content) ->
          assertThat(new String(content, UTF_8)).as(name).doesNotContain(SECRET));
      assertThat(new String(file(files, "postmortem.md"), UTF_8))
          .contains("build 4711", "foreign-script", "detection delay");
      files.keySet().stream()
          .filter(name -> name.endsWith(".json"))
          .forEach(name ->
              assertThat(Json.MAPPER.readTree(file(files, name)).isMissingNode()).isFalse());
      askAgain(files, newestFolder(files));
    }
  }

  private static Path withCredential(Path folder, int port, Path key) {
    try {
      Path written = FLEET.write(folder, port);
      Path fleet = written.resolve("fleet.yaml");
      Files.writeString(
          fleet,
          Files.readString(fleet)
              .replace("defaults:\n", "defaults:\n  credential: 'file:%s'\n".formatted(key)));
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By the bundle itself: others may have failed since. */
  private static String newestFolder(Map<String, byte[]> files) {
    String script =
        files.keySet().stream()
            .filter(name -> name.startsWith("exchanges/01-") && name.endsWith("/reproduce.sh"))
            .findFirst()
            .orElseThrow();
    return script.substring(0, script.lastIndexOf('/') + 1);
  }

  private void askAgain(Map<String, byte[]> files, String folder) throws Exception {
    Path here = Files.createTempDirectory(temp, "again");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (file.getKey().startsWith(folder)) {
        Files.write(here.resolve(file.getKey().substring(folder.length())), file.getValue());
      }
    }
    ProcessBuilder shell = new ProcessBuilder("sh", here.resolve("reproduce.sh").toString());
    shell.environment().put("PLUMBLINE_CREDENTIAL", SECRET);
    Process process = shell.start();
    byte[] answer = process.getInputStream().readAllBytes();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();

    String before = new String(file(files, folder + "answer.raw"), UTF_8);
    String after = new String(answer, UTF_8);
    assertThat(after.startsWith("data: ")).isEqualTo(before.startsWith("data: "));
    assertThat(after).contains("fp_haiku-3.5.claude-api.tpu.tpu-a", "logprobs");
  }

  private Map<String, byte[]> bundle(Experiment experiment, String id) {
    Path zip = temp.resolve("incident.zip");
    said(experiment, "incident", "bundle", id, "--out", zip.toString());
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = archive.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        files.put(entry.getName(), archive.getInputStream(entry).readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  /** The newest exchange the incident names. */
  private static String newest(Experiment experiment, String id) {
    return experiment.get("/api/v1/incidents/" + id).at("/exchanges/0/id").asString();
  }

  private static JsonNode incidents(Experiment experiment) {
    return experiment.get("/api/v1/incidents").path("incidents");
  }

  /** What a command prints. */
  private static String said(Experiment experiment, String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      String[] all = Arrays.copyOf(arguments, arguments.length + 2);
      all[arguments.length] = "--server";
      all[arguments.length + 1] = experiment.url();
      assertThat(PlumblineCommand.run(all)).isZero();
    } finally {
      System.setOut(before);
    }
    return said.toString(UTF_8);
  }
}
