package dev.plumbline.catalog;

import dev.plumbline.catalog.yaml.DocumentSchema;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.YamlReader;
import java.util.Optional;

/** One suite by itself, without a catalog around it. */
public final class SuiteFile {
  private static final DocumentSchema SCHEMA = DocumentSchema.load("/catalog/suite.schema.json");

  private SuiteFile() {}

  /**
   * Reads a suite as a catalog would.
   *
   * @param file named in errors
   * @throws InvalidCatalogException with everything that is wrong
   */
  public static Suite read(String file, String text) {
    Errors errors = new Errors();
    Optional<Located> document = YamlReader.read(file, text, errors);
    document.ifPresent(root -> SCHEMA.check(root, errors));
    Optional<Suite> suite = document.map(new SuiteReader(SCHEMA, errors)::read);
    errors.throwIfAny();
    return suite.orElseThrow();
  }

  /** What is wrong with a JSON Schema that is to stand in a suite; empty where nothing is. */
  public static Optional<String> fault(tools.jackson.databind.JsonNode schema) {
    return JsonSchemas.fault(schema);
  }
}
