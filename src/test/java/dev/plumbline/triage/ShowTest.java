package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.SeriesKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShowTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s ago",
    "PT1M59S, 119 s ago",
    "PT2M, 2 min ago",
    "PT1H59M, 119 min ago",
    "PT2H, 2 h ago",
    "P3D, 3 days ago",
    "-PT90S, in 90 s",
  })
  void distances(Duration distance, String shown) {
    assertThat(Show.distance(WatchedFleet.NOW.minus(distance), WatchedFleet.NOW)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "1, over 99.9 %",
    "0.9995, over 99.9 %",
    "0.97, 97 %",
    "0.001, 0.1 %",
    "1e-30, under 0.1 %",
    "0, under 0.1 %",
  })
  void probabilities(double probability, String shown) {
    assertThat(Show.probability(probability)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"-0.5, 0", "0, 0", "0.304, 30", "1, 100", "7, 100", "NaN, 0", "Infinity, 100"})
  void bars(double ratio, int width) {
    assertThat(Show.width(ratio)).isEqualTo(width);
  }

  @ParameterizedTest
  @CsvSource({
    "a/b/c/d, /targets/a/b/c/d",
    "a b/../c, /targets/a%20b/../c",
    "<x>?#%, /targets/%3Cx%3E%3F%23%25",
    "\u202E, /targets/%E2%80%AE",
  })
  void addressesOfTargets(String name, String path) {
    assertThat(Show.targetPath(name)).isEqualTo(path);
  }

  @Test
  void addressesOfSlicesAndSeries() {
    Slice slice = Slice.parse("opus-4/*/tpu/*");

    assertThat(Show.fleetPath(slice)).isEqualTo("/?q=opus-4%20tpu");
    assertThat(Show.fleetPath(Slice.WHOLE_FLEET)).isEqualTo("/?q=");
    assertThat(Show.seriesPath(new SeriesKey("argmax", slice)))
        .isEqualTo("/series/argmax/opus-4/%2A/tpu/%2A");
  }
}
