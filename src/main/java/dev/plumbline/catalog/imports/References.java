package dev.plumbline.catalog.imports;

import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts in place what {@code <<: *anchor} merges and what {@code $ref: '#/part/name'} names. */
final class References {
  private static final int DEEPEST = 60;

  private final Located root;
  private final Errors errors;

  private References(Located root, Errors errors) {
    this.root = root;
    this.errors = errors;
  }

  static Located resolved(Located root, Errors errors) {
    return new References(root, errors).resolved(root, 0);
  }

  private Located resolved(Located value, int depth) {
    if (depth > DEEPEST) {
      errors.add(value.at(), "a reference that leads back to itself", "remove the $ref");
      return Sources.none(value.at());
    }
    return switch (value) {
      case Located.Scalar scalar -> scalar;
      case Located.Sequence(Location at, List<Located> items) ->
          new Located.Sequence(at, items.stream().map(item -> resolved(item, depth + 1)).toList());
      case Located.Mapping mapping -> resolved(mapping, depth);
    };
  }

  private Located resolved(Located.Mapping mapping, int depth) {
    String reference = reference(mapping);
    if (reference != null && !isSchemaPart(mapping)) {
      Located target = target(reference);
      if (target != null) {
        return moved(resolved(target, depth + 1), mapping.at());
      }
      errors.add(mapping.at(), "$ref '%s' leads nowhere".formatted(reference), "put it right");
      return Sources.none(mapping.at());
    }
    Map<String, Located> entries = new LinkedHashMap<>();
    Located merged = mapping.entries().get("<<");
    List<Located> bases =
        merged instanceof Located.Sequence(_, List<Located> items)
            ? items
            : merged == null ? List.of() : List.of(merged);
    for (Located base : bases) {
      if (resolved(base, depth + 1) instanceof Located.Mapping(_, Map<String, Located> inherited)) {
        inherited.forEach(entries::putIfAbsent);
      }
    }
    mapping
        .entries()
        .forEach((key, value) -> {
          if (!key.equals("<<")) {
            entries.put(key, resolved(value, depth + 1));
          }
        });
    return new Located.Mapping(mapping.at(), entries);
  }

  /** References into a JSON Schema of its own are not ours. */
  private static boolean isSchemaPart(Located.Mapping mapping) {
    String reference = reference(mapping);
    return reference == null
        || !reference.startsWith("#/")
        || reference.startsWith("#/definitions/")
        || reference.startsWith("#/$defs/");
  }

  private static @Nullable String reference(Located.Mapping mapping) {
    return mapping.entries().get("$ref") instanceof Located.Scalar(_, JsonNode value)
            && value.isString()
        ? value.stringValue()
        : null;
  }

  private @Nullable Located target(String reference) {
    Located found = root;
    for (String step : reference.substring(2).split("/", -1)) {
      String key = step.replace("~1", "/").replace("~0", "~");
      found = found instanceof Located.Mapping mapping ? mapping.entries().get(key) : null;
      if (found == null) {
        return null;
      }
    }
    return found;
  }

  /** Errors name the place that refers, not the one referred to. */
  private static Located moved(Located value, Location at) {
    return switch (value) {
      case Located.Scalar(_, JsonNode json) -> new Located.Scalar(at, json);
      case Located.Sequence(_, List<Located> items) -> new Located.Sequence(at, items);
      case Located.Mapping(_, Map<String, Located> entries) -> new Located.Mapping(at, entries);
    };
  }
}
