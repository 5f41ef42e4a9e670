package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI chat completions, streamed or not, as OpenAI and the servers compatible with it speak
 * them. What the target said of itself stays in the raw response; here only the answer is read.
 */
final class OpenAiChatCodec implements WireCodec {

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    return OpenAiChatRequest.of(target, probe, session);
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
        ? OpenAiChatStream.decode(status, bytes)
        : WireStatus.whole(status, bytes, body -> decodeWhole(status, body));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Only a stream can begin before it is whole: for a plain JSON body this is always false.
   */
  @Override
  public boolean answerBegun(byte[] bytes, int length) {
    return ServerSentEvents.complete(bytes, length).stream()
        .flatMap(event -> WireJson.object(event).stream())
        .flatMap(chunk -> OpenAiChoice.first(chunk).stream())
        .anyMatch(OpenAiChatCodec::saysSomething);
  }

  private static Outcome decodeWhole(int status, JsonNode body) {
    OpenAiAnswerBuilder answer = new OpenAiAnswerBuilder();
    answer.addEnvelope(body);
    return OpenAiChoice.first(body)
        .filter(choice -> choice.path("message").isObject())
        .<Outcome>map(choice -> {
          answer.addChoice(choice, choice.path("message"));
          return answer.outcome(status);
        })
        .orElseGet(() -> WireStatus.notAnAnswer(status, "a completion without choices"));
  }

  private static boolean saysSomething(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    return List.of("content", "refusal", "reasoning_content", "reasoning").stream()
            .anyMatch(field -> !WireJson.text(delta.path(field)).isEmpty())
        || !delta.path("tool_calls").isEmpty()
        || delta.path("function_call").isObject();
  }
}
