package dev.plumbline.catalog;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Catalogs for tests, from text. */
final class Catalogs {
  static final String ENDPOINT = "http://localhost/v1";
  static final String SUITE = "suite: core\nprobes:\n  - {id: hello, prompt: Say hello.}\n";

  private Catalogs() {}

  /** An item of {@code targets}: the required keys on its first line, more on its second. */
  static String target(String more) {
    String required =
        "  - {model: m, platform: p, accelerator: gpu, pool: a, endpoint: '" + ENDPOINT + "'";
    return required + (more.isEmpty() ? "}" : ",\n    " + more + "}");
  }

  static Catalog load(String fleet, String suite) {
    SortedMap<String, String> suites = new TreeMap<>();
    suites.put("suites/core.yaml", suite);
    return new CatalogLoader().parse(new CatalogFiles(fleet, suites));
  }

  /** What is wrong with a catalog, as printed; nothing where it is good. */
  static List<String> errors(String fleet, String suite) {
    try {
      load(fleet, suite);
      return List.of();
    } catch (InvalidCatalogException e) {
      return e.errors().stream().map(CatalogError::toString).toList();
    }
  }
}
