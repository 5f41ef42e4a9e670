package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.CredentialHeader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Claude by Vertex AI: Anthropic's messages and events behind Google's addresses. */
final class VertexRawPredictCodec implements WireCodec {
  private static final String VERSION = "vertex-2023-10-16";

  private final AnthropicMessagesCodec anthropic = new AnthropicMessagesCodec();

  @Override
  public WireRequest encode(Target target, Probe probe, Session session) {
    boolean streamed = probe.streamedBy(target);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("anthropic_version", VERSION);
    AnthropicBody.put(body, target, probe);
    body.put("stream", streamed);
    return RequestParts.request(
        target,
        VertexAddress.of(target, "anthropic", streamed ? "streamRawPredict" : "rawPredict"),
        RequestParts.headers(target, probe, session),
        body);
  }

  @Override
  public CredentialHeader credentialHeader() {
    return CredentialHeader.BEARER;
  }

  @Override
  public Outcome decode(RawResponse response, byte[] bytes) {
    return anthropic.decode(response, bytes);
  }

  @Override
  public boolean answerBegun(byte[] bytes, int length) {
    return anthropic.answerBegun(bytes, length);
  }
}
