package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Session;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What requests to Bedrock have in common. */
final class BedrockRequest {
  private BedrockRequest() {}

  /**
   * The model is named in the path; an ARN's slashes and colons are no part of that.
   *
   * @param operation {@code converse}
   */
  static URI address(Target target, String operation) {
    return RequestParts.below(
        target.endpoint(),
        "/model/%s/%s".formatted(RequestParts.segment(target.servedModel()), operation));
  }

  static Map<String, String> headers(boolean streamed, Session session) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept", streamed ? AwsEventStream.TYPE : "application/json");
    headers.put("x-session-id", session.id());
    return headers;
  }
}
