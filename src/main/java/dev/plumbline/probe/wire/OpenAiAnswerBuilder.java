package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts an answer together from one whole message or from the pieces of a stream. */
final class OpenAiAnswerBuilder {
  private final StringBuilder content = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final List<Token> tokens = new ArrayList<>();
  private final OpenAiToolCalls toolCalls = new OpenAiToolCalls();
  private boolean contentGiven;
  private @Nullable String finishReason;
  private @Nullable String servedModel;
  private Answer.@Nullable Usage usage;

  /** What stands beside the choices: model and usage. */
  void addEnvelope(JsonNode body) {
    String model = WireStatus.brief(WireJson.text(body.path("model")));
    if (!model.isEmpty()) {
      servedModel = model;
    }
    JsonNode counts = body.path("usage");
    if (counts.isObject()) {
      usage =
          new Answer.Usage(
              counts.path("prompt_tokens").asInt(0),
              counts.path("completion_tokens").asInt(0),
              WireJson.countOrNull(counts.path("prompt_tokens_details").path("cached_tokens")));
    }
  }

  /**
   * One choice.
   *
   * @param message its {@code message}, or its {@code delta} in a stream
   */
  void addChoice(JsonNode choice, JsonNode message) {
    JsonNode said = message.path("content");
    contentGiven |= said.isString() || said.isArray();
    content.append(WireJson.pieces(said));
    refusal.append(WireJson.text(message.path("refusal")));
    toolCalls.add(message);
    choice
        .path("logprobs")
        .path("content")
        .valueStream()
        .flatMap(entry -> OpenAiLogprobs.token(entry).stream())
        .forEach(tokens::add);
    String finish = WireStatus.brief(WireJson.text(choice.path("finish_reason")));
    if (!finish.isEmpty()) {
      finishReason = finish;
    }
  }

  boolean finished() {
    return finishReason != null;
  }

  Outcome outcome(int status) {
    if ("content_filter".equals(finishReason)) {
      return WireStatus.declined(status, "content_filter");
    }
    if (!refusal.isEmpty() && content.isEmpty()) {
      return WireStatus.declined(status, "refusal: " + refusal);
    }
    return new Outcome.Answered(
        new Answer(
            text(), finishReason, List.copyOf(tokens), servedModel, usage, toolCalls.calls()));
  }

  /**
   * The content is what users see, so it stands wherever there is one; where it differs from the
   * joined bytes of the tokens, those keep the other half of the story. Where there is none beside
   * a tool call, the tokens are those of the call, and users see no text.
   */
  private String text() {
    return contentGiven || !toolCalls.isEmpty()
        ? WireJson.wellFormed(content.toString())
        : OpenAiLogprobs.joined(tokens).orElse("");
  }
}
