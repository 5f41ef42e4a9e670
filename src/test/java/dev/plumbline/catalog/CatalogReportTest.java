package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogReportTest {
  @TempDir private Path folder;

  @Test
  void aGoodCatalogIsSummedUp() throws IOException {
    PracticeCatalog.unpack(folder, 18080);
    Catalog catalog = new CatalogLoader().load(folder);

    CatalogReport report = CatalogReport.of(folder);

    assertThat(report.valid()).isTrue();
    assertThat(report.text())
        .isEqualTo(
            """
            catalog %s is valid
            targets         36
            suites          13 (%s)
            probes          %d
            requests a day  622,080 planned, 1,440,000 at most
            slices          36 targets, 44 pooled
            self-test       a fault every 3600 s, a probe every 15.0 s\
            """
                .formatted(
                    catalog.version(),
                    catalog.suites().stream()
                        .map(suite -> suite.name() + " " + suite.version())
                        .collect(Collectors.joining(", ")),
                    catalog.suites().stream().mapToInt(suite -> suite.probes().size()).sum()));
  }

  @Test
  void aBadCatalogIsReportedErrorByError() throws IOException {
    PracticeCatalog.unpack(folder, 18080);
    Files.writeString(folder.resolve("fleet.yaml"), "targets: {}");

    CatalogReport report = CatalogReport.of(folder);

    assertThat(report.valid()).isFalse();
    assertThat(report.text())
        .startsWith(
            "1 error in " + folder + "\nfleet.yaml:1:1 targets: is a mapping, must be a list");
  }
}
