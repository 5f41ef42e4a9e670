package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files as Prometheus and Alertmanager themselves read them. */
@Tag("exhaustive")
class RuleToolsTest {

  @Test
  void prometheusTakesTheRules() throws Exception {
    String said =
        run("promtool", "check", "rules", "--lint=all", "--lint-fatal")
            .with(RuleFiles.RECORDING, RuleFiles.ALERTS);

    assertThat(said)
        .contains(RuleFiles.alerts().size() + " rules found")
        .contains(RuleFiles.recordings().size() + " rules found");
  }

  static List<Path> testFiles() {
    return RuleFiles.testFiles();
  }

  @ParameterizedTest
  @MethodSource("testFiles")
  void alertsFireWhenTheyShould(Path file) throws Exception {
    assertThat(run("promtool", "test", "rules").with(file)).contains("SUCCESS");
  }

  @Test
  void alertmanagerTakesItsConfiguration() throws Exception {
    assertThat(run("amtool", "check-config").with(RuleFiles.ALERTMANAGER)).contains("SUCCESS");
  }

  /** Every alert reaches somebody of its severity. */
  @Test
  void everyAlertHasItsReceiver() throws Exception {
    for (var alert : RuleFiles.alerts()) {
      String severity = alert.at("/labels/severity").asString();
      String receiver =
          switch (severity) {
            case "page" -> "pager";
            case "ticket" -> "ticket";
            case "heartbeat" -> "dead-mans-switch";
            default -> throw new AssertionError("unknown severity " + severity);
          };
      route(receiver, "alertname=" + alert.path("alert").asString(), "severity=" + severity);
    }
  }

  @ParameterizedTest
  @CsvSource({"ticket, severity=none", "pager, severity=page"})
  void whatIsNotOursGoesSomewhereToo(String receiver, String label) throws Exception {
    route(receiver, "alertname=Other", label);
  }

  private static void route(String receiver, String... labels) throws Exception {
    Stream<String> command =
        Stream.of(
            "amtool",
            "config",
            "routes",
            "test",
            "--config.file=" + RuleFiles.ALERTMANAGER,
            "--verify.receivers=" + receiver);
    run(Stream.concat(command, Stream.of(labels)).toArray(String[]::new)).with();
  }

  private static Tool run(String... command) {
    return new Tool(List.of(command));
  }

  /** A program of Debian's packages prometheus and prometheus-alertmanager. */
  private record Tool(List<String> command) {

    /** What it said; it must have been content. */
    String with(Path... files) throws IOException, InterruptedException {
      boolean present = Files.exists(Path.of("/usr/bin", command.getFirst()));
      if ("true".equals(System.getenv("CI"))) {
        assertThat(present).as(command.getFirst() + " is there in CI").isTrue();
      }
      assumeTrue(present, command.getFirst() + " is not installed; .ci/run installs it");
      Process process =
          new ProcessBuilder(
                  Stream.concat(command.stream(), Stream.of(files).map(Path::toString)).toList())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(said).isZero();
      return said;
    }
  }
}
