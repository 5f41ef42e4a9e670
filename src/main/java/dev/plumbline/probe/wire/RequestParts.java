package dev.plumbline.probe.wire;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Session;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What requests of every wire format have in common. */
final class RequestParts {
  private static final Pattern VERSIONED = Pattern.compile(".*/v\\d+[a-z0-9]*");

  private RequestParts() {}

  /** Headers of a JSON request, in an order that can be added to. */
  static Map<String, String> headers(Target target, Probe probe, Session session) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("accept", probe.streamedBy(target) ? "text/event-stream" : "application/json");
    headers.put("x-session-id", session.id());
    return headers;
  }

  /**
   * {@code http://host} and {@code http://host/v1} both lead to {@code /v1} and the path; an
   * endpoint that names the whole path is taken as it is. A query string is kept.
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
