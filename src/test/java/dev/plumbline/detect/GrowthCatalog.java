package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Demands;
import dev.plumbline.probe.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** What reading a catalog and planning its slots take. */
final class GrowthCatalog {
  private GrowthCatalog() {}

  static String row(GrowthFleet fleet, Path folder) throws IOException {
    Catalog catalog = fleet.catalog();
    String yaml = yaml(fleet);
    String read = read(yaml, fleet.targets().size(), folder);
    long start = System.nanoTime();
    int series = new SeriesPlan(catalog).all().size();
    double plan = seconds(start);
    start = System.nanoTime();
    int slots = Plan.slots(catalog, GrowthFleet.START).size();
    double hour = seconds(start);
    start = System.nanoTime();
    Plan.slots(
        catalog, Demands.NONE, GrowthFleet.START, GrowthFleet.START.plus(Duration.ofSeconds(1)));
    double second = seconds(start);
    return "%,d | %,d | %,d | %s | %.3f | %,d | %.2f | %.1f | %.0f"
        .formatted(
            series,
            fleet.targets().size(),
            yaml.length(),
            read,
            plan,
            slots,
            hour,
            second * 1e3,
            nanosToFind(catalog));
  }

  /** As scoring does for each exchange. */
  private static double nanosToFind(Catalog catalog) {
    List<String> names = catalog.targets().stream().map(Target::name).toList();
    SplittableRandom random = new SplittableRandom(3);
    int looks = 20_000;
    long start = System.nanoTime();
    for (int i = 0; i < looks; i++) {
      catalog.target(names.get(random.nextInt(names.size()))).orElseThrow();
    }
    return seconds(start) * 1e9 / looks;
  }

  private static String read(String yaml, int targets, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("suites"));
    Files.writeString(folder.resolve("fleet.yaml"), yaml);
    Files.writeString(
        folder.resolve("suites/core.yaml"),
        "suite: core\nprobes:\n  - {id: hello, prompt: Say hello.}\n");
    long start = System.nanoTime();
    try {
      Catalog catalog = new CatalogLoader().load(folder);
      double seconds = seconds(start);
      if (catalog.targets().size() != targets) {
        throw new IllegalStateException("read %d targets".formatted(catalog.targets().size()));
      }
      return "%.3f".formatted(seconds);
    } catch (InvalidCatalogException e) {
      return "refused: " + e.errors().getFirst();
    }
  }

  private static String yaml(GrowthFleet fleet) {
    return fleet.targets().stream()
        .map(Target::labels)
        .map(GrowthCatalog::target)
        .collect(Collectors.joining("\n", "targets:\n", "\n"));
  }

  private static String target(Labels labels) {
    return "  - {model: %s, platform: %s, accelerator: %s, pool: %s, endpoint: 'http://127.0.0.1:1/v1'}"
        .formatted(labels.model(), labels.platform(), labels.accelerator(), labels.pool());
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
