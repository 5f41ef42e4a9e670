package dev.plumbline.probe.wire;

import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads one streamed message: its start, blocks that start, grow and stop, its delta with the stop
 * reason, its stop. The type in the data says which; pings and unknown events are passed over.
 */
final class AnthropicMessagesStream {
  private final RawResponse response;
  private final AnthropicAnswerBuilder answer = new AnthropicAnswerBuilder();
  private final Set<Integer> open = new HashSet<>();
  private boolean started;
  private boolean begun;

  AnthropicMessagesStream(RawResponse response) {
    this.response = response;
  }

  /** To be called once. */
  Outcome decode(byte[] bytes) {
    for (String data : ServerSentEvents.all(bytes)) {
      Outcome end = read(data);
      if (end != null) {
        return end;
      }
    }
    return cut();
  }

  /** The next event as JSON. Null where the stream goes on. */
  @Nullable Outcome read(String data) {
    Optional<JsonNode> event = WireJson.object(data);
    return event.isEmpty() ? broken("an event that is not a JSON object") : read(event.get());
  }

  /** Nothing more came, and no end was said. */
  Outcome cut() {
    return WireStatus.cutStream(response.status(), "ended without message_stop");
  }

  /** Whether a part of the answer came. */
  boolean begun() {
    return begun;
  }

  /** Null where the stream goes on. */
  private @Nullable Outcome read(JsonNode event) {
    begun |= AnthropicEvents.saysSomething(event);
    return switch (WireJson.text(event.path("type"))) {
      case "message_start" -> start(event.path("message"));
      case "content_block_start" -> startBlock(event);
      case "content_block_delta" -> growBlock(event);
      case "content_block_stop" -> stopBlock(event);
      case "message_delta" -> end(event);
      case "message_stop" ->
          started ? answer.outcome(response.status()) : broken("message_stop before message_start");
      case "error" -> AnthropicEvents.error(response, event, begun);
      default -> WireStatus.isError(event) ? AnthropicEvents.error(response, event, begun) : null;
    };
  }

  private @Nullable Outcome start(JsonNode message) {
    if (started) {
      return broken("a second message_start");
    }
    started = true;
    answer.addEnvelope(message);
    return null;
  }

  private @Nullable Outcome startBlock(JsonNode event) {
    if (!started || !open.add(index(event))) {
      return broken("content_block_start out of order");
    }
    answer.startBlock(index(event), event.path("content_block"));
    return null;
  }

  private @Nullable Outcome growBlock(JsonNode event) {
    if (!open.contains(index(event))) {
      return broken("content_block_delta for a block that is not open");
    }
    answer.growBlock(index(event), event.path("delta"));
    return null;
  }

  private @Nullable Outcome stopBlock(JsonNode event) {
    return open.remove(index(event))
        ? null
        : broken("content_block_stop for a block that is not open");
  }

  private @Nullable Outcome end(JsonNode event) {
    if (!started) {
      return broken("message_delta before message_start");
    }
    answer.addEnding(event.path("delta"));
    answer.addUsage(event.path("usage"));
    return null;
  }

  private static int index(JsonNode event) {
    return event.path("index").asInt(-1);
  }

  private Outcome broken(String detail) {
    return WireStatus.brokenStream(response.status(), detail);
  }
}
