package dev.plumbline.probe.wire;

import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Responses as the platforms document them, and frames of AWS's own encoder around them. */
final class WireSamples {
  static final String EVENT_STREAM = "application/vnd.amazon.eventstream";
  static final String SSE = "text/event-stream";
  static final String JSON = "application/json";

  private WireSamples() {}

  static Outcome decode(WireFormat format, int status, String type, byte[] body) {
    return decode(format, status, Map.of("content-type", List.of(type)), body);
  }

  static Outcome decode(
      WireFormat format, int status, Map<String, List<String>> headers, byte[] body) {
    return WireCodecs.of(format)
        .decode(new RawResponse(status, headers, "", false, false, List.of()), body);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** One event of a stream of Bedrock's. */
  static byte[] event(String type, String payload) {
    return frame(Map.of(":message-type", "event", ":event-type", type), payload);
  }

  /** How such a stream says that it failed. */
  static byte[] exception(String type, String message) {
    return frame(
        Map.of(":message-type", "exception", ":exception-type", type),
        "{\"message\":\"%s\"}".formatted(message));
  }

  /** Anthropic's event within Bedrock's. */
  static byte[] chunk(String event) {
    String encoded = Base64.getEncoder().encodeToString(utf8(event));
    return event("chunk", "{\"bytes\":\"%s\",\"p\":\"abcdefgh\"}".formatted(encoded));
  }

  static byte[] joined(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  static byte[] events(String... data) {
    StringBuilder all = new StringBuilder();
    for (String each : data) {
      all.append("data: ").append(each).append("\n\n");
    }
    return utf8(all.toString());
  }

  private static byte[] frame(Map<String, String> headers, String payload) {
    Map<String, HeaderValue> values = new LinkedHashMap<>();
    headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
    values.put(":content-type", HeaderValue.fromString("application/json"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Message(values, utf8(payload)).encode(out);
    return out.toByteArray();
  }
}
