package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Gemini's generateContent, streamed (as server-sent events) or not. */
final class GenerateContentCodec implements WireCodec {

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    return GenerateContentRequest.of(target, probe, session);
  }

  @Override
  public CredentialHeader credentialHeader() {
    return CredentialHeader.BEARER;
  }

  @Override
  public Outcome decode(RawResponse response, byte[] bytes) {
    if (!WireStatus.isSuccess(response)) {
      return WireStatus.outcome(response, bytes);
    }
    int status = response.status();
    return ServerSentEvents.are(response, bytes)
        ? stream(status, bytes)
        : WireStatus.whole(status, bytes, body -> whole(status, body));
  }

  private static Outcome whole(int status, JsonNode body) {
    GenerateContentBuilder answer = new GenerateContentBuilder();
    answer.add(body);
    return answer.said()
        ? answer.outcome(status)
        : WireStatus.notAnAnswer(status, "a response without candidates");
  }

  /** The last chunk says why it ended; nothing else marks the end. */
  private static Outcome stream(int status, byte[] bytes) {
    GenerateContentBuilder answer = new GenerateContentBuilder();
    for (String data : ServerSentEvents.all(bytes)) {
      Optional<JsonNode> chunk = WireJson.object(data);
      if (chunk.isEmpty()) {
        return WireStatus.brokenStream(status, "an event that is not a JSON object");
      }
      if (WireStatus.isError(chunk.get())) {
        return new Outcome.TargetError(status, WireStatus.detail(chunk.get()));
      }
      answer.add(chunk.get());
    }
    return answer.ended()
        ? answer.outcome(status)
        : WireStatus.cutStream(status, "ended without finishReason");
  }

  @Override
  public boolean answerBegun(byte[] bytes, int length) {
    return ServerSentEvents.complete(bytes, length).stream()
        .flatMap(data -> WireJson.object(data).stream())
        .flatMap(chunk -> GenerateContentBuilder.parts(chunk))
        .anyMatch(part ->
            !WireJson.piece(part.path("text")).isEmpty() || part.path("functionCall").isObject());
  }
}
