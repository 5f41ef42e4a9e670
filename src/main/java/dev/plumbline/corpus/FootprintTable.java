package dev.plumbline.corpus;

import dev.plumbline.corpus.Footprint.Cause;
import dev.plumbline.corpus.Footprint.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A footprint as Markdown, which is also readable on a terminal. */
public final class FootprintTable {
  private FootprintTable() {}

  /** Three tables: faults by check, disagreement of numerics, margins. */
  public static String of(Footprint.Report report) {
    return String.join(
        "\n\n",
        "### What each check sees of each fault\n\n" + faults(report.causes()),
        "### Healthy answers on different numerics\n\n" + pairs(report.disagreement()),
        "### Leads of the most probable token\n\n" + margins(report.margins()));
  }

  /** The checks that see any of it, those that see most first. */
  static List<String> checks(List<Cause> causes) {
    return causes.stream()
        .flatMap(cause -> cause.checks().stream())
        .filter(seen -> seen.failures() > 0)
        .map(Seen::check)
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  private static String faults(List<Cause> causes) {
    List<String> checks = checks(causes);
    List<List<String>> rows = new ArrayList<>();
    for (Cause cause : causes) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  cause.fault(),
                  "%d".formatted(cause.answered()),
                  "%d".formatted(cause.hit()),
                  share(cause.share(), cause.seen())));
      checks.forEach(check -> row.add(cell(cause, check)));
      rows.add(row);
    }
    List<String> head = new ArrayList<>(List.of("fault", "answers", "hit", "any check"));
    head.addAll(checks);
    return table(head, rows);
  }

  private static String cell(Cause cause, String check) {
    return cause.checks().stream()
        .filter(seen -> seen.check().equals(check))
        .findFirst()
        .map(seen -> share(seen.share(), seen.failures()))
        .orElse("–");
  }

  private static String share(double share, long count) {
    return count == 0 ? "0" : String.format(Locale.ROOT, "%.3f", share);
  }

  private static String pairs(List<Disagreement.Pair> pairs) {
    return table(
        List.of("numerics", "against", "steps", "flips", "of steps", "answers that differ"),
        pairs.stream()
            .map(pair ->
                List.of(
                    pair.numerics(),
                    pair.against(),
                    "%d".formatted(pair.steps()),
                    "%d".formatted(pair.flips()),
                    percent(pair.ofSteps(), 2),
                    percent(pair.ofAnswers(), 1)))
            .toList());
  }

  private static String margins(List<Margins.Bin> bins) {
    double all = Math.max(1, bins.stream().mapToLong(Margins.Bin::steps).sum());
    return table(
        List.of("nats", "share of steps", "of these flip"),
        bins.stream()
            .map(bin ->
                List.of(range(bin), percent(bin.steps() / all, 2), percent(bin.flipped(), 2)))
            .toList());
  }

  static String range(Margins.Bin bin) {
    return Double.isInfinite(bin.to())
        ? "from %s".formatted(number(bin.from()))
        : "%s to %s".formatted(number(bin.from()), number(bin.to()));
  }

  private static String number(double value) {
    return value >= 1 ? "%.0f".formatted(value) : Double.toString(value);
  }

  private static String percent(double share, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share);
  }

  private static String table(List<String> head, List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(line(head));
    lines.add(line(head.stream().map(_ -> "---").toList()));
    rows.forEach(row -> lines.add(line(row)));
    return String.join("\n", lines);
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
