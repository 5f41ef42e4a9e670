package dev.plumbline.lab.anthropic;

import dev.plumbline.catalog.Tool;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the tools a request offers. */
final class ToolsReader {
  private static final String NAME = "^[a-zA-Z0-9_-]{1,128}$";

  private ToolsReader() {}

  static List<Tool> read(Fields request) throws RequestException {
    String choice = choice(request);
    JsonNode node = request.node("tools");
    if (node == null) {
      return List.of();
    }
    if (!node.isArray()) {
      throw Fields.invalid("tools", "Input should be a valid list");
    }
    List<Tool> tools = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      tools.add(tool(node.get(i), "tools." + i));
    }
    return choice.equals("none") ? List.of() : List.copyOf(tools);
  }

  private static String choice(Fields request) throws RequestException {
    JsonNode choice = request.node("tool_choice");
    String type = choice == null ? "auto" : choice.path("type").asString("");
    if (!type.equals("auto") && !type.equals("none")) {
      throw Fields.invalid("tool_choice", "must be of type 'auto' or 'none' on this server");
    }
    return type;
  }

  private static Tool tool(JsonNode node, String path) throws RequestException {
    String name = node.path("name").asString("");
    if (!name.matches(NAME)) {
      throw Fields.invalid(path + ".name", "String should match pattern '%s'".formatted(NAME));
    }
    JsonNode schema = node.path("input_schema");
    if (!schema.isObject()) {
      throw Fields.invalid(path + ".input_schema", "Field required");
    }
    if (!schema.path("type").asString("").equals("object")) {
      throw Fields.invalid(path + ".input_schema.type", "Input should be 'object'");
    }
    return new Tool(name, node.path("description").asString(""), schema);
  }
}
