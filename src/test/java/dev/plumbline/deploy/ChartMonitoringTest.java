package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Prometheus and Grafana are given is what the project's other tests hold true. */
@Tag("exhaustive")
class ChartMonitoringTest {
  private static final Path DASHBOARDS = Path.of("dashboards", "grafana");
  private static final Path RULES = Path.of("dashboards", "prometheus");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"alerts", "recording"})
  void rulesAreTheProjects(String part) {
    Path file = RULES.resolve("plumbline-%s.yaml".formatted(part));

    JsonNode spec =
        Helm.render("open").all("PrometheusRule").stream()
            .filter(rule -> Rendered.name(rule).endsWith("-" + part))
            .findFirst()
            .orElseThrow()
            .path("spec");

    assertThat(spec).isEqualTo(Chart.read(file));
  }

  @Test
  void linksLeadWhereTheValuesSay() {
    Rendered rendered = Helm.render("full");
    String rules = rendered.all("PrometheusRule").toString();
    String dashboards = rendered.component("ConfigMap", "dashboards").toString();

    assertThat(rules + dashboards).doesNotContain("example.com");
    assertThat(rules)
        .contains(
            "https://plumbline.acme.test/incidents/{{ $labels.incident }}",
            "https://grafana.acme.test/d/plumbline?",
            "https://wiki.acme.test/runbooks/PlumblineAbsent.md");
    assertThat(dashboards)
        .contains("https://plumbline.acme.test", "https://wiki.acme.test/runbooks");
    assertThat(unlinked(rules))
        .contains(Chart.read(RULES.resolve("plumbline-alerts.yaml")).toString());
  }

  /** As the project has them. */
  private static String unlinked(String text) {
    return text.replace("https://plumbline.acme.test", "https://plumbline.example.com")
        .replace("https://grafana.acme.test", "https://grafana.example.com")
        .replace("https://wiki.acme.test/runbooks", "https://runbooks.example.com/plumbline");
  }

  @Test
  void dashboardsAreTheProjects() throws IOException {
    JsonNode map =
        Helm.render("minimal", "--set", "monitoring.dashboards.enabled=true")
            .component("ConfigMap", "dashboards");

    assertThat(map.path("data").propertyNames())
        .containsExactlyInAnyOrderElementsOf(dashboardFiles());
    for (String name : dashboardFiles()) {
      assertThat(Chart.documents(map.path("data").path(name).asString()).getFirst())
          .isEqualTo(Chart.read(DASHBOARDS.resolve(name)));
    }
    assertThat(Rendered.label(map, "grafana_dashboard")).isEqualTo("1");
  }

  /** What is pushed to a registry of charts holds files, not links. */
  @Test
  void thePackagedChartHoldsThem() throws IOException {
    Helm.Said said =
        Helm.run("package", Chart.FOLDER.toString(), "--destination", folder.toString());
    assertThat(said.exitCode()).as(said.errors()).isZero();
    Path archive;
    try (Stream<Path> files = Files.list(folder)) {
      archive = files.findFirst().orElseThrow();
    }
    String[] arguments = {
      "template",
      "quality",
      archive.toString(),
      "-f",
      Chart.values("full").toString(),
      Helm.OPERATOR
    };

    Helm.Said rendered = Helm.run(arguments);

    arguments[2] = Chart.FOLDER.toString();
    assertThat(rendered.output()).isEqualTo(Helm.run(arguments).output());
    assertThat(Files.size(archive)).as("a release is one Secret of 1 MiB").isLessThan(300_000);
  }

  /** Rules say "without (instance, pod)": nothing else may differ between processes. */
  @Test
  void prometheusGivesAllProcessesTheSameLabels() {
    Rendered rendered = Helm.render("full");
    JsonNode monitor = rendered.component("ServiceMonitor", "metrics");

    assertThat(monitor.path("spec").path("endpoints")).hasSize(1);
    JsonNode endpoint = monitor.path("spec").path("endpoints").path(0);
    assertThat(endpoint.path("path").asString()).isEqualTo("/actuator/prometheus");
    assertThat(endpoint.path("authorization").path("credentials").toString())
        .isEqualTo("{\"name\":\"plumbline-scrape\",\"key\":\"token\"}");
    assertThat(endpoint.path("relabelings").toString())
        .isEqualTo("[{\"action\":\"labeldrop\",\"regex\":\"service|endpoint|container\"}]");
    assertThat(monitor.path("spec").path("jobLabel").asString())
        .as("the label job: the chart's name, in every release")
        .isEqualTo("app.kubernetes.io/name");
    assertThat(rendered.component("Service", "metrics").path("spec").path("clusterIP").asString())
        .as("every pod")
        .isEqualTo("None");
  }

  private static List<String> dashboardFiles() throws IOException {
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .toList();
    }
  }
}
