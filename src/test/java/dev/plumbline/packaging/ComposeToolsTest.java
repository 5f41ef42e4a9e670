package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the compose file and what it mounts are to the programs that read them. */
@Tag("exhaustive")
class ComposeToolsTest {
  private static final Map<String, String> SET_UP =
      Map.of("PLUMBLINE_DB_PASSWORD", "a", "PLUMBLINE_GRAFANA_PASSWORD", "b");

  @TempDir Path temp = Path.of("");

  @Test
  void composeReadsItAsWeDo() throws IOException {
    Path log = temp.resolve("config.yaml");
    assertThat(run(List.of("/usr/bin/docker-compose", "config", "--services"), SET_UP, log))
        .as(Files.readString(log))
        .isZero();
    assertThat(Files.readAllLines(log)).containsAll(ComposeFile.read(SET_UP).services().keySet());
  }

  @Test
  void composeSaysWhatIsNotSet() throws IOException {
    Path log = temp.resolve("refused");
    Map<String, String> without =
        Map.of("PLUMBLINE_DB_PASSWORD", "", "PLUMBLINE_GRAFANA_PASSWORD", "");
    assertThat(run(List.of("/usr/bin/docker-compose", "config", "--quiet"), without, log))
        .isNotZero();
    assertThat(Files.readString(log)).contains("Run deploy/compose/setup once");
  }

  @Test
  void prometheusTakesItsConfigurationAndRules() throws IOException {
    String text = Files.readString(Path.of("deploy/compose/prometheus.yaml"));
    Path rules = Path.of("dashboards/prometheus").toAbsolutePath();
    Path config =
        Files.writeString(
            temp.resolve("prometheus.yaml"),
            text.replace("/etc/prometheus/rules/*.yaml", rules + "/plumbline-*.yaml"));
    Path log = temp.resolve("promtool");

    assertThat(
            run(List.of("/usr/bin/promtool", "check", "config", config.toString()), Map.of(), log))
        .as(Files.readString(log))
        .isZero();
    assertThat(Files.readString(log)).contains("SUCCESS", "plumbline-alerts.yaml");
  }

  @Test
  void alertmanagerTakesItsConfiguration() throws IOException {
    Path log = temp.resolve("amtool");
    assertThat(
            run(
                List.of("/usr/bin/amtool", "check-config", "deploy/compose/alertmanager.yaml"),
                Map.of(),
                log))
        .as(() -> log.toString())
        .isZero();
    assertThat(Files.readString(log)).contains("SUCCESS", "3 receivers");
  }

  /** The gate installs these and demands them; elsewhere a test that needs one is skipped. */
  private int run(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    Path program = Path.of(command.getFirst());
    if ("true".equals(System.getenv("CI"))) {
      assertThat(program).as("it is there in CI").exists();
    }
    assumeTrue(Files.exists(program), program + " is not installed; .ci/run installs it");
    return Programs.run(command, Path.of("").toAbsolutePath(), environment, log);
  }
}
