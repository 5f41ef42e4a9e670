package dev.plumbline.lab.sglang;

import dev.plumbline.lab.chat.ChatRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as it was read. */
record GenerateRequest(ChatRequest request, Options options) {

  /**
   * How its answer is written.
   *
   * @param id of the request, where the client gave one
   * @param start the first of the prompt's tokens that is listed; -1 for none
   * @param top how many of the most probable tokens are listed
   * @param tokens whose log-probabilities are listed
   * @param texts whether tokens are listed with their texts
   */
  record Options(
      @Nullable String id,
      boolean logprobs,
      int start,
      int top,
      List<Integer> tokens,
      boolean texts) {}
}
