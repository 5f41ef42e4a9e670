package dev.plumbline.suites;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, aligned: numbers to the right. */
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> headings) {
    rows.add(headings);
  }

  void row(List<String> cells) {
    rows.add(cells);
  }

  /** One line a row, indented by two. */
  String text() {
    int columns = rows.getFirst().size();
    List<Integer> widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .boxed()
            .toList();
    return rows.stream()
        .map(row ->
            IntStream.range(0, columns)
                .mapToObj(column -> cell(row.get(column), widths.get(column), isNumeric(column)))
                .collect(Collectors.joining("  ", "  ", ""))
                .stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** With a number in it, and nothing but numbers and gaps. */
  private boolean isNumeric(int column) {
    List<String> cells = rows.stream().skip(1).map(row -> row.get(column)).toList();
    return cells.stream().allMatch(cell -> cell.matches("[~$]*[\\d,.]+|-|"))
        && cells.stream().anyMatch(cell -> cell.matches(".*\\d"));
  }

  private static String cell(String text, int width, boolean right) {
    String space = " ".repeat(width - width(text));
    return right ? space + text : text + space;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
