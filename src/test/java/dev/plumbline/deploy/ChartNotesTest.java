package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said after an install: what does not work yet, and nothing of what does. */
@Tag("exhaustive")
class ChartNotesTest {

  @Test
  void theLeastThatInstallsLacksMuch() {
    assertThat(notes("minimal"))
        .contains(
            "2 workers, 2 scorers, 2 of the API, in monitoring",
            "THE API WILL ANSWER NOBODY over the network, but for health.",
            "Nobody is paged yet",
            "The network policies let nobody in but `helm test`",
            "The self-test is off",
            "helm test quality --namespace monitoring",
            "port-forward service/quality-plumbline 8080:8080")
        .doesNotContain("No network policies");
  }

  @Test
  void openMetricsAreNoAnswerOfTheApi() {
    String[] more = {
      "--set", "monitoring.serviceMonitor.enabled=false,monitoring.rules.enabled=false"
    };
    assertThat(notes("open", more))
        .contains(
            "THE API WILL ANSWER NOBODY over the network, but for health and metrics.",
            "No network policies: pods may reach");
  }

  @Test
  void whatIsThereIsNotMissed() {
    String[] more = {
      "--set", "access.tokens.secretName=tokens,worker.drill=true",
      "--set", "networkPolicy.ingress.api[0].podSelector.matchLabels.app=gates"
    };
    assertThat(notes("minimal", more))
        .contains("helm test quality")
        .doesNotContain("NOBODY", "The network policies let", "The self-test is off");
  }

  private static String notes(String values, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "install",
                "quality",
                Chart.FOLDER.toString(),
                "--dry-run=client",
                "--namespace",
                "monitoring",
                "--values",
                Chart.values(values).toString()));
    arguments.addAll(List.of(more));
    Helm.Said said = Helm.run(arguments.toArray(String[]::new));
    assertThat(said.exitCode()).as(said.errors()).isZero();
    return said.output().substring(said.output().indexOf("NOTES:"));
  }
}
