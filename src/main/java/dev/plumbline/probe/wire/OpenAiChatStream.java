package dev.plumbline.probe.wire;

import dev.plumbline.probe.Outcome;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads a streamed completion: chunks of one choice, perhaps one with usage, then [DONE]. */
final class OpenAiChatStream {
  private static final String DONE = "[DONE]";

  private OpenAiChatStream() {}

  static Outcome decode(int status, byte[] bytes) {
    OpenAiAnswerBuilder answer = new OpenAiAnswerBuilder();
    boolean any = false;
    for (String data : ServerSentEvents.all(bytes)) {
      if (data.strip().equals(DONE)) {
        return any
            ? answer.outcome(status)
            : WireStatus.brokenStream(status, "no chunk before " + DONE);
      }
      Optional<JsonNode> chunk = WireJson.object(data);
      if (chunk.isEmpty()) {
        return WireStatus.brokenStream(status, "an event that is not a JSON object");
      }
      if (WireStatus.isError(chunk.get())) {
        return new Outcome.TargetError(status, WireStatus.detail(chunk.get()));
      }
      any = true;
      answer.addEnvelope(chunk.get());
      OpenAiChoice.first(chunk.get())
          .ifPresent(choice -> answer.addChoice(choice, choice.path("delta")));
    }
    return answer.finished()
        ? answer.outcome(status)
        : WireStatus.cutStream(status, "ended without " + DONE + " and without finish_reason");
  }
}
