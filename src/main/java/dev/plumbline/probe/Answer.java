package dev.plumbline.probe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model said, read from a response.
 *
 * @param text the content, which is what users see; decoded from the joined bytes of the tokens
 *     only where the target wrote none. Where the two differ, the tokens' bytes tell the other half
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
