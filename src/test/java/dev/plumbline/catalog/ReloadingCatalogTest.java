package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.SUITE;
import static dev.plumbline.catalog.Catalogs.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ReloadingCatalogTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = START.plusSeconds(60);
  private static final String GOOD = "targets:\n" + target("");
  private static final String BETTER = "targets:\n" + target("region: r");
  private static final String BAD = "targets:\n" + target("regio: r");

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @BeforeEach
  void writeCatalog() throws IOException {
    Files.createDirectory(folder.resolve("suites"));
    Files.writeString(folder.resolve("suites/core.yaml"), SUITE);
    fleet(GOOD);
  }

  @Test
  void aGoodFileReplacesTheCatalog() throws IOException {
    ReloadingCatalog catalog = load();
    Catalog first = catalog.current();
    fleet(BETTER);
    now.set(LATER);
    catalog.reload();

    assertThat(catalog.current().targets().getFirst().region()).isEqualTo("r");
    assertThat(first.targets().getFirst().region()).isNull();
    assertThat(catalog.status().version()).isNotEqualTo(first.version());
    assertThat(catalog.status().loadedAt()).isEqualTo(LATER);
  }

  @Test
  void aBadFileLeavesTheLastGoodCatalogInForceAndIsTold(CapturedOutput output) throws IOException {
    ReloadingCatalog catalog = load();
    Catalog good = catalog.current();
    fleet(BAD);
    now.set(LATER);
    catalog.reload();

    assertThat(catalog.current()).isSameAs(good);
    assertThat(catalog.status().version()).isEqualTo(good.version());
    assertThat(catalog.status().loadedAt()).isEqualTo(START);
    assertThat(catalog.status().errors())
        .containsExactly(
            new CatalogError(
                "fleet.yaml",
                3,
                5,
                "targets[0].regio",
                "unknown key 'regio'",
                "did you mean 'region'?"));
    assertThat(output).contains("WARN").contains("fleet.yaml:3:5 targets[0].regio: unknown key");
  }

  @Test
  void theSameBadFileIsToldOnceAndAnotherOneAgain(CapturedOutput output) throws IOException {
    ReloadingCatalog catalog = load();
    fleet(BAD);
    catalog.reload();
    catalog.reload();
    assertThat(output.toString().split("refused", -1)).hasSize(2);

    fleet(BAD + "\n# still bad");
    catalog.reload();
    assertThat(output.toString().split("refused", -1)).hasSize(3);
  }

  @Test
  void puttingTheFileRightClearsTheErrors() throws IOException {
    ReloadingCatalog catalog = load();
    fleet(BAD);
    catalog.reload();
    fleet(GOOD);
    catalog.reload();

    assertThat(catalog.status().errors()).isEmpty();
  }

  @Test
  void aVanishedFileIsAFailedAttemptUntilItIsBack() throws IOException {
    ReloadingCatalog catalog = load();
    Files.delete(folder.resolve("fleet.yaml"));
    catalog.reload();
    assertThat(catalog.current().targets()).hasSize(1);
    assertThat(catalog.status().errors())
        .singleElement()
        .asString()
        .startsWith("fleet.yaml: there is no such file");

    fleet(GOOD);
    catalog.reload();
    assertThat(catalog.status().errors()).isEmpty();
  }

  @Test
  void unchangedFilesAreNotReadAnew() {
    ReloadingCatalog catalog = load();
    Catalog first = catalog.current();
    catalog.reload();

    assertThat(catalog.current()).isSameAs(first);
  }

  @Test
  void thereIsNoStartWithoutAGoodCatalog() throws IOException {
    fleet(BAD);

    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(this::load)
        .withMessageStartingWith("fleet.yaml:3:5 ");
  }

  private ReloadingCatalog load() {
    return new ReloadingCatalog(folder, now::get);
  }

  private void fleet(String text) throws IOException {
    Files.writeString(folder.resolve("fleet.yaml"), text);
  }
}
