package dev.plumbline.catalog.imports;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of draft 7 as draft 2020-12 writes them. */
final class DraftSeven {
  private static final Set<String> MAPS =
      Set.of("properties", "patternProperties", "definitions", "$defs", "dependentSchemas");
  private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

  private DraftSeven() {}

  static JsonNode modern(JsonNode schema) {
    if (schema.isArray()) {
      var items = JsonNodeFactory.instance.arrayNode();
      schema.forEach(item -> items.add(modern(item)));
      return items;
    }
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode modern = JsonNodeFactory.instance.objectNode();
    boolean tuple = schema.path("items").isArray();
    schema.forEachEntry((key, value) -> {
      switch (key) {
        case "$schema", "$id" -> {}
        case "items" -> modern.set(tuple ? "prefixItems" : key, modern(value));
        case "additionalItems" -> {
          if (tuple) {
            modern.set("items", modern(value));
          }
        }
        case "dependencies" ->
            value.forEachEntry((name, needed) ->
                modern
                    .withObjectProperty(needed.isArray() ? "dependentRequired" : "dependentSchemas")
                    .set(name, modern(needed)));
        default ->
            modern.set(
                key,
                VALUES.contains(key) ? value : MAPS.contains(key) ? map(value) : modern(value));
      }
    });
    return modern;
  }

  private static JsonNode map(JsonNode schemas) {
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    schemas.forEachEntry((name, schema) -> map.set(name, modern(schema)));
    return map;
  }
}
