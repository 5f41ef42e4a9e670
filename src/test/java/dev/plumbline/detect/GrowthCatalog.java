package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
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
  private static final int OF_A_FILE = 10_000;

  private GrowthCatalog() {}

  static String row(GrowthFleet fleet, Path folder) throws IOException {
    Catalog catalog = fleet.catalog();
    int characters = write(fleet.targets(), folder);
    double read = read(fleet.targets().size(), folder);
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
    return "%,d | %,d | %,d | %.3f | %.3f | %,d | %.2f | %.1f | %.0f"
        .formatted(
            series,
            fleet.targets().size(),
            characters,
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
      var _ = catalog.target(names.get(random.nextInt(names.size()))).orElseThrow();
    }
    return seconds(start) * 1e9 / looks;
  }

  private static double read(int targets, Path folder) {
    long start = System.nanoTime();
    Catalog catalog = new CatalogLoader().load(folder);
    double seconds = seconds(start);
    if (catalog.targets().size() != targets) {
      throw new IllegalStateException("read %d targets".formatted(catalog.targets().size()));
    }
    return seconds;
  }

  /** One file where it may hold all, else lists of 10,000 that {@code discover} reads. */
  private static int write(List<Target> targets, Path folder) throws IOException {
    Files.createDirectories(folder.resolve("suites"));
    Files.createDirectories(folder.resolve("found"));
    Files.writeString(
        folder.resolve("suites/core.yaml"),
        "suite: core\nprobes:\n  - {id: hello, prompt: Say hello.}\n");
    if (targets.size() <= OF_A_FILE) {
      String yaml = "targets:\n" + list(targets);
      Files.writeString(folder.resolve("fleet.yaml"), yaml);
      return yaml.length();
    }
    Files.writeString(
        folder.resolve("fleet.yaml"), "discover:\n  - file: found/*.yaml\ntargets: []\n");
    int characters = 0;
    for (int from = 0; from < targets.size(); from += OF_A_FILE) {
      String yaml = list(targets.subList(from, Math.min(targets.size(), from + OF_A_FILE)));
      Files.writeString(folder.resolve("found/%d.yaml".formatted(from)), yaml);
      characters += yaml.length();
    }
    return characters;
  }

  private static String list(List<Target> targets) {
    return targets.stream()
        .map(Target::labels)
        .map(GrowthCatalog::target)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String target(Labels labels) {
    return "  - {model: %s, platform: %s, accelerator: %s, pool: %s, endpoint: 'http://127.0.0.1:1/v1'}"
        .formatted(labels.model(), labels.platform(), labels.accelerator(), labels.pool());
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
