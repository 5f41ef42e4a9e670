package dev.plumbline.probe.wire;

import dev.plumbline.probe.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reads {@code text/event-stream}: the data of its events, in order. Lines may end in LF, CRLF or
 * CR; comments and other fields are passed over; several data lines of one event are joined.
 */
public final class ServerSentEvents {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
  private static final Pattern BEGINNING =
      Pattern.compile("\uFEFF?\\s*(?:(?:data|event|id|retry):|:)", Pattern.DOTALL);

  private ServerSentEvents() {}

  /**
   * Where the last event that is whole ends: after the last blank line that ends in a range.
   *
   * @return {@code otherwise} where there is no such line
   */
  public static int endOfLastWhole(byte[] bytes, int from, int to, int otherwise) {
    for (int end = to - 1; end >= Math.max(1, from); end--) {
      boolean lineEnd = isLineEnd(bytes[end]);
      // CR LF is one line end, not an empty line between two.
      int before = bytes[end] == '\n' && bytes[end - 1] == '\r' ? end - 2 : end - 1;
      if (lineEnd && before >= 0 && isLineEnd(bytes[before])) {
        return end + 1;
      }
    }
    return otherwise;
  }

  private static boolean isLineEnd(byte character) {
    return character == '\n' || character == '\r';
  }

  /** Data of all events, also of a last one that no blank line ended. */
  static List<String> all(byte[] bytes) {
    return events(text(bytes, bytes.length) + "\n\n");
  }

  /** Data of the events that are whole in the first {@code length} bytes. */
  static List<String> complete(byte[] bytes, int length) {
    return events(text(bytes, length));
  }

  /** Whether a body is such a stream, by its content type or its beginning. */
  static boolean are(RawResponse response, byte[] bytes) {
    return response.headers().getOrDefault("content-type", List.of()).stream()
            .anyMatch(type -> type.toLowerCase(Locale.ROOT).startsWith("text/event-stream"))
        || BEGINNING.matcher(text(bytes, Math.min(bytes.length, 256))).lookingAt();
  }

  private static List<String> events(String text) {
    List<String> events = new ArrayList<>();
    List<String> data = new ArrayList<>();
    String[] lines = LINE_END.split(text, -1);
    // What follows the last line end is a line only once it is ended itself.
    for (int i = 0; i < lines.length - 1; i++) {
      String line = lines[i];
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          events.add(String.join("\n", data));
          data.clear();
        }
      } else if (line.equals("data")) {
        data.add("");
      } else if (line.startsWith("data:")) {
        data.add(line.substring(line.startsWith("data: ") ? 6 : 5));
      }
    }
    return events;
  }

  private static String text(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
