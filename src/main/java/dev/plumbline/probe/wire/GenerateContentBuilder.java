package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts an answer of generateContent together, from one response or from chunks of the same. */
final class GenerateContentBuilder {
  private static final Set<String> DECLINED =
      Set.of(
          "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY");

  private final StringBuilder text = new StringBuilder();
  private final List<Token> tokens = new ArrayList<>();
  private final List<Answer.ToolCall> toolCalls = new ArrayList<>();
  private boolean said;
  private @Nullable String finishReason;
  private @Nullable String blocked;
  private @Nullable String servedModel;
  private Answer.@Nullable Usage usage;

  /** The parts of the one candidate that is asked for. */
  static Stream<JsonNode> parts(JsonNode response) {
    return candidate(response).path("content").path("parts").valueStream();
  }

  private static JsonNode candidate(JsonNode response) {
    return response.path("candidates").path(0);
  }

  /** One response, or one chunk. Thoughts are no part of what users see. */
  void add(JsonNode response) {
    JsonNode candidate = candidate(response);
    said |= candidate.isObject();
    parts(response).filter(part -> !part.path("thought").asBoolean(false)).forEach(this::addPart);
    addTokens(candidate.path("logprobsResult"));
    finishReason = word(candidate.path("finishReason"), finishReason);
    blocked = word(response.path("promptFeedback").path("blockReason"), blocked);
    servedModel = word(response.path("modelVersion"), servedModel);
    addUsage(response.path("usageMetadata"));
  }

  private void addPart(JsonNode part) {
    text.append(WireJson.piece(part.path("text")));
    JsonNode call = part.path("functionCall");
    if (call.isObject()) {
      String arguments = WireJson.json(call.path("args"));
      toolCalls.add(
          new Answer.ToolCall(
              WireJson.text(call.path("name")),
              arguments.isEmpty() ? "{}" : WireJson.wellFormed(arguments)));
    }
  }

  /** The chosen tokens, each with the most probable ones of its step. */
  private void addTokens(JsonNode result) {
    JsonNode chosen = result.path("chosenCandidates");
    for (int i = 0; i < chosen.size(); i++) {
      WireLogprobs.token(
              chosen.path(i),
              result.path("topCandidates").path(i).path("candidates"),
              entry -> entry.path("token"),
              entry -> entry.path("logProbability"))
          .ifPresent(tokens::add);
    }
  }

  private void addUsage(JsonNode counts) {
    if (counts.isObject()) {
      usage =
          new Answer.Usage(
              counts.path("promptTokenCount").asInt(0),
              counts.path("candidatesTokenCount").asInt(0)
                  + counts.path("thoughtsTokenCount").asInt(0),
              WireJson.countOrNull(counts.path("cachedContentTokenCount")));
    }
  }

  private static @Nullable String word(JsonNode value, @Nullable String before) {
    String word = WireStatus.brief(WireJson.text(value));
    return word.isEmpty() || word.equals("FINISH_REASON_UNSPECIFIED") ? before : word;
  }

  /** Whether anything of an answer, or of a refusal, was there. */
  boolean said() {
    return said || blocked != null;
  }

  boolean ended() {
    return finishReason != null || blocked != null;
  }

  Outcome outcome(int status) {
    if (blocked != null) {
      return WireStatus.declined(status, "prompt blocked: " + blocked);
    }
    if (finishReason != null && DECLINED.contains(finishReason)) {
      return WireStatus.declined(status, finishReason);
    }
    return new Outcome.Answered(
        new Answer(
            WireJson.wellFormed(text.toString()),
            finishReason,
            List.copyOf(tokens),
            servedModel,
            usage,
            List.copyOf(toolCalls)));
  }
}
