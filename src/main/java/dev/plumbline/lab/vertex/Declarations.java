package dev.plumbline.lab.vertex;

import dev.plumbline.catalog.Tool;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the functions that a request declares. */
final class Declarations {
  private static final String NAME = "[a-zA-Z_][a-zA-Z0-9_.:-]{0,63}";

  private Declarations() {}

  static List<Tool> read(Fields request) throws RequestException {
    JsonNode tools = request.node("tools");
    String mode = mode(request);
    if (tools == null) {
      return List.of();
    }
    List<Tool> declared = new ArrayList<>();
    for (JsonNode tool : tools) {
      JsonNode functions = Names.camelCase(new Fields(tool)).object().path("functionDeclarations");
      if (!functions.isArray()) {
        throw Fields.invalid("tools", "This model offers no tools but functions.");
      }
      for (JsonNode function : functions) {
        declared.add(function(Names.camelCase(new Fields(function))));
      }
    }
    return mode.equals("NONE") ? List.of() : List.copyOf(declared);
  }

  private static String mode(Fields request) throws RequestException {
    JsonNode config = request.node("toolConfig");
    if (config == null) {
      return "AUTO";
    }
    String mode =
        Names.camelCase(new Fields(config))
            .object()
            .path("functionCallingConfig")
            .path("mode")
            .asString("AUTO");
    if (!mode.equals("AUTO") && !mode.equals("NONE")) {
      throw Fields.invalid(
          "tool_config.function_calling_config.mode", "must be AUTO or NONE on this server");
    }
    return mode;
  }

  private static Tool function(Fields function) throws RequestException {
    String name = function.textOrNull("name");
    if (name == null || !name.matches(NAME)) {
      throw Fields.invalid(
          "", "[FIELD_INVALID] Invalid function name. Must start with a letter or an underscore.");
    }
    String description = function.textOrNull("description");
    JsonNode schema = function.node("parametersJsonSchema");
    JsonNode parameters = function.node("parameters");
    return new Tool(
        name,
        description == null ? "" : description,
        schema != null
            ? schema
            : parameters == null ? JsonNodeFactory.instance.objectNode() : lowerCase(parameters));
  }

  /** The types of an OpenAPI schema as JSON schemas write them: {@code OBJECT} is an object. */
  private static JsonNode lowerCase(JsonNode schema) {
    if (schema.isArray()) {
      ArrayNode items = JsonNodeFactory.instance.arrayNode();
      schema.forEach(item -> items.add(lowerCase(item)));
      return items;
    }
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    schema
        .properties()
        .forEach(field -> {
          JsonNode value = field.getValue();
          boolean type = field.getKey().equals("type") && value.isString();
          object.set(
              field.getKey(),
              type
                  ? JsonNodeFactory.instance.stringNode(
                      value.stringValue().toLowerCase(Locale.ROOT))
                  : lowerCase(value));
        });
    return object;
  }
}
