package dev.plumbline.incident;

import java.util.List;
import java.util.stream.Collectors;

/** Tables of texts that strangers wrote: shown as they are, meaning nothing. */
final class Markdown {
  private static final String MEANT = "\\`*_[]<>|#";

  private Markdown() {}

  /** Head and rows; cells are escaped. */
  static String table(List<String> head, List<List<String>> rows) {
    return row(head)
        + "|"
        + "---|".repeat(head.size())
        + "\n"
        + rows.stream().map(Markdown::row).collect(Collectors.joining());
  }

  /** One line on which no character means anything. */
  static String plain(String text) {
    StringBuilder escaped = new StringBuilder();
    text.replaceAll("\\p{Cntrl}+", " ")
        .codePoints()
        .forEach(character -> {
          if (MEANT.indexOf(character) >= 0) {
            escaped.append('\\');
          }
          escaped.appendCodePoint(character);
        });
    return escaped.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Markdown::plain).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
