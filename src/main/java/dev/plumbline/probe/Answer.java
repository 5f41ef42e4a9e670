package dev.plumbline.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model said, read from a response.
 *
 * @param text decoded from joined bytes where the target gives bytes
 * @param tokens with logprobs; empty where the target gives none
 * @param servedModel the model the response names
 */
public record Answer(
    String text,
    @Nullable String finishReason,
    List<Token> tokens,
    @Nullable String servedModel,
    @Nullable Usage usage) {

  /** Token counts as the target billed them. */
  public record Usage(int promptTokens, int completionTokens) {}
}
