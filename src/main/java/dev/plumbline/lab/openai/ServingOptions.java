package dev.plumbline.lab.openai;

import dev.plumbline.lab.chat.ChatRequest.Extras;
import dev.plumbline.lab.chat.Fields;
import dev.plumbline.lab.chat.RequestException;
import java.util.List;

/** Reads what vLLM, SGLang and TensorRT-LLM take beside OpenAI's fields. */
final class ServingOptions {
  /** What the lab's models keep of a step. */
  private static final int MOST_LISTED = 40;

  private ServingOptions() {}

  static Extras read(Fields fields, boolean stream) throws RequestException {
    String salt = fields.textOrNull("cache_salt");
    if (salt != null && salt.isEmpty()) {
      throw Fields.invalid("cache_salt", "must be a non-empty string if provided");
    }
    fields.longOrNull("priority");
    Integer promptLogprobs = fields.wholeOrNull("prompt_logprobs", 0, MOST_LISTED);
    if (promptLogprobs != null && stream) {
      throw Fields.invalid("prompt_logprobs", "are not available when `stream=True`");
    }
    Integer server = fields.wholeOrNull("routed_dp_rank", Integer.MIN_VALUE, Integer.MAX_VALUE);
    return new Extras(server, promptLogprobs, List.of());
  }
}
