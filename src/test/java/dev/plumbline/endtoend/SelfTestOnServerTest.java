package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The self-test from the lab through probes, Kafka, detectors and PostgreSQL to metric, REST and
 * command: each fault is found, no incident is made of it, and when the drill is gone it is missed.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
@Timeout(400)
class SelfTestOnServerTest {
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("haiku-3.5"),
          List.of("claude-api"),
          List.of("gpu", "tpu"),
          Duration.ofSeconds(1),
          0,
          "{window: 1s, grace: 1s}");
  private static final Pattern DELAY =
      Pattern.compile("plumbline_selftest_detection_delay_probes\\{check=\"([a-z-]+)\"} ([0-9.]+)");

  @TempDir Path temp = Path.of("");

  @Test
  void everyFaultIsFoundAndNoneIsAnIncident(Servers servers) {
    try (Experiment experiment =
        new Experiment(servers, SelfTestOnServerTest::withSelfTest, 1, temp, List.of())) {
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() ->
              assertThat(sightingsByCheck(experiment))
                  .containsOnlyKeys(SelfTest.CHECKS)
                  .allSatisfy((_, seen) -> assertThat(seen).isGreaterThanOrEqualTo(2)));

      // 100 probes a fault; it takes 3 to 19 (DrillSimulationTest), slots are jittered.
      assertThat(delays(experiment))
          .containsOnlyKeys(SelfTest.CHECKS)
          .allSatisfy((_, probes) -> assertThat(probes).isBetween(2.0, 40.0));
      assertThat(command(experiment)).isZero();
      JsonNode incidents = experiment.get("/api/v1/incidents?state=all").path("incidents");
      assertThat(incidents.isArray()).isTrue();
      assertThat(incidents).isEmpty();
      assertThat(experiment.text("/api/v1/series")).doesNotContain(SelfTest.MODEL);
      assertThat(experiment.text("/actuator/prometheus"))
          .doesNotContain("plumbline_regression{accelerator=\"drill\"")
          .contains("plumbline_probe_runs_total{accelerator=\"drill\",model=\"plumbline-drill\"");
      assertThat(experiment.text("/", "text/html")).contains("Self-test: foreign-script found");

      experiment.lab().stop();
      await()
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(command(experiment)).isEqualTo(1));
      assertThat(experiment.text("/", "text/html")).contains("Self-test missed");
    }
  }

  private static Path withSelfTest(Path folder, int labPort) {
    return FLEET.write(folder, labPort, "period: 20s, interval: 100ms");
  }

  private static Map<String, Long> sightingsByCheck(Experiment experiment) {
    JsonNode sightings = experiment.get("/api/v1/self-test").path("sightings");
    return sightings
        .valueStream()
        .map(it -> it.path("check").asString())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static Map<String, Double> delays(Experiment experiment) {
    return DELAY
        .matcher(experiment.text("/actuator/prometheus"))
        .results()
        .collect(Collectors.toMap(it -> it.group(1), it -> Double.parseDouble(it.group(2))));
  }

  private static int command(Experiment experiment) {
    return PlumblineCommand.run("self-test", "--server", experiment.url());
  }
}
