package dev.plumbline.lab.openai;

import dev.plumbline.lab.model.Generation;

/** Writes a whole answer as one {@code chat.completion} object. */
public final class CompletionWriter {
  private CompletionWriter() {}

  public static byte[] write(
      ResponseHead head, ChatRequest request, Generation generation, TokenJson tokens) {
    JsonBytes json =
        new JsonBytes()
            .raw(head.opening("chat.completion"))
            .raw(",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":")
            .text(generation.text())
            .raw(",\"refusal\":null,\"annotations\":[]},\"logprobs\":");
    if (request.logprobs()) {
      tokens.write(json, generation.steps());
    } else {
      json.raw("null");
    }
    return json.raw(",\"finish_reason\":")
        .text(finishReason(generation))
        .raw("}],\"usage\":")
        .raw(head.usage(generation.steps().size()))
        .raw(",\"service_tier\":\"default\"")
        .raw(head.fingerprintField())
        .raw("}")
        .toByteArray();
  }

  static String finishReason(Generation generation) {
    return generation.finished() ? "stop" : "length";
  }
}
