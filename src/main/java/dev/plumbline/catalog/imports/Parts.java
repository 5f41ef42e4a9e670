package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Located;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads parts of documents nobody checked: what is not there, or not of the kind, is absent. */
final class Parts {
  private Parts() {}

  static @Nullable Located part(Located value, String key) {
    return value instanceof Located.Mapping(_, Map<String, Located> entries)
        ? entries.get(key)
        : null;
  }

  static JsonNode json(Located value, String key) {
    Located part = part(value, key);
    return part == null ? JsonNodeFactory.instance.missingNode() : part.json();
  }

  /** Text, and numbers as text; null where there is none. */
  static @Nullable String text(@Nullable Located value) {
    return value instanceof Located.Scalar(_, JsonNode json) && !json.isNull()
        ? JsText.of(json)
        : null;
  }

  static @Nullable String text(Located value, String key) {
    return text(part(value, key));
  }

  static @Nullable Double number(Located value, String key) {
    JsonNode json = json(value, key);
    return json.isNumber() ? json.doubleValue() : null;
  }

  /** Items of a list; a single value is a list of one. */
  static List<Located> items(@Nullable Located value) {
    return switch (value) {
      case null -> List.of();
      case Located.Sequence(_, List<Located> items) -> items;
      case Located.Scalar(_, JsonNode json) when json.isNull() -> List.of();
      case Located.Scalar scalar -> List.of(scalar);
      case Located.Mapping mapping -> List.of(mapping);
    };
  }
}
