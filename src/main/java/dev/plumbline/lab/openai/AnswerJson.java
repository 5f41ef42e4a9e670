package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.ToolCall;

/** Parts that whole answers and chunks write alike. */
final class AnswerJson {
  private AnswerJson() {}

  static String opening(AnswerHead head, String object) {
    return "{\"id\":\"%s\",\"object\":\"%s\",\"created\":%d,\"model\":%s"
        .formatted(head.id(), object, head.created(), JsonBytes.quoted(head.model()));
  }

  static String fingerprint(AnswerHead head) {
    return ",\"system_fingerprint\":" + JsonBytes.quoted(head.servedBy());
  }

  static String usage(AnswerHead head, Completion completion) {
    int prompt = head.promptLength();
    return ("{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":0},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":0}}")
        .formatted(prompt, completion.tokens(), prompt + completion.tokens());
  }

  static String finishReason(Completion completion) {
    return switch (completion.ending()) {
      case END, STOP_TEXT -> "stop";
      case LENGTH -> "length";
      case TOOL_CALLS -> "tool_calls";
    };
  }

  /** A call with its id, name and arguments, from {@code "id"} to the closing brace. */
  static void call(JsonBytes json, AnswerHead head, int index, ToolCall call, String arguments) {
    json.raw("\"id\":\"call_%s%d\",\"type\":\"function\"".formatted(suffix(head.id()), index))
        .raw(",\"function\":{\"name\":")
        .text(call.name())
        .raw(",\"arguments\":")
        .text(arguments)
        .raw("}}");
  }

  private static String suffix(String id) {
    return id.substring(Math.max(0, id.length() - 23));
  }
}
