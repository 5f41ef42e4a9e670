package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer.ToolCall;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Puts tool calls together: whole ones of a message, or pieces of deltas, which say by index which
 * call they belong to. The older {@code function_call} is read where a message has no others.
 */
final class OpenAiToolCalls {
  private final TreeMap<Integer, ToolCallBuilder> calls = new TreeMap<>();

  /**
   * @param message a {@code message}, or a {@code delta} of a stream
   */
  void add(JsonNode message) {
    message
        .path("tool_calls")
        .valueStream()
        .filter(JsonNode::isObject)
        .forEach(call -> call(index(call)).add(call.path("function")));
    JsonNode legacy = message.path("function_call");
    if (legacy.isObject() && !message.path("tool_calls").isArray()) {
      call(0).add(legacy);
    }
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** The calls in the order of their indexes. */
  List<ToolCall> calls() {
    return calls.values().stream().map(ToolCallBuilder::call).toList();
  }

  /** Whole messages, and some servers' deltas, have no index: an id, or a name, begins a call. */
  private int index(JsonNode call) {
    JsonNode index = call.path("index");
    if (index.isIntegralNumber() && index.canConvertToInt()) {
      return index.intValue();
    }
    boolean begins =
        !WireJson.text(call.path("id")).isEmpty()
            || !WireJson.text(call.path("function").path("name")).isEmpty();
    int last = calls.isEmpty() ? -1 : calls.lastKey();
    return begins ? last + 1 : Math.max(last, 0);
  }

  private ToolCallBuilder call(int index) {
    return calls.computeIfAbsent(index, _ -> new ToolCallBuilder());
  }
}
