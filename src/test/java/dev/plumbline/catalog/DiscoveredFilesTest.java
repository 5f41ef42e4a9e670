package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.SUITE;
import static dev.plumbline.catalog.Catalogs.target;
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

/** Targets that another system writes into files, while the process runs. */
@ExtendWith(OutputCaptureExtension.class)
class DiscoveredFilesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = START.plusSeconds(60);
  private static final String DEFAULTS =
      "defaults: {platform: p, accelerator: gpu, endpoint: 'http://{pool}.local/v1'}\n";
  private static final String FLEET =
      DEFAULTS + "discover: [{file: 'found/*'}]\ntargets:\n  - {model: m, pool: written}\n";

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @BeforeEach
  void writeCatalog() throws IOException {
    Files.createDirectories(folder.resolve("suites"));
    Files.createDirectories(folder.resolve("found"));
    Files.writeString(folder.resolve("suites/core.yaml"), SUITE);
    write("fleet.yaml", FLEET);
    write("found/a.yaml", "- {model: m, pool: a}\n- {model: m, pool: b}\n");
  }

  @Test
  void whatIsFoundIsWatchedOverTheSameDefaults() {
    ReloadingCatalog catalog = load();

    assertThat(pools(catalog)).containsExactly("written", "a", "b");
    assertThat(catalog.current().targets().get(1).endpoint()).hasToString("http://a.local/v1");
    assertThat(catalog.status().discovery())
        .containsExactly(new DiscoveryStatus("file found/*", 2, START, null, List.of()));
  }

  @Test
  void whoseBurstsAreLargerThanItsPoolTakesIsLeftOut() throws IOException {
    write("fleet.yaml", "pools: {a: {concurrency: 8}}\n" + FLEET);
    write(
        "found/a.yaml",
        """
        - {model: m, pool: a, budget: {burst-share: 0.1, burst-sizes: [16], concurrency: 16}}
        - {model: m, pool: b, budget: {burst-share: 0.1, burst-sizes: [16], concurrency: 16}}
        """);

    ReloadingCatalog catalog = load();

    assertThat(pools(catalog)).containsExactly("written", "b");
    assertThat(catalog.status().discovery().getFirst().toString())
        .contains("sends bursts of 16 at once to the pool 'a', which takes 8");
  }

  @Test
  void jsonOfOtherSystemsIsReadToo() throws IOException {
    write(
        "found/b.json", "[\n\t{\"model\": \"m\",\t\"pool\": \"j\\u0031\", \"build\": \"a\\/b\"}]");

    Catalog catalog = load().current();

    assertThat(catalog.targets())
        .filteredOn(target -> target.labels().pool().equals("j1"))
        .extracting(Target::build)
        .containsExactly("a/b");
  }

  @Test
  void targetsComeAndGoWithTheFiles() throws IOException {
    ReloadingCatalog catalog = load();
    String before = catalog.current().version();
    write("found/a.yaml", "- {model: m, pool: b}\n- {model: m, pool: c}\n");
    now.set(LATER);
    catalog.discover();

    assertThat(pools(catalog)).containsExactly("written", "b", "c");
    assertThat(catalog.status().loadedAt()).isEqualTo(LATER);
    assertThat(catalog.status().version()).isNotEqualTo(before);

    write("found/a.yaml", "- {model: m, pool: a}\n");
    write("found/b.yaml", "- {model: m, pool: b}\n");
    catalog.discover();
    assertThat(catalog.current().version())
        .as("the version is a function of what is in force, not of the way there")
        .isEqualTo(before);
  }

  @Test
  void theVersionDoesNotDependOnTheOrderInTheFiles() throws IOException {
    String version = load().current().version();
    write("found/a.yaml", "- {model: m, pool: b}\n- {model: m, pool: a}\n");

    assertThat(load().current().version()).isEqualTo(version);
  }

  @Test
  void whatIsFoundUnchangedLeavesTheSameCatalogInForce() {
    ReloadingCatalog catalog = load();
    Catalog before = catalog.current();
    catalog.discover();

    assertThat(catalog.current()).isSameAs(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "[]",
        "- {model: m, pool: a",
        "targets: []",
        "- {model: m, pool: A}\n- {model: m, pool: B}",
        "- {pool: a}\n- {pool: b}",
        "- {model: m, pool: written}",
        "- \u0007",
        "just text",
      })
  void aBrokenOrEmptySetLeavesTheLastGoodOneInForce(String text, CapturedOutput output)
      throws IOException {
    ReloadingCatalog catalog = load();
    Catalog good = catalog.current();
    write("found/a.yaml", text);
    now.set(LATER);
    catalog.discover();
    now.set(LATER.plusSeconds(30));
    catalog.discover();

    assertThat(catalog.current()).isSameAs(good);
    DiscoveryStatus status = catalog.status().discovery().getFirst();
    assertThat(status.targets()).isEqualTo(2);
    assertThat(status.lastGoodAt()).isEqualTo(START);
    assertThat(status.failingSince()).isEqualTo(LATER);
    assertThat(status.errors())
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error.remedy()).isNotEmpty());
    assertThat(output.toString().split("discovery in file", -1)).as("told once").hasSize(2);
  }

  @Test
  void vanishedFilesLeaveTheLastGoodSetInForceUntilTheyAreBack() throws IOException {
    ReloadingCatalog catalog = load();
    Files.delete(folder.resolve("found/a.yaml"));
    catalog.discover();
    assertThat(pools(catalog)).containsExactly("written", "a", "b");
    assertThat(catalog.status().discovery().getFirst().errors())
        .singleElement()
        .hasToString("found/*: no file matches — have it written, or put the pattern right");

    write("found/a.yaml", "- {model: m, pool: c}\n");
    catalog.discover();
    assertThat(pools(catalog)).containsExactly("written", "c");
    assertThat(catalog.status().discovery().getFirst().failingSince()).isNull();
  }

  @Test
  void emptyIsBelievedWhereTheFleetSaysItMayBe() throws IOException {
    write("fleet.yaml", FLEET.replace("'found/*'", "'found/*', may-be-empty: true"));
    ReloadingCatalog catalog = load();
    write("found/a.yaml", "[]");
    catalog.discover();

    assertThat(pools(catalog)).containsExactly("written");
    assertThat(catalog.status().discovery().getFirst().failingSince()).isNull();
  }

  @Test
  void aBrokenEntryIsNamedWithFileLineAndRemedyAndHoldsNoOtherBack() throws IOException {
    ReloadingCatalog catalog = load();
    write("found/a.yaml", "- {model: m, pool: c}\n- {model: m, pool: b, regio: x}\n");
    catalog.discover();

    assertThat(pools(catalog))
        .as("a is known to be gone, b is broken and stays as it was, c is new")
        .containsExactly("written", "b", "c");
    assertThat(catalog.status().discovery().getFirst().errors())
        .singleElement()
        .hasToString("found/a.yaml:2:23 [1].regio: unknown key 'regio' — did you mean 'region'?");
  }

  @Test
  void whileSomethingUnknownIsBrokenNothingIsRemoved() throws IOException {
    ReloadingCatalog catalog = load();
    write("found/a.yaml", "- {model: m, pool: c}\n- {modell: m, pool: b}\n");
    catalog.discover();

    assertThat(pools(catalog)).containsExactly("written", "a", "b", "c");
  }

  @Test
  void aDuplicateOfAWrittenTargetIsAnErrorOfTheFoundOne() throws IOException {
    write("found/a.yaml", "- {model: m, pool: written}\n- {model: m, pool: b}\n");
    ReloadingCatalog catalog = load();

    assertThat(pools(catalog)).containsExactly("written", "b");
    assertThat(catalog.status().errors()).isEmpty();
    assertThat(catalog.status().discovery().getFirst().errors())
        .singleElement()
        .hasToString(
            "found/a.yaml:1:3 [0]: the labels m/p/gpu/written are also those of another target"
                + " — give the pools different names, or leave this one out");
  }

  @Test
  void aPeerMayBeFoundToo() throws IOException {
    write(
        "suites/core.yaml",
        SUITE.replace(
            "prompt: Say hello.", "prompt: Hi, checks: [paired-answer, {answer: {exact: a}}]"));
    write("found/a.yaml", "- {model: m, pool: b, peer: m/p/gpu/a}\n- {model: m, pool: a}\n");
    ReloadingCatalog catalog = load();
    assertThat(catalog.status().discovery().getFirst().errors()).isEmpty();

    write("found/a.yaml", "- {model: m, pool: b, peer: m/p/gpu/a}\n- {model: m, pool: c}\n");
    catalog.discover();
    assertThat(pools(catalog)).containsExactly("written", "c");
    assertThat(catalog.status().discovery().getFirst().errors())
        .singleElement()
        .asString()
        .contains("no target is called 'm/p/gpu/a'");
  }

  @Test
  void aBrokenFleetFileDoesNotHoldDiscoveryBack() throws IOException {
    ReloadingCatalog catalog = load();
    write("fleet.yaml", "nonsense");
    catalog.reload();
    write("found/a.yaml", "- {model: m, pool: c}\n");
    catalog.discover();

    assertThat(pools(catalog)).containsExactly("written", "c");
    assertThat(catalog.status().errors()).isNotEmpty();
  }

  @Test
  void aFleetOfFoundTargetsAloneDoesNotStartWithNone() throws IOException {
    write("fleet.yaml", DEFAULTS + "discover: [{file: 'found/*', may-be-empty: true}]\n");
    ReloadingCatalog catalog = load();
    assertThat(pools(catalog)).containsExactly("a", "b");

    write("found/a.yaml", "[]");
    catalog.discover();
    assertThat(pools(catalog)).as("a fleet is never emptied").containsExactly("a", "b");
    assertThat(catalog.status().discovery().getFirst().failingSince()).isNotNull();
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(this::load)
        .withMessageContaining("no target is written, and none was found");
  }

  @Test
  void anItemThatIsTakenOutTakesItsTargetsWithIt() throws IOException {
    ReloadingCatalog catalog = load();
    write("fleet.yaml", "targets:\n" + target(""));
    catalog.reload();

    assertThat(pools(catalog)).containsExactly("a");
    assertThat(catalog.status().discovery()).isEmpty();
  }

  @Test
  void aDryRunShowsWhatIsFoundAndWhatIsLeftOut() throws IOException {
    write("found/a.yaml", "- {model: m, pool: c}\n- {model: m, pool: B}\n");

    CatalogReport report = CatalogReport.of(folder);

    assertThat(report.valid()).isTrue();
    assertThat(report.text())
        .endsWith(
            """

            found           1 in file found/*
              m/p/gpu/c
              left out: found/a.yaml:2:14 [1].pool: 'B' is not valid here — Lower-case letters, digits, '.', '_' and '-', beginning with a letter or digit.\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "discover: [{}]",
        "discover: [{file: a, kubernetes: {selector: a, target: {}}}]",
        "discover: [{file: a}, {file: a}]",
        "discover: [{kubernetes: {selector: a, target: {modle: x}}}]",
        "discover: [{kubernetes: {selector: a, target: {credential: 'file:/{label:x}'}}}]",
        "discover: [{kubernetes: {selector: a, target: {}, scheme: ftp}}]",
        "discover: [{kubernetes: {target: {}}}]",
        "discover: {file: a}",
      })
  void whatIsWrongWithTheItemItselfIsAnErrorOfTheFleet(String discover) {
    assertThat(Catalogs.errors(discover + "\ntargets:\n" + target(""), SUITE))
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error).startsWith("fleet.yaml:1:"));
  }

  private ReloadingCatalog load() {
    return new ReloadingCatalog(folder, now::get);
  }

  private static List<String> pools(ReloadingCatalog catalog) {
    return catalog.current().targets().stream().map(target -> target.labels().pool()).toList();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }
}
