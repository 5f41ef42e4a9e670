package dev.plumbline.catalog.imports;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated values by RFC 4180. */
final class Csv {

  /**
   * A record of the file.
   *
   * @param line where it begins, from 1
   */
  record Row(int line, List<String> cells) {}

  private final String text;
  private int at;
  private int line = 1;

  private Csv(String text) {
    this.text = text;
  }

  /**
   * Every row that is not blank, the one with the names first.
   *
   * @throws IllegalArgumentException if a quote is not closed
   */
  static List<Row> read(String text) {
    return new Csv(text.startsWith("\uFEFF") ? text.substring(1) : text).rows();
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    while (at < text.length()) {
      Row row = row();
      if (row.cells().stream().anyMatch(cell -> !cell.isBlank())) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Row row() {
    int start = line;
    List<String> cells = new ArrayList<>();
    do {
      cells.add(cell());
    } while (at < text.length() && text.charAt(at++) == ',');
    return new Row(start, List.copyOf(cells));
  }

  /** Leaves the position at the comma or past the end of the line. */
  private String cell() {
    StringBuilder cell = new StringBuilder();
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    int opened = line;
    if (quoted) {
      at++;
    }
    while (at < text.length()) {
      char character = text.charAt(at);
      if (quoted && text.startsWith("\"\"", at)) {
        cell.append('"');
        at += 2;
      } else if (quoted && character == '"') {
        quoted = false;
        at++;
      } else if (!quoted && (character == ',' || character == '\n')) {
        line += character == '\n' ? 1 : 0;
        return cell.toString();
      } else {
        line += character == '\n' ? 1 : 0;
        if (quoted || character != '\r') {
          cell.append(character);
        }
        at++;
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("line %d: a quote that is not closed".formatted(opened));
    }
    return cell.toString();
  }
}
