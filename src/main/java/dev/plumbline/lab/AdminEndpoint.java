package dev.plumbline.lab;

import com.sun.net.httpserver.HttpExchange;
import dev.plumbline.lab.openai.ApiError;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /admin/faults}: {@code GET} lists, {@code POST} injects one, {@code DELETE} removes all
 * or, with an id, one. A fault has the fields {@code fault}, {@code slice}, {@code share} and, for
 * {@code approximate-top-k}, {@code min-batch}.
 */
final class AdminEndpoint {
  static final String PATH = "/admin/faults";

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final FaultBoard faults;
  private final InstantSource time;

  AdminEndpoint(FaultBoard faults, InstantSource time) {
    this.faults = faults;
    this.time = time;
  }

  static boolean serves(String path) {
    return path.equals(PATH) || path.startsWith(PATH + "/");
  }

  void answer(HttpExchange http, String path, Fleet fleet) throws IOException {
    String id = path.length() > PATH.length() ? path.substring(PATH.length() + 1) : "";
    switch (http.getRequestMethod() + (id.isEmpty() ? "" : " one")) {
      case "GET" -> list(http);
      case "POST" -> inject(http, fleet);
      case "DELETE" -> removeAll(http);
      case "DELETE one" -> remove(http, id);
      default -> Reply.error(http, ApiError.wrongMethod(http.getRequestMethod(), path).reply());
    }
  }

  private void list(HttpExchange http) throws IOException {
    Instant now = time.instant();
    List<Map<String, Object>> shown =
        faults.entries().stream().map(entry -> shown(entry, now)).toList();
    Reply.json(http, 200, json(Map.of("faults", shown)));
  }

  private void inject(HttpExchange http, Fleet fleet) throws IOException {
    try {
      Map<String, Object> fields = fields(http.getRequestBody().readAllBytes());
      Fault fault = FaultReader.read(fields);
      if (!fleet.serves(fault.slice())) {
        throw new InvalidFaultException(
            List.of("slice: '%s' matches no target of this lab".formatted(fault.slice())));
      }
      FaultBoard.Entry entry = faults.inject(fault, time.instant());
      Reply.json(http, 201, json(shown(entry, entry.from())));
    } catch (InvalidFaultException e) {
      Reply.error(
          http, ApiError.invalid(String.join("; ", e.errors()), null, "invalid_fault").reply());
    }
  }

  private static Map<String, Object> fields(byte[] body) throws InvalidFaultException {
    try {
      JsonNode object = MAPPER.readTree(body);
      if (!object.isObject()) {
        throw new InvalidFaultException(List.of("the body must be a JSON object"));
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      object
          .properties()
          .forEach(field -> {
            if (!field.getValue().isNull()) {
              fields.put(field.getKey(), MAPPER.convertValue(field.getValue(), Object.class));
            }
          });
      return fields;
    } catch (JacksonException e) {
      throw new InvalidFaultException(
          List.of("the body must be a JSON object: " + e.getOriginalMessage()));
    }
  }

  private void removeAll(HttpExchange http) throws IOException {
    faults.clear();
    Reply.nothing(http);
  }

  private void remove(HttpExchange http, String id) throws IOException {
    if (faults.remove(id)) {
      Reply.nothing(http);
    } else {
      Reply.error(
          http,
          new ApiError(
                  404,
                  "There is no fault '%s'. See GET %s.".formatted(id, PATH),
                  "invalid_request_error",
                  null,
                  "unknown_fault")
              .reply());
    }
  }

  private static Map<String, Object> shown(FaultBoard.Entry entry, Instant now) {
    Fault fault = entry.active().fault();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", entry.active().id());
    shown.put("fault", fault.kind().toString());
    shown.put("slice", fault.slice().toString());
    shown.put("share", fault.share());
    if (fault.kind() == FaultKind.APPROXIMATE_TOP_K) {
      shown.put("min-batch", fault.minBatch());
    }
    shown.put("from", entry.from().toString());
    if (entry.until() != null) {
      shown.put("until", entry.until().toString());
    }
    shown.put("acting", entry.actsAt(now));
    return shown;
  }

  private static byte[] json(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
