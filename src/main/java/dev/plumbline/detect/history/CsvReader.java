package dev.plumbline.detect.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values by RFC 4180, except that a cell ends with its line; the first line names
 * the columns, in any order. An empty cell says as much as a column left out.
 */
final class CsvReader implements ObservationReader {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]{1,5})?");

  private final Lines lines;
  private final Entry entry;
  private final List<Field> columns;
  private final List<String> cells = new ArrayList<>();

  CsvReader(Lines lines, String header) {
    this.lines = lines;
    this.entry = new Entry(lines);
    split(header);
    this.columns = columns();
  }

  @Override
  public @Nullable RecordedObservation next() throws IOException {
    String line = lines.next();
    if (line == null) {
      return null;
    }
    split(line);
    if (cells.size() != columns.size()) {
      throw lines.error(
          "has %d cells where the first line has %d".formatted(cells.size(), columns.size()),
          "write a cell for each column, in quotes where it holds a comma");
    }
    entry.clear();
    for (int i = 0; i < cells.size(); i++) {
      if (!cells.get(i).isEmpty()) {
        take(columns.get(i), cells.get(i));
      }
    }
    return entry.observation();
  }

  private List<Field> columns() {
    Set<Field> known = EnumSet.noneOf(Field.class);
    List<Field> named = new ArrayList<>();
    for (String cell : cells) {
      Field field = Field.of(cell.strip());
      if (field == null) {
        throw entry.unknown(cell);
      }
      if (!known.add(field)) {
        throw lines.error(field.word() + " is the name of two columns", "leave one of them");
      }
      named.add(field);
    }
    return named;
  }

  private void take(Field field, String cell) {
    if (field == Field.FAILED) {
      entry.flag(field, flag(cell));
    } else if (field.isReading()) {
      entry.number(field, number(field, cell));
    } else {
      entry.text(field, cell);
    }
  }

  /** Also as Python and R write it. */
  private boolean flag(String cell) {
    return switch (cell) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default -> throw entry.wrongType(Field.FAILED);
    };
  }

  private double number(Field field, String cell) {
    if (!NUMBER.matcher(cell).matches()) {
      throw entry.wrongType(field);
    }
    return Double.parseDouble(cell);
  }

  private void split(String line) {
    cells.clear();
    int at = 0;
    do {
      at = line.startsWith("\"", at) ? quoted(line, at + 1) : plain(line, at);
    } while (at <= line.length());
  }

  /** Adds the cell that begins here; returns where the next one does. */
  private int plain(String line, int from) {
    int comma = line.indexOf(',', from);
    int to = comma < 0 ? line.length() : comma;
    cells.add(line.substring(from, to));
    return to + 1;
  }

  private int quoted(String line, int from) {
    StringBuilder cell = new StringBuilder();
    int at = from;
    while (true) {
      int quote = line.indexOf('"', at);
      if (quote < 0) {
        throw lines.error("has a quote that is not closed", "close it in the same line");
      }
      cell.append(line, at, quote);
      at = quote + 1;
      if (!line.startsWith("\"", at)) {
        break;
      }
      cell.append('"');
      at++;
    }
    if (at < line.length() && line.charAt(at) != ',') {
      throw lines.error("goes on after a closing quote", "double the quotes within a cell");
    }
    cells.add(cell.toString());
    return at + 1;
  }
}
