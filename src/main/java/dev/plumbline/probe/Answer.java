package dev.plumbline.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model said, read from a response.
 *
 * @param text the content, which is what users see; decoded from the joined bytes of the tokens
 *     only where the target wrote none. Where the two differ, the tokens' bytes tell the other half
 * @param tokens with logprobs; empty where the target gives none
 * @param finishReason why it ended, in the word of the wire format; null where none was given
 * @param servedModel the model the response names
 * @param toolCalls in the order of the response; mostly none
 */
public record Answer(
    String text,
    @Nullable String finishReason,
    List<Token> tokens,
    @Nullable String servedModel,
    @Nullable Usage usage,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<ToolCall> toolCalls) {

  /**
   * A call of a tool.
   *
   * @param arguments as the target wrote them: JSON where all is well
   */
  public record ToolCall(String name, String arguments) {}

  /**
   * Token counts as the target billed them.
   *
   * @param cachedTokens of the prompt, that were read from a cache; null where nobody says
   */
  public record Usage(
      int promptTokens,
      int completionTokens,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer cachedTokens) {
    public Usage(int promptTokens, int completionTokens) {
      this(promptTokens, completionTokens, null);
    }
  }
}
