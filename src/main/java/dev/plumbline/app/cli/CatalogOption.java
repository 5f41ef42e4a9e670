package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which catalog a command reads: the one named, or the one that is most likely meant. */
final class CatalogOption {
  @Option(
      names = "--catalog",
      paramLabel = "DIR",
      description =
          "Folder with fleet.yaml and suites/; default: $PLUMBLINE_CATALOG_DIR,"
              + " ./data/catalog or the current folder.")
  @Nullable Path folder;

  /** A probe and the suite it belongs to. */
  record FoundProbe(Suite suite, Probe probe) {}

  Catalog load() {
    try {
      return new CatalogLoader().load(folder());
    } catch (InvalidCatalogException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  Path folder() {
    Path named = folder;
    if (named != null) {
      if (!isCatalog(named)) {
        throw new BadInputException(named + ": no fleet.yaml there");
      }
      return named;
    }
    return Stream.of(System.getenv().getOrDefault("PLUMBLINE_CATALOG_DIR", ""), "data/catalog", "")
        .map(Path::of)
        .filter(CatalogOption::isCatalog)
        .findFirst()
        .orElseThrow(() ->
            new BadInputException(
                "no fleet.yaml here or in ./data/catalog; name its folder: --catalog DIR"));
  }

  static Target target(Catalog catalog, String name) {
    return catalog
        .target(name)
        .orElseThrow(() ->
            new BadInputException(
                "no target '%s'; the catalog has:%n  %s"
                    .formatted(
                        name,
                        String.join(
                            "\n  ", catalog.targets().stream().map(Target::name).toList()))));
  }

  /** A probe by its id, or by suite/id where several suites have one of that name. */
  static FoundProbe probe(List<Suite> suites, String name) {
    List<FoundProbe> found =
        suites.stream()
            .flatMap(suite -> suite.probes().stream().map(probe -> new FoundProbe(suite, probe)))
            .filter(probe -> name.equals(probe.probe().id()) || name.equals(fullName(probe)))
            .toList();
    return switch (found.size()) {
      case 0 -> throw new BadInputException("no probe '%s' in the suites".formatted(name));
      case 1 -> found.getFirst();
      default ->
          throw new BadInputException(
              "'%s' is in several suites; write one of %s"
                  .formatted(name, found.stream().map(CatalogOption::fullName).toList()));
    };
  }

  private static String fullName(FoundProbe probe) {
    return probe.suite().name() + "/" + probe.probe().id();
  }

  private static boolean isCatalog(Path folder) {
    return Files.exists(folder.resolve("fleet.yaml"));
  }
}
