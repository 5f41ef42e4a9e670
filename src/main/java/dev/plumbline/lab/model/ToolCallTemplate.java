package dev.plumbline.lab.model;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Tool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the lab's model writes tools and their calls: the Hermes template, as many open models do.
 */
public final class ToolCallTemplate {
  public static final String OPENING = "<tool_call>";
  public static final String CLOSING = "</tool_call>";

  private ToolCallTemplate() {}

  /** The healthy answer to a probe as the model writes it; null where the probe gives none. */
  public static @Nullable String answer(Probe probe) {
    Tool.ExampleCall call = probe.exampleCall();
    return probe.example() == null && call != null ? call(call) : probe.example();
  }

  private static String call(Tool.ExampleCall call) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", call.name());
    json.set("arguments", call.arguments());
    return "%s\n%s\n%s".formatted(OPENING, PythonJson.text(json), CLOSING);
  }

  /** A tool as the prompt describes it. */
  static String description(Tool tool) {
    ObjectNode function = JsonNodeFactory.instance.objectNode();
    function.put("name", tool.name());
    function.put("description", tool.description());
    function.set("parameters", tool.parameters());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", "function");
    json.set("function", function);
    return PythonJson.text(json);
  }
}
