package dev.plumbline.probe.wire;

import dev.plumbline.catalog.ChatTemplate;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.wire.WireCodec.WireRequest;
import dev.plumbline.topic.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What requests of every wire format have in common. */
final class RequestParts {
  private static final Pattern VERSIONED =
      Pattern.compile(".*/v\\d+[a-z0-9]*|.*/openai/deployments/[^/]+");

  private RequestParts() {}

  /** Headers of a JSON request, in an order that can be added to. */
  static Map<String, String> headers(Target target, Probe probe, Session session) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept", probe.streamedBy(target) ? "text/event-stream" : "application/json");
    headers.put("x-session-id", session.id());
    return headers;
  }

  /** A request with what the catalog wants beside the probe; what the format writes stands. */
  static WireRequest request(
      Target target, URI address, Map<String, String> headers, Map<String, Object> body) {
    target.extras().headers().forEach(headers::putIfAbsent);
    target.extras().body().forEach(body::putIfAbsent);
    return new WireRequest(address, headers, Json.MAPPER.writeValueAsString(body));
  }

  /** The probe's messages as the one text that a model goes on with. */
  static String text(Target target, Probe probe) {
    ChatTemplate template = target.extras().chatTemplate();
    return (template == null ? ChatTemplate.PLAIN : template).text(probe.messages());
  }

  /** An address that begins with the endpoint and goes on with a path, as it is written. */
  static URI below(URI endpoint, String path) {
    return URI.create(endpoint.toString().replaceFirst("/+$", "") + path);
  }

  /** A name as one segment of a path, with nothing in it that means something there. */
  static String segment(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * {@code http://host} and {@code http://host/v1} both lead to {@code /v1} and the path; one of
   * Azure's deployments has its version in the query; an endpoint that names the whole path is
   * taken as it is. A query string is kept.
   *
   * @param path of the wire format: {@code /chat/completions}
   */
  static URI address(URI endpoint, String path) {
    String raw = endpoint.toString();
    int queryAt = raw.indexOf('?');
    String query = queryAt < 0 ? "" : raw.substring(queryAt);
    String base = (queryAt < 0 ? raw : raw.substring(0, queryAt)).replaceFirst("/+$", "");
    if (base.endsWith(path)) {
      return URI.create(base + query);
    }
    String version = VERSIONED.matcher(base).matches() ? "" : "/v1";
    return URI.create(base + version + path + query);
  }
}
