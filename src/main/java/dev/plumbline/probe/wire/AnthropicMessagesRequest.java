package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.wire.WireCodec.WireRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the request to Anthropic itself and to whoever serves its address. */
final class AnthropicMessagesRequest {
  private static final String MESSAGES = "/messages";
  private static final String VERSION = "2023-06-01";

  private AnthropicMessagesRequest() {}

  static WireRequest of(Target target, Probe probe, Session session) {
    Map<String, String> headers = RequestParts.headers(target, probe, session);
    headers.put("anthropic-version", VERSION);
    return RequestParts.request(
        target,
        RequestParts.address(target.endpoint(), MESSAGES),
        headers,
        body(target, probe, session));
  }

  private static Map<String, Object> body(Target target, Probe probe, Session session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", target.servedModel());
    AnthropicBody.put(body, target, probe);
    body.put("metadata", Map.of("user_id", session.id()));
    body.put("stream", probe.streamedBy(target));
    return body;
  }
}
