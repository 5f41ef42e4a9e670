package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The real helm takes the chart, and every object it makes is one that Kubernetes takes. */
@Tag("exhaustive")
class ChartRenderTest {
  static List<String> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void helmHasNothingToSay(String values) {
    Helm.Said said =
        Helm.run(
            "lint", "--strict", Chart.FOLDER.toString(), "-f", Chart.values(values).toString());

    assertThat(said.exitCode()).as(said.output()).isZero();
    assertThat(said.output()).contains("1 chart(s) linted, 0 chart(s) failed").doesNotContain("[W");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyObjectIsWhatTheApiKnows(String values) {
    Rendered rendered = Helm.render(values);

    assertThat(rendered.all("Deployment")).hasSize(3);
    for (JsonNode object : rendered.objects()) {
      assertThat(ApiModels.complaint(object))
          .as("%s %s".formatted(Rendered.kind(object), Rendered.name(object)))
          .isEqualTo(Optional.empty());
    }
  }

  /** Otherwise the test above would prove nothing. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Deployment | \"terminationGracePeriodSeconds\" | \"terminationGraceSeconds\"",
        "Deployment | \"readOnlyRootFilesystem\" | \"readOnlyRootFileSystem\"",
        "Deployment | \"sleep\":{\"seconds\":10} | \"sleep\":{\"second\":10}",
        "Deployment | \"replicas\":4 | \"replicas\":\"four\"",
        "Deployment | \"memory\":\"1536Mi\" | \"memory\":\"1.5 gigabytes\"",
        "NetworkPolicy | \"ipBlock\" | \"ipblock\"",
        "PodDisruptionBudget | \"selector\" | \"selektor\"",
        "Job | \"backoffLimit\":3 | \"backoffLimits\":3",
        "Service | \"ports\":[ | \"port\":[",
        "ServiceMonitor | \"jobLabel\" | \"jobLabels\"",
        "ServiceMonitor | \"path\":\" | \"paths\":\"",
        "PrometheusRule | \"for\":\"5m\" | \"for\":\"5min\"",
        "PrometheusRule | \"expr\" | \"expression\"",
      })
  void aWrongWordIsFound(String kind, String right, String wrong) {
    JsonNode object =
        Helm.render("full").all(kind).stream()
            .filter(it -> it.toString().contains(right))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no " + kind + " has " + right));

    JsonNode changed = Chart.documents(object.toString().replace(right, wrong)).getFirst();

    assertThat(ApiModels.complaint(object)).isEmpty();
    assertThat(ApiModels.complaint(changed)).isPresent();
  }

  @Test
  void aKindThatDoesNotExistIsFound() {
    JsonNode object = Chart.documents("{apiVersion: apps/v1, kind: Deploiment}").getFirst();
    assertThat(ApiModels.complaint(object)).contains("Kubernetes does not know this kind");
  }

  @Test
  void whatIsInstalledIsTheVersionOfTheChartUnlessSaidOtherwise() {
    String version = Chart.read(Chart.FOLDER.resolve("Chart.yaml")).path("appVersion").asString();

    assertThat(image(Helm.render("minimal"))).isEqualTo("plumbline:" + version);
    assertThat(image(Helm.render("minimal", "--set", "image.tag=1.2.3")))
        .isEqualTo("plumbline:1.2.3");
    assertThat(image(Helm.render("full", "--set", "image.tag=1.2.3")))
        .startsWith("registry.example.org/plumbline@sha256:0123");
  }

  private static String image(Rendered rendered) {
    List<String> images =
        rendered.pods().stream()
            .map(pod -> Rendered.container(pod).path("image").asString())
            .distinct()
            .toList();
    assertThat(images).as("one image in all roles and in the migration").hasSize(1);
    return images.getFirst();
  }
}
