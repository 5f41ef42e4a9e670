package dev.plumbline.probe.wire;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Picks the choice that is read: we ask for one, number 0. */
final class OpenAiChoice {
  private OpenAiChoice() {}

  static Optional<JsonNode> first(JsonNode body) {
    return body.path("choices")
        .valueStream()
        .filter(choice -> choice.isObject() && choice.path("index").asInt(0) == 0)
        .findFirst();
  }
}
