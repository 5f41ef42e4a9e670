package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyTest {
  private final List<Duration> pauses = new ArrayList<>();

  @Test
  void atScaleOneAnswersTakeTheTimeOfARealServer() {
    for (int seed = 0; seed < 100; seed++) {
      Latency latency = new Latency(1, 1, seed, pauses::add);
      latency.untilFirstToken();
      latency.forTokens(10);
    }
    // 150 ms and 3 ms a token, ± 20 %.
    assertThat(pauses).hasSize(200);
    for (int i = 0; i < pauses.size(); i += 2) {
      assertThat(pauses.get(i)).isBetween(Duration.ofMillis(120), Duration.ofMillis(180));
      assertThat(pauses.get(i + 1)).isBetween(Duration.ofMillis(24), Duration.ofMillis(36));
    }
  }

  @Test
  void largerBatchesAreSlower() {
    new Latency(1, 1, 5, pauses::add).untilFirstToken();
    new Latency(1, 16, 5, pauses::add).untilFirstToken();

    assertThat(pauses.get(1)).isGreaterThan(pauses.get(0));
  }

  @Test
  void atScaleZeroNothingWaits() {
    Latency latency = new Latency(0, 16, 5, pauses::add);
    latency.untilFirstToken();
    latency.forTokens(100);

    assertThat(latency.waits()).isFalse();
    assertThat(pauses).isEmpty();
  }
}
