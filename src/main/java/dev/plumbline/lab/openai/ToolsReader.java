package dev.plumbline.lab.openai;

import dev.plumbline.catalog.Tool;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the tools a request offers. */
final class ToolsReader {
  private static final String NAME = "[a-zA-Z0-9_-]{1,64}";

  private ToolsReader() {}

  static List<Tool> read(Fields request) throws RequestException {
    JsonNode node = request.node("tools");
    JsonNode choice = request.node("tool_choice");
    if (choice != null && choice.asString("").equals("none")) {
      return List.of();
    }
    if (choice != null && !choice.asString("").equals("auto")) {
      throw Fields.invalid("tool_choice", "must be 'none' or 'auto' on this server");
    }
    if (node == null) {
      return List.of();
    }
    if (!node.isArray() || node.isEmpty()) {
      throw Fields.invalid("tools", "must be an array of at least one tool");
    }
    List<Tool> tools = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      tools.add(tool(node.get(i), "tools[%d]".formatted(i)));
    }
    return List.copyOf(tools);
  }

  private static Tool tool(JsonNode node, String path) throws RequestException {
    if (!node.path("type").asString("").equals("function")) {
      throw Fields.invalid(path + ".type", "must be 'function'");
    }
    Fields function = new Fields(node.path("function"));
    String name = function.textOrNull("name");
    if (name == null || !name.matches(NAME)) {
      throw Fields.invalid(path + ".function.name", "must match " + NAME);
    }
    @Nullable String description = function.textOrNull("description");
    JsonNode parameters = function.node("parameters");
    return new Tool(
        name,
        description == null ? "" : description,
        parameters == null ? JsonNodeFactory.instance.objectNode() : parameters);
  }
}
