package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Claude by Amazon Bedrock's InvokeModel: Anthropic's message as it is, and its events, each in a
 * frame of AWS's own.
 */
final class BedrockInvokeCodec implements WireCodec {
  private static final String VERSION = "bedrock-2023-05-31";

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    boolean streamed = probe.streamedBy(target);
    Map<String, String> headers = BedrockRequest.headers(streamed, session);
    headers.put("x-amzn-bedrock-accept", "application/json");
    headers.put("x-amzn-bedrock-request-metadata", "{\"plumbline\":\"probe\"}");
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("anthropic_version", VERSION);
    AnthropicBody.put(body, target, probe);
    return RequestParts.request(
        target,
        BedrockRequest.address(target, streamed ? "invoke-with-response-stream" : "invoke"),
        headers,
        body);
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
    return AwsEventStream.is(response)
        ? stream(response, bytes)
        : AnthropicMessagesCodec.decodeWhole(response, bytes);
  }

  private static Outcome stream(RawResponse response, byte[] bytes) {
    AnthropicMessagesStream stream = new AnthropicMessagesStream(response);
    AwsEventStream.Events events = AwsEventStream.read(bytes, bytes.length);
    for (AwsEventStream.Event event : events.all()) {
      if (event.exception()) {
        return BedrockErrors.outcome(response, event, stream.begun());
      }
      Optional<String> chunk = chunk(event);
      if (chunk.isPresent()) {
        Outcome end = stream.read(chunk.get());
        if (end != null) {
          return end;
        }
      }
    }
    String broken = events.broken();
    return broken == null ? stream.cut() : WireStatus.brokenStream(response.status(), broken);
  }

  @Override
  public boolean answerBegun(byte[] bytes, int length) {
    return AwsEventStream.read(bytes, length).all().stream()
        .flatMap(event -> chunk(event).stream())
        .flatMap(data -> WireJson.object(data).stream())
        .anyMatch(AnthropicEvents::saysSomething);
  }

  @Override
  public int endOfLastWhole(byte[] bytes, int known, int newFrom, int length) {
    return AwsEventStream.endOfLastWhole(bytes, known, length);
  }

  /** Anthropic's event within a frame; events of names unknown here are passed over. */
  static Optional<String> chunk(AwsEventStream.Event event) {
    if (event.exception() || !event.type().equals("chunk")) {
      return Optional.empty();
    }
    String encoded =
        WireJson.object(event.payload())
            .map(payload -> payload.path("bytes"))
            .filter(JsonNode::isString)
            .map(JsonNode::stringValue)
            .orElse("");
    try {
      return Optional.of(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.of("");
    }
  }
}
