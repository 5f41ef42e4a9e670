package dev.plumbline.catalog;

import dev.plumbline.catalog.discovery.Discover;
import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import dev.plumbline.catalog.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a folder with {@code fleet.yaml} and {@code suites/*.yaml} into a {@link Catalog}. */
public final class CatalogLoader {
  private final DocumentSchema fleetSchema = DocumentSchema.load("/catalog/fleet.schema.json");
  private final DocumentSchema suiteSchema = DocumentSchema.load("/catalog/suite.schema.json");

  /**
   * A catalog and what of it was found.
   *
   * @param wanted the items of {@code discover}
   * @param found one each, in that order
   */
  record Loaded(Catalog catalog, List<Discover> wanted, List<DiscoveredSet> found) {}

  /**
   * Reads and checks every file of the folder, and looks for targets where it says. What is found
   * and no target is left out; {@link CatalogReport} tells it.
   *
   * @throws InvalidCatalogException with everything that is wrong in any of the files
   */
  public Catalog load(Path folder) {
    return loadAll(folder).catalog();
  }

  Loaded loadAll(Path folder) {
    return parse(CatalogFiles.read(folder), new DiscoveryLooks(folder));
  }

  /** What holds where a catalog says nothing of detection. */
  public DetectionPolicy standardDetection() {
    Errors errors = new Errors();
    Located nothing = new Located.Mapping(Location.wholeFile(CatalogFiles.FLEET), Map.of());
    SuiteNames none = SuiteNames.of(List.of(), true);
    DetectionPolicy standard =
        new FleetReader(fleetSchema, List.of(), none, errors).detection(nothing);
    errors.throwIfAny();
    return standard;
  }

  Catalog parse(CatalogFiles files) {
    return parse(files, Discovery.NONE).catalog();
  }

  Loaded parse(CatalogFiles files, Discovery discovery) {
    Errors errors = new Errors();
    List<Suite> suites = suites(files, errors);
    boolean complete =
        suites.stream().filter(suite -> !suite.name().isEmpty()).count() == files.suites().size();
    SuiteNames suiteNames = SuiteNames.of(suites, complete);

    Optional<Located> fleet = document(CatalogFiles.FLEET, files.fleet(), fleetSchema, errors);
    FleetReader reader = new FleetReader(fleetSchema, suites, suiteNames, errors);
    Optional<Catalog> written = fleet.map(root -> catalog(reader, root, suites));
    List<Discover> wanted = fleet.map(reader::discover).orElse(List.of());
    errors.throwIfAny();
    Located defaults = reader.defaults(fleet.orElseThrow());
    Catalog catalog = written.orElseThrow();
    DiscoveredReader discovered =
        new DiscoveredReader(fleetSchema, suites, suiteNames, defaults, catalog);
    List<DiscoveredSet> found = discovery.looks(wanted).stream().map(discovered::read).toList();
    return new Loaded(versioned(catalog, found), wanted, found);
  }

  private static Catalog catalog(FleetReader reader, Located fleet, List<Suite> suites) {
    List<Target> targets = reader.targets(fleet);
    DetectionPolicy detection = reader.detection(fleet);
    return new Catalog(
        "",
        targets,
        suites,
        detection,
        reader.selfTest(fleet, detection),
        reader.courtesy(fleet, targets));
  }

  private List<Suite> suites(CatalogFiles files, Errors errors) {
    SuiteReader reader = new SuiteReader(suiteSchema, errors);
    List<Suite> suites = new ArrayList<>();
    for (Map.Entry<String, String> file : files.suites().entrySet()) {
      document(file.getKey(), file.getValue(), suiteSchema, errors)
          .map(reader::read)
          .ifPresent(suites::add);
    }
    return List.copyOf(suites);
  }

  private static Optional<Located> document(
      String file, String text, DocumentSchema schema, Errors errors) {
    Optional<Located> document = YamlReader.read(file, text, errors);
    document.ifPresent(root -> schema.check(root, errors));
    return document;
  }

  /** The version is a function of what is in force, wherever it came from. */
  private static Catalog versioned(Catalog written, List<DiscoveredSet> found) {
    List<Target> targets = new ArrayList<>(written.targets());
    found.forEach(set -> targets.addAll(set.targets()));
    if (targets.isEmpty()) {
      throw new InvalidCatalogException(
          Stream.concat(
                  Stream.of(
                      new CatalogError(
                          CatalogFiles.FLEET,
                          0,
                          0,
                          "discover",
                          "no target is written, and none was found",
                          "write one, or see what discovery should find")),
                  found.stream().flatMap(set -> set.errors().stream()))
              .toList());
    }
    Set<String> draining =
        found.stream()
            .flatMap(set -> set.draining().stream())
            .collect(Collectors.toUnmodifiableSet());
    Catalog whole =
        new Catalog(
            "",
            List.copyOf(targets),
            written.suites(),
            written.detection(),
            written.selfTest(),
            draining.isEmpty() ? written.courtesy() : written.manners().alsoDraining(draining));
    return new Catalog(
        Hash.of(whole),
        whole.targets(),
        whole.suites(),
        whole.detection(),
        whole.selfTest(),
        whole.courtesy());
  }
}
