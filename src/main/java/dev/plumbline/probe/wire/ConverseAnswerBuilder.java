package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Outcome;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts an answer of Converse together, from one reply or from the events of a stream. */
final class ConverseAnswerBuilder {
  private static final String NO_ARGUMENTS = "{}";
  private static final Set<String> DECLINED = Set.of("guardrail_intervened", "content_filtered");
  private static final List<String> PROMPT =
      List.of("inputTokens", "cacheReadInputTokens", "cacheWriteInputTokens");

  private final SortedMap<Integer, StringBuilder> texts = new TreeMap<>();
  private final SortedMap<Integer, ToolCallBuilder> toolCalls = new TreeMap<>();
  private @Nullable String stopReason;
  private @Nullable String servedModel;
  private Answer.@Nullable Usage usage;

  /** One block of a whole message. What is not read, such as reasoning, is passed over. */
  void addBlock(int index, JsonNode block) {
    text(index, block.path("text"));
    JsonNode call = block.path("toolUse");
    if (call.isObject()) {
      toolCall(index).name(call.path("name"));
      toolCall(index).arguments(WireJson.json(call.path("input")));
    }
  }

  /** One event of a stream. */
  void addEvent(String type, JsonNode data) {
    int index = data.path("contentBlockIndex").asInt(0);
    switch (type) {
      case "contentBlockStart" -> {
        JsonNode call = data.path("start").path("toolUse");
        if (call.isObject()) {
          toolCall(index).name(call.path("name"));
        }
      }
      case "contentBlockDelta" -> {
        text(index, data.path("delta").path("text"));
        JsonNode input = data.path("delta").path("toolUse").path("input");
        if (input.isString()) {
          toolCall(index).arguments(WireJson.piece(input));
        }
      }
      case "messageStop" -> addStop(data.path("stopReason"));
      case "metadata" -> addMetadata(data);
      default -> {
        // messageStart, contentBlockStop and those to come
      }
    }
  }

  void addStop(JsonNode reason) {
    String word = WireStatus.brief(WireJson.text(reason));
    stopReason = word.isEmpty() ? stopReason : word;
  }

  /** Usage, and the model where a router chose it. */
  void addMetadata(JsonNode metadata) {
    JsonNode counts = metadata.path("usage");
    if (counts.isObject()) {
      int prompt = PROMPT.stream().mapToInt(name -> counts.path(name).asInt(0)).sum();
      usage =
          new Answer.Usage(
              prompt,
              counts.path("outputTokens").asInt(0),
              WireJson.countOrNull(counts.path("cacheReadInputTokens")));
    }
    String invoked =
        WireStatus.brief(
            WireJson.text(metadata.path("trace").path("promptRouter").path("invokedModelId")));
    servedModel = invoked.isEmpty() ? servedModel : invoked;
  }

  boolean stopped() {
    return stopReason != null;
  }

  Outcome outcome(int status) {
    if (stopReason != null && DECLINED.contains(stopReason)) {
      return WireStatus.declined(status, stopReason);
    }
    return new Outcome.Answered(
        new Answer(
            WireJson.wellFormed(String.join("", texts.values())),
            stopReason,
            List.of(),
            servedModel,
            usage,
            toolCalls.values().stream().map(call -> call.call(NO_ARGUMENTS)).toList()));
  }

  private void text(int index, JsonNode piece) {
    if (piece.isString()) {
      texts.computeIfAbsent(index, _ -> new StringBuilder()).append(WireJson.piece(piece));
    }
  }

  private ToolCallBuilder toolCall(int index) {
    return toolCalls.computeIfAbsent(index, _ -> new ToolCallBuilder());
  }
}
