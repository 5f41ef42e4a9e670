package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testing.TestFleet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportedSlicesTest {
  @TempDir Path temp = Path.of("");

  private List<String> slices(List<String> platforms, List<String> accelerators) {
    TestFleet fleet =
        new TestFleet(List.of("opus-4"), platforms, accelerators, Duration.ofMinutes(1), 0, "{}");
    return ReportedSlices.of(new CatalogLoader().load(fleet.write(temp, 1)).targets())
        .slices()
        .stream()
        .map(Slice::toString)
        .toList();
  }

  @Test
  void platformsOfAModelAndPartsOfAPlatformAreCompared() {
    assertThat(slices(List.of("api", "cloud"), List.of("tpu", "gpu")))
        .containsExactly(
            "opus-4/api/*/*",
            "opus-4/cloud/*/*",
            "opus-4/api/tpu/*",
            "opus-4/api/gpu/*",
            "opus-4/api/tpu/tpu-a",
            "opus-4/api/gpu/gpu-a",
            "opus-4/cloud/tpu/*",
            "opus-4/cloud/gpu/*",
            "opus-4/cloud/tpu/tpu-a",
            "opus-4/cloud/gpu/gpu-a");
  }

  @Test
  void whatHasNothingBesideItIsNot() {
    assertThat(slices(List.of("api", "cloud"), List.of("tpu")))
        .containsExactly("opus-4/api/*/*", "opus-4/cloud/*/*");
    assertThat(slices(List.of("api"), List.of("tpu"))).isEmpty();
  }
}
