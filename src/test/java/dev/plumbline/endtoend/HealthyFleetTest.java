package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.detect.DetectTopics;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A healthy fleet, with near-tie flips, odd errors and sticky sessions, raises nothing. */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class HealthyFleetTest {
  private static final long EXCHANGES = Long.getLong("healthy.exchanges", 20_000);

  private static final TestFleet SIX_POOLS =
      new TestFleet(
          List.of("opus-4", "sonnet-4"),
          List.of("claude-api"),
          List.of("tpu", "trainium", "gpu"),
          Duration.ofMillis(15),
          0.1,
          "{window: 1s, grace: 2s}");

  @TempDir Path temp = Path.of("");

  @Test
  void raisesNothing(Servers servers) {
    try (Experiment experiment = new Experiment(servers, SIX_POOLS, 7, temp, List.of())) {
      await()
          .atMost(Duration.ofMinutes(30))
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> experiment.length(ProbeTopics.EXCHANGES) >= EXCHANGES);

      assertThat(experiment.values(DetectTopics.DETECTIONS)).isEmpty();
      assertThat(experiment.get("/api/v1/incidents?state=all").path("incidents")).isEmpty();
      assertThat(experiment.length(ScoreTopics.OBSERVATIONS))
          .as("the line really ran: three checks and more an exchange")
          .isGreaterThan(2 * EXCHANGES);
    }
  }
}
