package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.catalog.Slice;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Names, types and labels of our metrics are a promise to dashboards and rules. */
@ExtendWith(ServersExtension.class)
class MetricsPageTest {
  private static final TestFleet TWO_POOLS =
      new TestFleet(
          List.of("opus-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(100),
          0,
          "{window: 500ms, grace: 500ms}");

  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  @TempDir Path temp = Path.of("");

  @Test
  void ourMetricsAreAsPromisedAndLeadToTheAnswersBehindThem(Servers servers) throws Exception {
    try (Experiment experiment = new Experiment(servers, TWO_POOLS, 1, temp, List.of())) {
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> assertThat(shape(page(experiment))).isEqualTo(resource("metrics.txt")));
      lint(page(experiment));
      assertThat(namesOnThePage(experiment)).containsAll(resource("others.txt").lines().toList());
      assertThat(experiment.get("/actuator/health").path("status").asString()).isEqualTo("UP");
      assertThat(experiment.get("/api/v1/openapi").path("paths").propertyNames())
          .contains(
              "/api/v1/targets",
              "/api/v1/series",
              "/api/v1/incidents",
              "/api/v1/demands",
              "/api/v1/quarantines",
              "/api/v1/exchanges/{id}");
      openMetricsNamesTheExchangeBehindANumber(experiment);
    }
  }

  /** From a number on a dashboard to the answer behind it. */
  private static void openMetricsNamesTheExchangeBehindANumber(Experiment experiment) {
    experiment.lab().inject(new Fault(FaultKind.CORRUPTION, Slice.WHOLE_FLEET, 1));
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> {
          assertThat(exemplar(experiment, "plumbline_probe_runs_total")).isPresent();
          assertThat(exemplar(experiment, "plumbline_probe_duration_seconds_bucket")).isPresent();
          assertThat(exemplar(experiment, "plumbline_check_failures_total"))
              .hasValueSatisfying(failed ->
                  assertThat(experiment.get("/api/v1/exchanges/" + failed).isObject()).isTrue());
        });
    assertThat(page(experiment)).doesNotContain("exchange_id");
    assertThat(
            experiment
                .text("/actuator/prometheus", OPEN_METRICS)
                .lines()
                .filter(line -> line.contains(" # {")))
        .as("anywhere else an exemplar makes Prometheus 2.42 refuse the page")
        .isNotEmpty()
        .allMatch(line -> line.matches("\\w+_(bucket|total)\\{.*"));
  }

  /** The exchange that the OpenMetrics page gives as an example for some series of a metric. */
  private static Optional<String> exemplar(Experiment experiment, String metric) {
    Pattern exchange = Pattern.compile(".* # \\{exchange_id=\"([^\"]+)\"} .*");
    return experiment
        .text("/actuator/prometheus", OPEN_METRICS)
        .lines()
        .filter(line -> line.startsWith(metric + "{"))
        .map(exchange::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst();
  }

  /** Our part of the page. */
  private static String page(Experiment experiment) {
    return experiment
        .text("/actuator/prometheus")
        .lines()
        .filter(line ->
            line.startsWith("plumbline_")
                || line.startsWith("# HELP plumbline_")
                || line.startsWith("# TYPE plumbline_"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /**
   * Types, and names with their label names, without values. A cause of failure is named when it
   * first occurs, which on a busy machine it may here.
   */
  private static String shape(String page) {
    TreeSet<String> shape = new TreeSet<>();
    page.lines()
        .filter(line -> !line.startsWith("# HELP"))
        .filter(line -> !line.contains("plumbline_probe_failures_total"))
        .map(line ->
            line.startsWith("#")
                ? line
                : line.replaceAll("=\"[^\"]*\"", "").replaceAll(" \\S+$", ""))
        .forEach(shape::add);
    return String.join("\n", shape) + "\n";
  }

  /** Names of all metrics, those of libraries too, of which our rules read some. */
  private static List<String> namesOnThePage(Experiment experiment) {
    return experiment
        .text("/actuator/prometheus")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceAll("[{ ].*", ""))
        .toList();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(MetricsPageTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void lint(String page) throws IOException, InterruptedException {
    boolean present = Files.exists(Path.of("/usr/bin/promtool"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as("promtool is there in CI").isTrue();
    }
    assumeTrue(present, "promtool is not installed: the page was not linted");
    Path file = Files.writeString(temp.resolve("metrics"), page);
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectInput(file.toFile())
            .redirectErrorStream(true)
            .start();
    String complaints =
        new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(promtool.waitFor()).as(complaints).isZero();
  }
}
