package dev.plumbline.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.PracticeCatalog;
import dev.plumbline.catalog.Suite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The healthy failure rates that come with the practice suites are of these very suites, and are
 * what the lab's models do when nothing is wrong. Measured anew with {@code plumbline suite
 * measure}.
 */
class PracticeMeasuredTest {
  @TempDir private Path folder;

  @Test
  void everyPracticeProbeHasItsHealthyFailureRate() throws IOException {
    PracticeCatalog.unpack(folder, 18080);
    MeasuredFiles files = new MeasuredFiles(folder);
    for (Suite suite : new CatalogLoader().load(folder).suites()) {
      MeasuredSuite measured = files.read(suite.name()).orElseThrow();

      assertThat(measured.version()).as(suite.name()).isEqualTo(suite.version());
      assertThat(measured.probes().keySet())
          .containsExactlyInAnyOrderElementsOf(
              suite.probes().stream().map(probe -> probe.id()).toList());
      assertThat(failing(measured)).as("healthy: 0 of 200 on each probe and check").isEmpty();
    }
  }

  private static List<String> failing(MeasuredSuite measured) {
    return measured.probes().entrySet().stream()
        .flatMap(probe ->
            probe.getValue().checks().entrySet().stream()
                .filter(check -> check.getValue().failures() > 0)
                .map(check -> "%s %s".formatted(probe.getKey(), check)))
        .toList();
  }
}
