package dev.plumbline.score;

import dev.plumbline.catalog.StopReason;
import java.util.Locale;

/** What the word means by which a wire format says why an answer ended. */
sealed interface StopWord {

  record Known(StopReason reason) implements StopWord {}

  /** Something went wrong or was refused: none of the reasons a probe can expect. */
  record Otherwise() implements StopWord {}

  record Unknown() implements StopWord {}

  /**
   * Reads the words of OpenAI, Anthropic, TGI ({@code eos_token}), Gemini (in capitals) and Bedrock
   * Converse. Gemini ends a call of a tool with {@code STOP}, which says the end here too.
   */
  static StopWord of(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "stop", "end_turn", "stop_sequence", "eos_token", "eos" -> new Known(StopReason.END);
      case "length", "max_tokens", "max_output_tokens", "model_context_window_exceeded" ->
          new Known(StopReason.LENGTH);
      case "tool_calls", "tool_use", "function_call" -> new Known(StopReason.TOOL_USE);
      case "content_filter",
          "content_filtered",
          "guardrail_intervened",
          "refusal",
          "pause_turn",
          "safety",
          "image_safety",
          "recitation",
          "language",
          "blocklist",
          "prohibited_content",
          "spii",
          "other",
          "error",
          "abort",
          "malformed_function_call",
          "unexpected_tool_call",
          "malformed_model_output",
          "malformed_tool_use" ->
          new Otherwise();
      default -> new Unknown();
    };
  }
}
