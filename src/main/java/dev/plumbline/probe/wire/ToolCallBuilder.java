package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer.ToolCall;
import tools.jackson.databind.JsonNode;

/** One tool call, whole or growing by pieces of its arguments. */
final class ToolCallBuilder {
  private final StringBuilder arguments = new StringBuilder();
  private String name = "";

  /** A function with its name, its arguments, or a piece of them, as OpenAI writes them. */
  void add(JsonNode function) {
    name(function.path("name"));
    arguments(WireJson.json(function.path("arguments")));
  }

  /** Said once; servers that repeat it in each piece mean the same. */
  void name(JsonNode said) {
    String text = WireJson.text(said);
    name = text.isEmpty() ? name : text;
  }

  void arguments(String piece) {
    arguments.append(piece);
  }

  ToolCall call() {
    return call("");
  }

  /**
   * @param otherwise the arguments where none came
   */
  ToolCall call(String otherwise) {
    String said = WireJson.wellFormed(arguments.toString());
    return new ToolCall(name, said.isEmpty() ? otherwise : said);
  }
}
