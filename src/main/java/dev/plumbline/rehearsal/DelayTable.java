package dev.plumbline.rehearsal;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Delays as Markdown, which is also readable on a terminal. */
public final class DelayTable {
  private static final List<String> HEAD =
      List.of(
          "bug",
          "slice",
          "from",
          "share",
          "fails",
          "asked",
          "detected",
          "median",
          "p90",
          "probes",
          "first by",
          "slice right, first page / later",
          "2025");

  private DelayTable() {}

  /** One line a course and setting, and what there is to say under it. */
  public static String of(List<DelayRow> rows) {
    List<List<String>> cells = new ArrayList<>(List.of(HEAD));
    rows.forEach(row -> cells.add(cells(row)));
    return aligned(cells) + remarks(rows);
  }

  private static List<String> cells(DelayRow row) {
    boolean rehearsed = row.remark() == null;
    return List.of(
        row.bug().name(),
        row.course() + (row.fresh() ? " (fresh)" : ""),
        row.from().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
        percent(row.share()),
        percent(row.failing()),
        row.setting().rate(),
        rehearsed ? percent(row.detected()) : "–",
        duration(row.medianHours()),
        duration(row.ninetiethHours()),
        row.medianProbes() == null ? "–" : String.format(Locale.ROOT, "%,d", row.medianProbes()),
        rehearsed ? String.join(", ", row.firstBy()) : "–",
        row.detected() > 0 ? percent(row.rightAtFirst()) + " / " + percent(row.rightLater()) : "–",
        String.format(Locale.ROOT, "%.0f d", row.daysThen()));
  }

  private static String remarks(List<DelayRow> rows) {
    StringBuilder text = new StringBuilder();
    rows.stream()
        .filter(row -> row.remark() != null)
        .forEach(row ->
            text.append(
                "%n%s %s at %s: %s."
                    .formatted(row.bug(), row.course(), row.setting().rate(), row.remark())));
    List<DelayRow> rehearsed = rows.stream().filter(row -> row.remark() == null).toList();
    int pages = rehearsed.stream().mapToInt(DelayRow::falsePages).sum();
    text.append("%nFalse pages in all runs: %d.".formatted(pages));
    double more = rehearsed.stream().mapToDouble(DelayRow::moreProbes).average().orElse(0);
    if (rehearsed.stream().anyMatch(row -> row.setting().healthyFailures() > 0)) {
      text.append(
          String.format(Locale.ROOT, " Probes beyond the plan in health: %.1f %%.", 100 * more));
    }
    return text.append('\n').toString();
  }

  static String duration(@Nullable Double hours) {
    if (hours == null) {
      return "–";
    }
    return hours < 2
        ? String.format(Locale.ROOT, "%.0f min", 60 * hours)
        : hours < 72
            ? String.format(Locale.ROOT, "%.1f h", hours)
            : String.format(Locale.ROOT, "%.1f d", hours / 24);
  }

  private static String percent(double share) {
    return String.format(
        Locale.ROOT, share < 0.1 && share > 0 ? "%.2g %%" : "%.0f %%", 100 * share);
  }

  private static String aligned(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEAD.size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(1, widths.stream().map("-"::repeat).collect(Collectors.joining(" | ", "| ", " |")));
    return String.join("\n", lines) + "\n";
  }

  private static String line(List<String> row, List<Integer> widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < row.size(); column++) {
      padded.add(row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()));
    }
    return "| " + String.join(" | ", padded) + " |";
  }
}
