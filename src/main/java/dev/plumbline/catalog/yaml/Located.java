package dev.plumbline.catalog.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A value of a YAML file that knows where it stands, also after it was merged into another. */
public sealed interface Located {

  /** Keys in the order of the file. */
  record Mapping(Location at, Map<String, Located> entries) implements Located {}

  record Sequence(Location at, List<Located> items) implements Located {}

  /** Text, number, boolean or null. */
  record Scalar(Location at, JsonNode value) implements Located {}

  Location at();

  /** The same value without places. */
  default JsonNode json() {
    return switch (this) {
      case Mapping(_, Map<String, Located> entries) -> {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        entries.forEach((key, value) -> object.set(key, value.json()));
        yield object;
      }
      case Sequence(_, List<Located> items) -> {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> array.add(item.json()));
        yield array;
      }
      case Scalar(_, JsonNode value) -> value;
    };
  }

  /** This value with what it leaves open taken from below: maps key by key, all else replaced. */
  default Located over(Located below) {
    if (this instanceof Mapping own && below instanceof Mapping base) {
      return merge(own, base);
    }
    return this;
  }

  /**
   * {@link Located#over(Located)} of two mappings, which is a mapping that stands where ours does.
   */
  static Mapping merge(Mapping own, Mapping base) {
    Map<String, Located> merged = new LinkedHashMap<>(base.entries());
    own.entries().forEach((key, value) -> merged.merge(key, value, (low, top) -> top.over(low)));
    return new Mapping(own.at(), merged);
  }
}
