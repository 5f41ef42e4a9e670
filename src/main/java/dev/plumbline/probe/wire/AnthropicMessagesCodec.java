package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Anthropic Messages, streamed or not. The answer is its text and its tool calls; thinking and
 * blocks of types unknown here are passed over.
 */
final class AnthropicMessagesCodec implements WireCodec {

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    return AnthropicMessagesRequest.of(target, probe, session);
  }

  @Override
  public CredentialHeader credentialHeader() {
    return CredentialHeader.X_API_KEY;
  }

  @Override
  public Outcome decode(RawResponse response, byte[] bytes) {
    if (!WireStatus.isSuccess(response)) {
      return WireStatus.outcome(response, bytes);
    }
    return ServerSentEvents.are(response, bytes)
        ? new AnthropicMessagesStream(response).decode(bytes)
        : decodeWhole(response, bytes);
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
        .anyMatch(AnthropicEvents::saysSomething);
  }

  /** A message that came whole. */
  static Outcome decodeWhole(RawResponse response, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return WireJson.object(text)
        .map(body -> decodeWhole(response, body, AnthropicToolInputs.of(text)))
        .orElseGet(() -> WireStatus.notAnAnswer(response.status(), WireStatus.notTheFormat(bytes)));
  }

  private static Outcome decodeWhole(
      RawResponse response, JsonNode body, Map<Integer, String> inputs) {
    if (WireStatus.isError(body)) {
      return AnthropicEvents.error(response, body, false);
    }
    if (!body.path("content").isArray()) {
      return WireStatus.notAnAnswer(response.status(), "a message without content");
    }
    AnthropicAnswerBuilder answer = new AnthropicAnswerBuilder();
    answer.addEnvelope(body);
    for (int i = 0; i < body.path("content").size(); i++) {
      JsonNode block = body.path("content").path(i);
      answer.addBlock(i, block, inputs.getOrDefault(i, WireJson.json(block.path("input"))));
    }
    answer.addEnding(body);
    return answer.outcome(response.status());
  }
}
