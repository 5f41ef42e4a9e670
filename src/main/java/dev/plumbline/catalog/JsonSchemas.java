package dev.plumbline.catalog;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** JSON Schemas that a catalog holds: of tools' parameters and of answers. */
public final class JsonSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private JsonSchemas() {}

  /** What is wrong with a schema itself; empty where nothing is. */
  static Optional<String> fault(JsonNode schema) {
    try {
      List<Error> errors =
          REGISTRY
              .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()))
              .validate(schema);
      if (errors.isEmpty()) {
        of(schema).initializeValidators();
      }
      return errors.stream().findFirst().map(error -> "not a JSON Schema: " + error);
    } catch (SchemaException e) {
      return Optional.of("not a JSON Schema: " + e.getMessage());
    }
  }

  public static Schema of(JsonNode schema) {
    return REGISTRY.getSchema(schema);
  }
}
