package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.AnswerHead;
import dev.plumbline.lab.chat.Completion;
import dev.plumbline.lab.chat.JsonBytes;
import dev.plumbline.lab.chat.ToolCall;
import java.util.List;

/** Writes a whole answer as one {@code chat.completion} object. */
record CompletionWriter(AnswerOptions options, TokenJson tokens, ContentFilter filter) {

  byte[] write(AnswerHead head, Completion completion) {
    JsonBytes json =
        new JsonBytes()
            .raw(AnswerJson.opening(head, "chat.completion"))
            .raw(",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":");
    content(json, completion);
    json.raw(",\"refusal\":null,\"annotations\":[]");
    toolCalls(json, head, completion.calls());
    json.raw("},\"logprobs\":");
    if (options.logprobs()) {
      tokens.write(json, completion.generation().steps());
    } else {
      json.raw("null");
    }
    json.raw(",\"finish_reason\":")
        .text(AnswerJson.finishReason(completion))
        .raw(options.tokenIds() ? TokenIds.ofSteps(completion.generation().steps()) : "")
        .raw(filter.ofChoice(true))
        .raw("}],\"usage\":")
        .raw(AnswerJson.usage(head, completion))
        .raw(",\"service_tier\":\"default\"")
        .raw(AnswerJson.fingerprint(head))
        .raw(options.tokenIds() ? TokenIds.ofPrompt(head) : "")
        .raw(filter.ofPrompt());
    if (!head.promptTokens().isEmpty()) {
      TokenIds.promptLogprobs(json, head.promptTokens(), tokens.vocabulary());
    }
    return json.raw("}").toByteArray();
  }

  /** Null beside a call without text before it. */
  private static void content(JsonBytes json, Completion completion) {
    boolean none = completion.content().isEmpty() && !completion.calls().isEmpty();
    json.textOrNull(none ? null : completion.content());
  }

  private static void toolCalls(JsonBytes json, AnswerHead head, List<ToolCall> calls) {
    for (int i = 0; i < calls.size(); i++) {
      json.raw(i == 0 ? ",\"tool_calls\":[{" : ",{");
      AnswerJson.call(json, head, i, calls.get(i), calls.get(i).arguments());
    }
    json.raw(calls.isEmpty() ? "" : "]");
  }
}
