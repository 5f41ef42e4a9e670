package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.probe.InParallel;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.reference.Unit;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.HurriedTime;
import dev.plumbline.testing.TestFleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From nothing to border prompts by the command a person types, on a target of the lab that tells
 * no log-probabilities, over HTTP, in real batches.
 */
@Tag("exhaustive")
@Timeout(300)
class FindBordersTest {
  private static final String TARGET = "haiku-3.5/claude-api/gpu/gpu-a";
  private static final int FRESH_DRAWS = 60;
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("haiku-3.5"),
          List.of("claude-api"),
          List.of("gpu"),
          Duration.ofSeconds(1),
          0,
          "{pages-per-month: 1}");

  @TempDir Path temp = Path.of("");
  private Path folder = Path.of("");
  private @Nullable LabFleet lab;

  @BeforeEach
  void start() throws Exception {
    int port = FreePort.any();
    folder = FLEET.write(Files.createDirectories(temp.resolve("catalog")), port);
    Path fleet = folder.resolve("fleet.yaml");
    Files.writeString(fleet, Files.readString(fleet).replace("[logprobs, ", "["));
    LabFleet started = lab(port, new CatalogLoader().load(folder));
    started.start();
    lab = started;
  }

  @AfterEach
  void stop() {
    if (lab != null) {
      lab.stop();
    }
  }

  /**
   * The lab reads a prompt in one piece whatever the batch, so at temperature 0 its first token is
   * always the same: noise begins with the second. Hence first words. Measured: see
   * BordersSeeFaultsTest.
   */
  @Test
  void firstWordsAtTemperature0() throws Exception {
    Path file = folder.resolve("suites/border.yaml");
    assertThat(find(file, "--max-tokens", "4")).isZero();
    Catalog catalog = new CatalogLoader().load(folder);
    Suite suite = catalog.suite("border").orElseThrow();
    assertThat(suite.probes()).hasSize(3);
    assertThat(seconds(catalog, suite)).hasSize(3).allMatch(share -> share >= 0.1);
  }

  @Test
  void firstTokensAtTemperature1() throws Exception {
    Path file = folder.resolve("suites/border.yaml");
    assertThat(find(file, "--temperature", "1", "--most-rest", "0.3")).isZero();
    Catalog catalog = new CatalogLoader().load(folder);
    assertThat(seconds(catalog, catalog.suite("border").orElseThrow()))
        .hasSize(3)
        .allMatch(share -> share >= 0.1);
  }

  @Test
  void whereThereIsNoNoiseNothingIsFoundAndNothingWritten() {
    Path file = folder.resolve("suites/border.yaml");
    assertThat(find(file, "--most-requests", "200")).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  private int find(Path file, String... more) {
    return PlumblineCommand.run(
        Stream.concat(
                Stream.of(
                    "reference",
                    "find-borders",
                    TARGET,
                    "--catalog",
                    folder.toString(),
                    "--name",
                    "border",
                    "--wanted",
                    "3",
                    "--parallel",
                    "8",
                    "--out",
                    file.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** Share of the second likeliest first unit of each probe, by draws of its own. */
  private static List<Double> seconds(Catalog catalog, Suite suite) throws InterruptedException {
    Target target = catalog.target(TARGET).orElseThrow();
    Map<String, Map<String, Integer>> counts = new ConcurrentHashMap<>();
    List<Probe> asked =
        Collections.nCopies(FRESH_DRAWS, suite.probes()).stream().flatMap(List::stream).toList();
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      InParallel.forEach(
          asked,
          8,
          Duration.ZERO,
          probe -> {
            if (once.ask(target, suite, probe).outcome() instanceof Outcome.Answered(var answer)) {
              counts
                  .computeIfAbsent(probe.id(), _ -> new ConcurrentHashMap<>())
                  .merge(Unit.of(answer).getFirst().text(), 1, Integer::sum);
            }
          });
    }
    return counts.values().stream()
        .map(units -> units.values().stream().sorted(Collections.reverseOrder()).toList())
        .map(sorted -> sorted.size() < 2 ? 0 : (double) sorted.get(1) / FRESH_DRAWS)
        .toList();
  }

  private static LabFleet lab(int port, Catalog catalog) {
    LabSettings settings =
        new LabSettings(port, 3, 4, 0, 0, 1_000_000_000, Accelerators.USUAL, null, 1000);
    return new LabFleet(() -> catalog, settings, new HurriedTime(), 1, _ -> {});
  }
}
