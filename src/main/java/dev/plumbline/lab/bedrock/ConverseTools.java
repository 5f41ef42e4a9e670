package dev.plumbline.lab.bedrock;

import dev.plumbline.catalog.Tool;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads the tools that a Converse request offers. */
final class ConverseTools {
  private static final String NAME = "[a-zA-Z0-9_-]{1,64}";

  private ConverseTools() {}

  static List<Tool> read(Fields request) throws RequestException {
    JsonNode config = request.node("toolConfig");
    if (config == null) {
      return List.of();
    }
    JsonNode offered = config.path("tools");
    if (!offered.isArray() || offered.isEmpty()) {
      throw ConverseReader.constraint(
          "toolConfig.tools", offered, "Member must have length greater than or equal to 1");
    }
    JsonNode choice = config.path("toolChoice");
    if (choice.isObject() && !choice.has("auto")) {
      throw Fields.invalid("", "toolConfig.toolChoice must be 'auto' on this server");
    }
    List<Tool> tools = new ArrayList<>();
    for (int i = 0; i < offered.size(); i++) {
      tools.add(tool(offered.get(i).path("toolSpec"), "toolConfig.tools.%d".formatted(i)));
    }
    return List.copyOf(tools);
  }

  private static Tool tool(JsonNode spec, String path) throws RequestException {
    String name = spec.path("name").asString("");
    if (!name.matches(NAME)) {
      throw ConverseReader.constraint(
          path + ".member.toolSpec.name",
          spec.path("name"),
          "Member must satisfy regular expression pattern: [a-zA-Z0-9_-]+");
    }
    JsonNode schema = spec.path("inputSchema").path("json");
    if (!schema.isObject() || !schema.path("type").asString("").equals("object")) {
      throw Fields.invalid(
          "",
          "The value at %s.toolSpec.inputSchema.json.type must be one of the following: object."
              .formatted(path));
    }
    return new Tool(name, spec.path("description").asString(""), schema);
  }
}
