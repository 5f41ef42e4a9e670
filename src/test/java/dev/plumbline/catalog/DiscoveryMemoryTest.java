package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.SUITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A process that starts while a source is down watches what the one before it found. */
@ExtendWith(OutputCaptureExtension.class)
class DiscoveryMemoryTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = START.plusSeconds(3600);

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @BeforeEach
  void writeCatalog() throws IOException {
    Files.createDirectories(folder.resolve("suites"));
    write("suites/core.yaml", SUITE);
    write(
        "fleet.yaml",
        """
        defaults: {platform: p, accelerator: gpu, endpoint: 'http://{pool}.local/v1'}
        discover: [{file: found.yaml}]
        """);
    write(
        "found.yaml",
        "- {model: m, pool: a, build: '007'}\n- {model: m, pool: b, draining: true}\n");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private Path memory() {
    return folder.resolve("data/discovered.json");
  }

  private ReloadingCatalog load() {
    return new ReloadingCatalog(folder, now::get, memory());
  }

  @Test
  void whatWasFoundIsWatchedAfterAStartWithoutTheSource() throws IOException {
    Catalog before = load().current();
    Files.delete(folder.resolve("found.yaml"));
    now.set(LATER);

    ReloadingCatalog after = load();

    assertThat(after.current()).isEqualTo(before);
    assertThat(after.current().manners().draining()).containsExactly("m/p/gpu/b");
    DiscoveryStatus status = after.status().discovery().getFirst();
    assertThat(status.targets()).isEqualTo(2);
    assertThat(status.lastGoodAt()).as("the set is that old").isEqualTo(START);
    assertThat(status.failingSince()).isEqualTo(LATER);

    now.set(LATER.plusSeconds(60));
    assertThat(load().status().discovery().getFirst().lastGoodAt())
        .as("and does not become younger by restarts")
        .isEqualTo(START);
  }

  @Test
  void theSourceCountsAsSoonAsItIsBack() throws IOException {
    load();
    Files.delete(folder.resolve("found.yaml"));
    ReloadingCatalog catalog = load();
    now.set(LATER);
    write("found.yaml", "- {model: m, pool: c}\n");

    catalog.discover();

    assertThat(catalog.current().targets())
        .extracting(it -> it.labels().pool())
        .containsExactly("c");
    Files.delete(folder.resolve("found.yaml"));
    assertThat(load().current().targets())
        .extracting(it -> it.labels().pool())
        .containsExactly("c");
    assertThat(load().status().discovery().getFirst().lastGoodAt()).isEqualTo(LATER);
  }

  /** What it holds is checked like anything that is found: suites and rules may have changed. */
  @Test
  void whatIsNoLongerATargetIsLeftOutAndTold() throws IOException {
    load();
    Files.delete(folder.resolve("found.yaml"));
    write(
        "fleet.yaml",
        """
        defaults: {platform: p, accelerator: gpu, endpoint: 'http://{pool}.local/v1'}
        discover: [{file: found.yaml}]
        targets: [{model: m, pool: a}]
        """);

    ReloadingCatalog catalog = load();

    assertThat(catalog.current().targets())
        .extracting(it -> it.labels().pool())
        .containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"format\": 2, \"sources\": []}",
        "{\"format\": 1, \"sources\": [{\"source\": \"file found.yaml\"}]}",
        "{\"format\": 1, \"sources\": [{\"source\": \"s\", \"good-at\": \"x\", \"targets\": []}]}",
        "{\"format\": 1, \"sources\": [{\"source\": \"s\", \"targets\": [{\"key\": \"k\", \"name\": \"n\", \"value\": 3}]}]}",
      })
  void aFileThatIsNoneIsToldOfAndIgnored(String text, CapturedOutput output) throws IOException {
    Files.createDirectories(memory().getParent());
    Files.writeString(memory(), text);

    assertThat(load().current().targets()).hasSize(2);

    assertThat(output.getOut())
        .contains("is not known: " + memory() + " is ignored")
        .contains(memory() + ":");
    Files.delete(folder.resolve("found.yaml"));
    assertThat(load().current().targets()).as("it was replaced").hasSize(2);
  }

  @Test
  void withoutAFileNothingIsKeptAndAFileThatCannotBeWrittenStopsNothing(CapturedOutput output)
      throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "").resolve("discovered.json");
    ReloadingCatalog catalog = new ReloadingCatalog(folder, now::get, blocked);
    catalog.discover();

    assertThat(catalog.current().targets()).hasSize(2);
    assertThat(output.getOut().split("cannot be kept for the next start", -1)).hasSize(2);
    Files.delete(folder.resolve("found.yaml"));
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> new ReloadingCatalog(folder, now::get));
  }

  @Test
  void nothingIsLeftBesideItAndItGoesWithTheLastSource() throws IOException {
    load();
    try (var files = Files.list(folder.resolve("data"))) {
      assertThat(files.map(Path::getFileName).map(Path::toString).toList())
          .isEqualTo(List.of("discovered.json"));
    }
    write("fleet.yaml", "targets:\n" + Catalogs.target(""));

    load();

    assertThat(memory()).doesNotExist();
  }
}
