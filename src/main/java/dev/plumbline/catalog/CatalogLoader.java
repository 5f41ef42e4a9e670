package dev.plumbline.catalog;

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

/** Reads a folder with {@code fleet.yaml} and {@code suites/*.yaml} into a {@link Catalog}. */
public final class CatalogLoader {
  private final DocumentSchema fleetSchema = DocumentSchema.load("/catalog/fleet.schema.json");
  private final DocumentSchema suiteSchema = DocumentSchema.load("/catalog/suite.schema.json");

  /**
   * Reads and checks every file of the folder.
   *
   * @throws InvalidCatalogException with everything that is wrong in any of the files
   */
  public Catalog load(Path folder) {
    return parse(CatalogFiles.read(folder));
  }

  /** What holds where a catalog says nothing of detection. */
  public DetectionPolicy standardDetection() {
    Errors errors = new Errors();
    Located nothing = new Located.Mapping(Location.wholeFile(CatalogFiles.FLEET), Map.of());
    SuiteNames none = new SuiteNames(List.of(), true);
    DetectionPolicy standard =
        new FleetReader(fleetSchema, List.of(), none, errors).detection(nothing);
    errors.throwIfAny();
    return standard;
  }

  Catalog parse(CatalogFiles files) {
    Errors errors = new Errors();
    List<Suite> suites = suites(files, errors);
    List<String> names = suites.stream().map(Suite::name).filter(name -> !name.isEmpty()).toList();
    SuiteNames suiteNames = new SuiteNames(names, names.size() == files.suites().size());

    Optional<Located> fleet = document(CatalogFiles.FLEET, files.fleet(), fleetSchema, errors);
    FleetReader reader = new FleetReader(fleetSchema, suites, suiteNames, errors);
    Optional<Catalog> catalog = fleet.map(root -> catalog(reader, root, suites));
    errors.throwIfAny();
    return versioned(catalog.orElseThrow());
  }

  private static Catalog catalog(FleetReader reader, Located fleet, List<Suite> suites) {
    List<Target> targets = reader.targets(fleet);
    DetectionPolicy detection = reader.detection(fleet);
    return new Catalog("", targets, suites, detection, reader.selfTest(fleet, detection));
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

  private static Catalog versioned(Catalog catalog) {
    return new Catalog(
        Hash.of(catalog),
        catalog.targets(),
        catalog.suites(),
        catalog.detection(),
        catalog.selfTest());
  }
}
