package dev.plumbline.lab.anthropic;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.ToolCall;

/**
 * Writes a whole answer as one {@code message} object, and the parts that streams share with it.
 */
public final class MessageWriter {
  private MessageWriter() {}

  public static byte[] write(AnswerHead head, Completion completion) {
    JsonBytes json = opening(head);
    boolean first = true;
    if (!completion.content().isEmpty()) {
      json.raw("{\"type\":\"text\",\"text\":").text(completion.content()).raw("}");
      first = false;
    }
    for (int i = 0; i < completion.calls().size(); i++) {
      ToolCall call = completion.calls().get(i);
      json.raw(first ? "" : ",");
      toolUse(json, head, i, call, call.arguments());
      first = false;
    }
    json.raw("],");
    stopFields(json, completion);
    return usage(json, head, completion.tokens()).raw("}").toByteArray();
  }

  /** Up to and into the list of content. */
  static JsonBytes opening(AnswerHead head) {
    return new JsonBytes()
        .raw("{\"id\":")
        .text(head.id())
        .raw(",\"type\":\"message\",\"role\":\"assistant\",\"model\":")
        .text(head.model())
        .raw(",\"content\":[");
  }

  static void toolUse(JsonBytes json, AnswerHead head, int index, ToolCall call, String input) {
    json.raw(
            "{\"type\":\"tool_use\",\"id\":\"toolu_%s%d\",\"name\":"
                .formatted(tail(head.id()), index))
        .text(call.name())
        .raw(",\"input\":")
        .raw(input)
        .raw("}");
  }

  static void stopFields(JsonBytes json, Completion completion) {
    json.raw("\"stop_reason\":")
        .text(stopReason(completion))
        .raw(",\"stop_sequence\":")
        .textOrNull(completion.calls().isEmpty() ? completion.generation().stopText() : null);
  }

  static JsonBytes usage(JsonBytes json, AnswerHead head, int outputTokens) {
    return json.raw(
        (",\"usage\":{\"input_tokens\":%d,\"cache_creation_input_tokens\":0,"
                + "\"cache_read_input_tokens\":0,\"output_tokens\":%d,"
                + "\"service_tier\":\"standard\"}")
            .formatted(head.promptLength(), outputTokens));
  }

  private static String stopReason(Completion completion) {
    return switch (completion.ending()) {
      case END -> "end_turn";
      case STOP_TEXT -> "stop_sequence";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
    };
  }

  /** What platforms put into the ids of messages stands in those of calls too. */
  private static String tail(String id) {
    int from = id.lastIndexOf('_') + 1;
    String platform = id.substring(id.indexOf('_') + 1, from);
    return platform + id.substring(Math.max(from, id.length() - 23));
  }
}
