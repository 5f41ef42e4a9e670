package dev.plumbline.probe.wire;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Outcome;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Puts an answer together from the blocks of one whole message or from the pieces of a stream. */
final class AnthropicAnswerBuilder {
  /** Anthropic writes the arguments of a tool without any as no piece at all. */
  private static final String NO_ARGUMENTS = "{}";

  private final SortedMap<Integer, StringBuilder> texts = new TreeMap<>();
  private final SortedMap<Integer, ToolCallBuilder> toolCalls = new TreeMap<>();
  private final AnthropicUsage usage = new AnthropicUsage();
  private @Nullable String stopReason;
  private @Nullable String servedModel;
  private String refusal = "";

  static boolean isToolUse(JsonNode block) {
    return WireJson.text(block.path("type")).equals("tool_use");
  }

  /** What a message says beside its content. */
  void addEnvelope(JsonNode message) {
    String model = WireStatus.brief(WireJson.text(message.path("model")));
    servedModel = model.isEmpty() ? servedModel : model;
    addUsage(message.path("usage"));
  }

  void addUsage(JsonNode counts) {
    usage.add(counts);
  }

  /** Why it ended, as a message or its delta says. */
  void addEnding(JsonNode message) {
    String reason = WireStatus.brief(WireJson.text(message.path("stop_reason")));
    stopReason = reason.isEmpty() ? stopReason : reason;
    String explanation = WireJson.text(message.path("stop_details").path("explanation"));
    refusal = explanation.isEmpty() ? refusal : explanation;
  }

  /**
   * One block of a whole message.
   *
   * @param input of a tool call, as written
   */
  void addBlock(int index, JsonNode block, String input) {
    startBlock(index, block);
    growToolCall(index, input);
  }

  /** A block whose content follows: that of a tool call always does, its {@code input} says {}. */
  void startBlock(int index, JsonNode block) {
    if (isToolUse(block)) {
      toolCalls.computeIfAbsent(index, _ -> new ToolCallBuilder()).name(block.path("name"));
    } else if (WireJson.text(block.path("type")).equals("text")) {
      texts
          .computeIfAbsent(index, _ -> new StringBuilder())
          .append(WireJson.piece(block.path("text")));
    }
  }

  /** Pieces for a block that is not read, such as thinking, are not read either. */
  void growBlock(int index, JsonNode delta) {
    StringBuilder text = texts.get(index);
    switch (WireJson.text(delta.path("type"))) {
      case "text_delta" -> {
        if (text != null) {
          text.append(WireJson.piece(delta.path("text")));
        }
      }
      case "input_json_delta" -> growToolCall(index, WireJson.piece(delta.path("partial_json")));
      default -> {
        // citations_delta, signature_delta and those to come
      }
    }
  }

  Outcome outcome(int status) {
    if ("refusal".equals(stopReason)) {
      String detail = refusal.isEmpty() ? "refusal" : "refusal: " + refusal;
      return WireStatus.declined(status, detail);
    }
    List<Answer.ToolCall> calls =
        toolCalls.values().stream().map(call -> call.call(NO_ARGUMENTS)).toList();
    String text = WireJson.wellFormed(String.join("", texts.values()));
    return new Outcome.Answered(
        new Answer(text, stopReason, List.of(), servedModel, usage.counts(), calls));
  }

  private void growToolCall(int index, String piece) {
    ToolCallBuilder call = toolCalls.get(index);
    if (call != null) {
      call.arguments(piece);
    }
  }
}
