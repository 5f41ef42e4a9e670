package dev.plumbline.probe.wire;

import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What single events of a stream mean. */
final class AnthropicEvents {
  /** Said with a status of 200 where the stream had been promised before the queue was full. */
  private static final Set<String> THROTTLING = Set.of("overloaded_error", "rate_limit_error");

  private AnthropicEvents() {}

  /** Whether an event carries a first piece of an answer, or of the thinking before it. */
  static boolean saysSomething(JsonNode event) {
    return switch (WireJson.text(event.path("type"))) {
      case "content_block_start" -> {
        JsonNode block = event.path("content_block");
        yield AnthropicAnswerBuilder.isToolUse(block) || hasText(block);
      }
      case "content_block_delta" -> hasText(event.path("delta"));
      default -> false;
    };
  }

  private static boolean hasText(JsonNode piece) {
    return Set.of("text", "thinking", "partial_json").stream()
        .anyMatch(field -> !WireJson.piece(piece.path(field)).isEmpty());
  }

  /**
   * What an error means that came with a status of success.
   *
   * @param begun whether a part of the answer came before it
   */
  static Outcome error(RawResponse response, JsonNode event, boolean begun) {
    String type = WireJson.text(event.path("error").path("type"));
    return !begun && THROTTLING.contains(type)
        ? WireStatus.throttled(response)
        : new Outcome.TargetError(response.status(), WireStatus.detail(event));
  }
}
