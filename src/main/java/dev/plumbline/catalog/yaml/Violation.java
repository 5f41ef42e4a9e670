package dev.plumbline.catalog.yaml;

import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One broken rule of a schema in words: what, and how to put it right. */
record Violation(Location at, String message, String remedy) {
  private static final String AS_DESCRIBED = "see the JSON Schema";

  void addTo(Errors errors) {
    errors.add(at, message, remedy);
  }

  /**
   * @param value what breaks the rule
   * @param root the whole schema; the {@code description} beside the broken rule is the remedy
   */
  static Violation of(com.networknt.schema.Error error, Located value, JsonNode root) {
    JsonNode schema = owner(root, error.getSchemaLocation().getFragment());
    String remedy = schema.path("description").asString(AS_DESCRIBED);
    String rule = error.getKeyword();
    JsonNode limit = schema.path(rule);
    Location at = value.at();
    return switch (rule) {
      case "additionalProperties" -> unknownKey(value, name(error), schema);
      case "required" -> new Violation(at, "'%s' is missing".formatted(name(error)), "add it here");
      case "type" ->
          new Violation(
              at, "is %s, must be %s".formatted(kind(value.json()), kinds(limit)), remedy);
      case "enum" -> unknownWord(value, limit, schema);
      case "pattern" -> new Violation(at, shown(value, schema) + " is not valid here", remedy);
      case "minimum" -> new Violation(at, shown(value, schema) + " is below " + limit, remedy);
      case "maximum" -> new Violation(at, shown(value, schema) + " is above " + limit, remedy);
      case "exclusiveMinimum" ->
          new Violation(at, shown(value, schema) + " is not above " + limit, remedy);
      case "exclusiveMaximum" ->
          new Violation(at, shown(value, schema) + " is not below " + limit, remedy);
      case "minItems", "minLength" -> new Violation(at, "is empty", remedy);
      case "maxLength" -> new Violation(at, "is longer than " + limit + " characters", remedy);
      case "minProperties" -> new Violation(at, "is empty", remedy);
      case "maxProperties" -> new Violation(at, "has too many keys", remedy);
      case "uniqueItems" -> new Violation(at, "holds the same value twice", "keep one of them");
      default -> new Violation(at, "breaks the rule '%s'".formatted(rule), remedy);
    };
  }

  private static Violation unknownKey(Located value, String key, JsonNode schema) {
    Location at =
        value instanceof Located.Mapping mapping
            ? Objects.requireNonNull(mapping.entries().get(key)).at()
            : value.at();
    List<String> known = new ArrayList<>(schema.path("properties").propertyNames());
    return new Violation(at, "unknown key '%s'".formatted(key), DidYouMean.remedy(key, known));
  }

  private static Violation unknownWord(Located value, JsonNode words, JsonNode schema) {
    List<String> known = words.valueStream().map(JsonNode::asString).toList();
    String choice = schema.path("description").asString("one of: " + String.join(", ", known));
    String written = value.json().asString("");
    return new Violation(
        value.at(),
        "unknown value '%s'".formatted(written),
        DidYouMean.remedy(written, known, choice));
  }

  /** The value as written, unless the schema marks it as something never to be read out. */
  private static String shown(Located value, JsonNode schema) {
    if (schema.path("writeOnly").asBoolean(false)) {
      return "the value (not shown)";
    }
    return value.json().isString()
        ? "'" + value.json().stringValue() + "'"
        : value.json().asString("this value");
  }

  private static String name(com.networknt.schema.Error error) {
    @Nullable String property = error.getProperty();
    return property == null ? "" : property;
  }

  private static String kinds(JsonNode type) {
    return type.isArray()
        ? String.join(" or ", type.valueStream().map(each -> kind(each.asString())).toList())
        : kind(type.asString());
  }

  private static String kind(String type) {
    return switch (type) {
      case "object" -> "a mapping";
      case "array" -> "a list";
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "true or false";
      default -> type;
    };
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "a mapping";
      case ARRAY -> "a list";
      case STRING -> "text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "empty";
      case BINARY, MISSING, POJO -> "unreadable";
    };
  }

  /** The schema object that holds the rule a fragment points at. */
  private static JsonNode owner(JsonNode root, NodePath fragment) {
    JsonNode node = root;
    for (int i = 0; i < fragment.getNameCount() - 1; i++) {
      String name = fragment.getName(i);
      node = node.isArray() ? node.path(Integer.parseInt(name)) : node.path(name);
    }
    return node;
  }
}
