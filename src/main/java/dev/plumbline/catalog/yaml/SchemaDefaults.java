package dev.plumbline.catalog.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Collects the {@code default}s of a JSON Schema, through {@code $ref} and nested objects. */
final class SchemaDefaults {
  private static final Location BUILT_IN = Location.wholeFile("(built-in default)");

  private SchemaDefaults() {}

  static Located.Mapping of(JsonNode root, String pointer) {
    return properties(root, root.requiredAt(pointer));
  }

  private static Located.Mapping properties(JsonNode root, JsonNode schema) {
    Map<String, Located> entries = new LinkedHashMap<>();
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> value(root, property).ifPresent(value -> entries.put(name, value)));
    return new Located.Mapping(BUILT_IN, entries);
  }

  private static Optional<Located> value(JsonNode root, JsonNode schema) {
    if (schema.has("default")) {
      return Optional.of(located(schema.path("default")));
    }
    if (schema.has("$ref")) {
      String pointer = schema.path("$ref").stringValue().substring(1);
      return value(root, root.requiredAt(pointer));
    }
    Located.Mapping nested = properties(root, schema);
    return nested.entries().isEmpty() ? Optional.empty() : Optional.of(nested);
  }

  private static Located located(JsonNode json) {
    if (json.isObject()) {
      Map<String, Located> entries = new LinkedHashMap<>();
      json.forEachEntry((name, value) -> entries.put(name, located(value)));
      return new Located.Mapping(BUILT_IN, entries);
    }
    if (json.isArray()) {
      List<Located> items = new ArrayList<>();
      json.forEach(item -> items.add(located(item)));
      return new Located.Sequence(BUILT_IN, items);
    }
    return new Located.Scalar(BUILT_IN, json);
  }
}
