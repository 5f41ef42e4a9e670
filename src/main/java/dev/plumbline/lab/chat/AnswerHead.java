package dev.plumbline.lab.chat;

import dev.plumbline.catalog.Labels;
import dev.plumbline.lab.model.PromptToken;
import dev.plumbline.lab.model.TokenSequence;
import java.time.Duration;
import java.util.List;

/**
 * What is the same in every part of one answer.
 *
 * @param id as the wire format begins it: {@code chatcmpl-…}
 * @param created Unix seconds
 * @param target the labels of the target that was asked
 * @param servedBy who served it, where the wire format echoes that
 * @param prompt as it was laid out
 * @param promptTokens what the model made of the prompt's tokens; empty unless asked for
 * @param untilFirstToken how long the first token takes
 * @param untilLastToken how long all of them take
 */
public record AnswerHead(
    String id,
    long created,
    String model,
    Labels target,
    String servedBy,
    TokenSequence prompt,
    List<PromptToken> promptTokens,
    Duration untilFirstToken,
    Duration untilLastToken) {

  public int promptLength() {
    return prompt.length();
  }
}
