package dev.plumbline.score.exhibit;

import dev.plumbline.topic.Json;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lines of RFC 4180. */
final class Csv {
  private Csv() {}

  static String line(Stream<String> cells) {
    return cells.map(Csv::quoted).collect(Collectors.joining(",")) + "\r\n";
  }

  /**
   * A text that the model wrote, as a JSON string: white space and half characters are seen, and a
   * spreadsheet takes none for a formula.
   */
  static String exact(String text) {
    return Json.MAPPER.writeValueAsString(text);
  }

  /** With a point, whatever the locale; nothing where there is no number. */
  static String number(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.6f", value);
  }

  private static String quoted(String cell) {
    return cell.matches("[^\",\\r\\n]*") ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
