package dev.plumbline.probe.wire;

import dev.plumbline.probe.RawResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Reads {@code application/vnd.amazon.eventstream}: frames that begin with their length and hold
 * headers, a payload and checksums over both.
 */
final class AwsEventStream {
  static final String TYPE = "application/vnd.amazon.eventstream";

  /** Lengths of the whole and of the headers, their checksum, and that of the whole. */
  private static final int SMALLEST_FRAME = 16;

  private AwsEventStream() {}

  /**
   * One frame.
   *
   * @param type what it is called; an exception's name where it is one
   * @param exception whether it says that the stream has failed
   */
  record Event(String type, boolean exception, String payload) {}

  /**
   * What could be read.
   *
   * @param end where the last event that is whole ends
   * @param broken why nothing after it can be read; null where it ends with a whole one or amid one
   */
  record Events(List<Event> all, int end, @Nullable String broken) {}

  static boolean is(RawResponse response) {
    return response.headers().getOrDefault("content-type", List.of()).stream()
        .anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith(TYPE));
  }

  /** Reads from the beginning up to what is no whole frame. */
  static Events read(byte[] bytes, int length) {
    List<Event> events = new ArrayList<>();
    int at = 0;
    for (int size = frame(bytes, at, length); size > 0; size = frame(bytes, at, length)) {
      try {
        events.add(event(Message.decode(ByteBuffer.wrap(bytes, at, size).slice())));
      } catch (RuntimeException e) {
        return new Events(events, at, "an event that does not match its checksum or its lengths");
      }
      at += size;
    }
    boolean impossible = length - at >= Integer.BYTES && claimed(bytes, at) < SMALLEST_FRAME;
    return new Events(events, at, impossible ? "an event of an impossible length" : null);
  }

  /** Where the last frame that is whole ends, without reading any. */
  static int endOfLastWhole(byte[] bytes, int known, int length) {
    int end = known;
    for (int size = frame(bytes, end, length); size > 0; size = frame(bytes, end, length)) {
      end += size;
    }
    return end;
  }

  /** Size of the frame that begins here; 0 where it is not whole, or none. */
  private static int frame(byte[] bytes, int at, int length) {
    if (length - at < SMALLEST_FRAME) {
      return 0;
    }
    int size = claimed(bytes, at);
    return size >= SMALLEST_FRAME && size <= length - at ? size : 0;
  }

  private static int claimed(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes, at, Integer.BYTES).getInt();
  }

  private static Event event(Message message) {
    Map<String, HeaderValue> headers = message.getHeaders();
    String kind = text(headers, ":message-type");
    return switch (kind) {
      case "exception" -> new Event(text(headers, ":exception-type"), true, payload(message));
      case "error" -> new Event(text(headers, ":error-code"), true, "");
      default -> new Event(text(headers, ":event-type"), false, payload(message));
    };
  }

  private static String payload(Message message) {
    return new String(message.getPayload(), StandardCharsets.UTF_8);
  }

  private static String text(Map<String, HeaderValue> headers, String name) {
    HeaderValue value = headers.get(name);
    return value == null ? "" : WireJson.wellFormed(value.getString());
  }
}
