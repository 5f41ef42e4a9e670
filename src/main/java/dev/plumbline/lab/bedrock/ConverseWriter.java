package dev.plumbline.lab.bedrock;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.AnswerWriter;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.Problem;
import dev.plumbline.lab.chat.StreamEvent;
import dev.plumbline.lab.chat.ToolCall;
import java.util.List;
import java.util.Map;

/**
 * Writes whole answers of Converse, and the parts that its streams share with them.
 *
 * @param echoes what the answer says again of the request, each with the comma before it
 */
record ConverseWriter(String echoes) implements AnswerWriter {

  @Override
  public Map<String, String> headers(AnswerHead head, Completion completion) {
    return Map.of("x-served-by", head.servedBy());
  }

  @Override
  public Map<String, String> streamHeaders(AnswerHead head) {
    return Map.of("x-served-by", head.servedBy());
  }

  @Override
  public byte[] whole(AnswerHead head, Completion completion) {
    JsonBytes json =
        new JsonBytes().raw("{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[");
    boolean first = completion.calls().isEmpty() || !completion.content().isEmpty();
    if (first) {
      json.raw("{\"text\":").text(completion.content()).raw("}");
    }
    for (int i = 0; i < completion.calls().size(); i++) {
      ToolCall call = completion.calls().get(i);
      json.raw(first || i > 0 ? ",{" : "{").raw("\"toolUse\":{");
      toolUse(json, head, i, call).raw(",\"input\":").raw(call.arguments()).raw("}}");
    }
    return json.raw("]}},\"stopReason\":")
        .text(stopReason(completion))
        .raw(",")
        .raw(usage(head, completion))
        .raw(echoes)
        .raw("}")
        .toByteArray();
  }

  @Override
  public String streamType() {
    return InvokeWriter.FRAMES;
  }

  @Override
  public StreamEvent failure(Problem problem, int sent) {
    return new StreamEvent(BedrockError.of(problem, "").frame(), 0);
  }

  @Override
  public List<StreamEvent> stream(AnswerHead head, Completion completion) {
    return new ConverseEvents(head, completion, echoes).write();
  }

  static JsonBytes toolUse(JsonBytes json, AnswerHead head, int index, ToolCall call) {
    String id = head.id().substring(Math.max(0, head.id().length() - 21)) + index;
    return json.raw("\"toolUseId\":\"tooluse_%s\",\"name\":".formatted(id)).text(call.name());
  }

  static String usage(AnswerHead head, Completion completion) {
    return ("\"usage\":{\"inputTokens\":%d,\"outputTokens\":%d,\"totalTokens\":%d,"
            + "\"cacheReadInputTokens\":0,\"cacheWriteInputTokens\":0},"
            + "\"metrics\":{\"latencyMs\":%d}")
        .formatted(
            head.promptLength(),
            completion.tokens(),
            head.promptLength() + completion.tokens(),
            head.untilLastToken().toMillis());
  }

  static String stopReason(Completion completion) {
    return switch (completion.ending()) {
      case END -> "end_turn";
      case STOP_TEXT -> "stop_sequence";
      case LENGTH -> "max_tokens";
      case TOOL_CALLS -> "tool_use";
    };
  }
}
