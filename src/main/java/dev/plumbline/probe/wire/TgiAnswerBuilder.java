package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts a generation of Text Generation Inference together. */
final class TgiAnswerBuilder {
  private final List<Token> tokens = new ArrayList<>();
  private String text = "";
  private @Nullable String finishReason;
  private Answer.@Nullable Usage usage;

  /**
   * One token and the most probable ones of its step. Special ones are no part of the text; they
   * are kept, since their log-probability says how sure the end was.
   */
  void addToken(JsonNode token, JsonNode top) {
    WireLogprobs.token(token, top, entry -> entry.path("text"), entry -> entry.path("logprob"))
        .ifPresent(tokens::add);
  }

  void addEnd(JsonNode generatedText, JsonNode details, @Nullable Integer promptTokens) {
    text = WireJson.text(generatedText);
    String reason = WireStatus.brief(WireJson.text(details.path("finish_reason")));
    finishReason = reason.isEmpty() ? null : reason;
    JsonNode generated = details.path("generated_tokens");
    if (generated.isIntegralNumber() && promptTokens != null) {
      usage = new Answer.Usage(promptTokens, generated.asInt(0));
    }
  }

  boolean begun() {
    return !tokens.isEmpty();
  }

  Outcome outcome() {
    // A token without its log-probability says nothing that the text does not.
    List<Token> kept =
        tokens.stream().anyMatch(token -> token.logprob() != null)
            ? List.copyOf(tokens)
            : List.of();
    return new Outcome.Answered(new Answer(text, finishReason, kept, null, usage, List.of()));
  }
}
