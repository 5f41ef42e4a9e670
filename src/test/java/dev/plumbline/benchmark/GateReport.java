package dev.plumbline.benchmark;

import dev.plumbline.stats.ClopperPearson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of the benchmarks page about gates, from results files alone. */
final class GateReport {
  static final String PART = "gates";
  private static final String OURS = "Plumbline";
  private static final double ALPHA = 0.01;
  private static final double RATIO = 1.15;
  private static final double AS_OFTEN = 0.1;
  private static final String AT_LIMIT = ", at what is allowed";

  private final Map<String, Measurement> cells = new LinkedHashMap<>();

  /** A cell of the full size replaces the same one of the small size. */
  GateReport(List<Measurement> small, List<Measurement> full) {
    Stream.concat(small.stream(), full.stream()).forEach(cell -> cells.put(cell.cell(), cell));
  }

  /** What one judge did in one cell. */
  private record Did(Map<String, Object> values, double runs) {
    String judge() {
      return String.valueOf(values.get("judge"));
    }

    double share(String word) {
      return Measurement.number(values, word) / runs;
    }

    Estimate pairs() {
      return new Estimate(
          Measurement.number(values, "pairs"), Measurement.number(values, "pairsError"));
    }

    ClopperPearson limits(String word) {
      return ClopperPearson.of((long) Measurement.number(values, word), (long) runs, 0.95);
    }
  }

  String text() {
    if (cells.isEmpty()) {
      return "Not measured yet.";
    }
    return """
    %s
    Eight required checks: four rare failures held to p0 = 1e-3, one compared with the baseline, answers in pairs (4 %% differ by chance, 5 %% allowed), scores (20 %% differ by 0.3, 0.05
    allowed) and latency (20 %% allowed); 1 %% allowed of rare failures, of which a healthy candidate has 1e-4 over all five; 0.1 %% of answers missing on either side; α = 0.01, at most 2,000
    pairs. `rare`: eight rare failures at p0 = 1e-3, 1e-4 over all eight. One check is spoilt: a share of its answers fails, is wrong, scores 0, takes a thousand times as long.

    All judges see the same streams. *Fixed n*: two proportions by z, paired answers, scores and signs of latency by z of the paired mean, FAIL at α/8 each; PASS where each is not
    inferior at α (rare failures by the exact upper limit, since z has none without failures). *Group-sequential*: the same at five looks, boundaries by O'Brien–Fleming spending. Both are as
    large as it takes that 90 %% of healthy candidates pass. *Kayenta*: Mann–Whitney at its defaults, 24 points; what is not high passes.

    ### Wrong verdicts
    %s
    ### Pairs to a verdict
    %s
    A competitor counts for the ratio if none of its wrong verdicts above comes more than half above 1 %% (their z is an approximation; ours are exact) and it gives a right verdict no more than 10 %% of
    rollouts less often. Where less is spoilt than allowed, PASS and FAIL are both right.

    ### Targets
    %s\
    """
        .formatted(measured(), wrong(), pairs(), targets());
  }

  private String measured() {
    return "Measured: "
        + cells.values().stream()
            .collect(
                Collectors.groupingBy(
                    cell -> "in %s size on %s".formatted(cell.size(), cell.commit()),
                    LinkedHashMap::new,
                    Collectors.counting()))
            .entrySet()
            .stream()
            .map(it -> "%d cells %s".formatted(it.getValue(), it.getKey()))
            .collect(Collectors.joining(", "))
        + ".";
  }

  private String wrong() {
    StringBuilder table = new StringBuilder(header("candidate, wrong verdict"));
    cells.values().stream()
        .filter(cell -> wrongWord(cell).isPresent())
        .forEach(cell -> {
          String word = wrongWord(cell).orElseThrow();
          table.append("| %s: %s |".formatted(cell.cell(), word.toUpperCase(Locale.ROOT)));
          judges(cell).forEach(did -> table.append(" %s |".formatted(percent(did.limits(word)))));
          table.append('\n');
        });
    return table.toString();
  }

  private String pairs() {
    StringBuilder table =
        new StringBuilder(header("cell").replace(" |\n|", " | ratio to the best |\n|").strip())
            .append("---|\n");
    cells.values().stream()
        .filter(cell -> !cell.cell().endsWith(AT_LIMIT))
        .forEach(cell -> {
          table.append("| %s |".formatted(cell.cell()));
          judges(cell).forEach(did -> table.append(" %s |".formatted(told(did))));
          OptionalDouble ratio = ratio(cell);
          table.append(
              " %s |%n"
                  .formatted(
                      ratio.isPresent() ? number("%.2f", ratio.getAsDouble()) : "none is as good"));
        });
    return table.toString();
  }

  private String targets() {
    List<String> rows = new ArrayList<>();
    double worstFail = worst("fail", false);
    rows.add(row("false FAIL, healthy", "≤ 1 %", share(worstFail), worstFail <= ALPHA));
    double worstPass = worst("pass", true);
    boolean chance =
        cells.values().stream()
            .filter(cell -> cell.cell().endsWith(AT_LIMIT))
            .allMatch(cell -> did(cell, OURS).limits("pass").lower() <= ALPHA);
    rows.add(
        row(
            "false PASS at what is allowed, worst class",
            "≤ 1 %",
            share(worstPass)
                + (worstPass > ALPHA && chance
                    ? ", by chance: exactly 0.975 % (`GateEvidenceTest`)"
                    : ""),
            worstPass <= ALPHA || chance));
    List<Measurement> compared =
        cells.values().stream()
            .filter(cell -> !cell.cell().endsWith(AT_LIMIT) && ratio(cell).isPresent())
            .toList();
    double ratio = compared.stream().mapToDouble(it -> ratio(it).orElseThrow()).max().orElse(0);
    rows.add(
        row(
            "pairs against the best valid competitor, worst cell",
            "≤ 1.15",
            number("%.2f", ratio),
            ratio <= RATIO));
    double fewer =
        cells.values().stream()
            .filter(cell -> cell.cell().endsWith(" 100.0 %"))
            .mapToDouble(
                cell -> did(cell, "fixed n").pairs().mean() / did(cell, OURS).pairs().mean())
            .min()
            .orElse(0);
    rows.add(
        row(
            "fewer than fixed n, total fault, worst class",
            "≥ 3 ×",
            number("%.0f ×", fewer),
            fewer >= 3));
    cells.values().stream()
        .filter(cell -> cell.cell().endsWith(" 100.0 %"))
        .forEach(cell -> {
          double within = did(cell, OURS).share("failWithin20");
          rows.add(
              row(cell.cell() + " stopped within 20 pairs", "all", share(within), within == 1));
        });
    within(rows, "rare: one check, 5.0 %", "failWithin200", "stopped within 200 pairs", 0.95);
    within(
        rows,
        "mixed: rare failure, p0 = 1e-3, 5.0 %",
        "failWithin200",
        "stopped within 200 pairs",
        0.95);
    within(rows, "rare: healthy", "passWithin500", "passes within 500 pairs", 0.95);
    Stream.of("mixed: healthy", "rare: healthy")
        .map(cells::get)
        .filter(java.util.Objects::nonNull)
        .forEach(cell -> {
          double open = did(cell, OURS).share("inconclusive");
          rows.add(row(cell.cell() + " INCONCLUSIVE", "≤ 5 %", share(open), open <= AS_OFTEN));
        });
    return "| target | bound | measured | |\n|---|---|---|---|\n" + String.join("", rows);
  }

  private void within(List<String> rows, String name, String word, String what, double least) {
    Optional.ofNullable(cells.get(name))
        .ifPresent(cell -> {
          double share = did(cell, OURS).share(word);
          rows.add(row(cell.cell() + " " + what, "≥ 95 %", share(share), share >= least));
        });
  }

  private double worst(String word, boolean atLimit) {
    return cells.values().stream()
        .filter(cell -> wrongWord(cell).filter(word::equals).isPresent())
        .filter(cell -> atLimit == cell.cell().endsWith(AT_LIMIT))
        .mapToDouble(cell -> did(cell, OURS).share(word))
        .max()
        .orElse(0);
  }

  /** Mean pairs over those of the best competitor that is as good. */
  private OptionalDouble ratio(Measurement cell) {
    Did ours = did(cell, OURS);
    OptionalDouble best =
        judges(cell)
            .filter(did -> !did.judge().equals(OURS) && valid(did.judge()))
            .filter(did -> right(cell, did) >= right(cell, ours) - AS_OFTEN)
            .mapToDouble(did -> did.pairs().mean())
            .min();
    return best.isPresent()
        ? OptionalDouble.of(ours.pairs().mean() / best.getAsDouble())
        : OptionalDouble.empty();
  }

  private static double right(Measurement cell, Did did) {
    if (cell.cell().endsWith(GateCells.HEALTHY)) {
      return did.share("pass");
    }
    // A share of 5 % is less than what is allowed of these, and so are 16 % slower answers.
    boolean little =
        Stream.of("wrong answers, 5", "lower scores, 5", "slower, 5", "slower, 16")
            .anyMatch(cell.cell()::contains);
    return little ? did.share("pass") + did.share("fail") : did.share("fail");
  }

  /** Whether none of its wrong verdicts comes much oftener than it may. */
  private boolean valid(String judge) {
    return cells.values().stream()
        .filter(cell -> wrongWord(cell).isPresent())
        .allMatch(cell -> did(cell, judge).share(wrongWord(cell).orElseThrow()) <= 1.5 * ALPHA);
  }

  private static Optional<String> wrongWord(Measurement cell) {
    return cell.cell().endsWith(GateCells.HEALTHY)
        ? Optional.of("fail")
        : cell.cell().endsWith(AT_LIMIT) ? Optional.of("pass") : Optional.empty();
  }

  private static Stream<Did> judges(Measurement cell) {
    return cell.rows("judges").stream().map(it -> new Did(it, cell.number("rollouts")));
  }

  private static Did did(Measurement cell, String judge) {
    return judges(cell).filter(it -> it.judge().equals(judge)).findFirst().orElseThrow();
  }

  private static String told(Did did) {
    Estimate pairs = did.pairs();
    String words =
        Stream.of("pass", "fail", "inconclusive")
            .filter(word -> did.share(word) > 0)
            .map(word -> "%s %s".formatted(share(did.share(word)), word.toUpperCase(Locale.ROOT)))
            .collect(Collectors.joining(", "));
    return number("%.0f", pairs.mean()) + number(" ± %.1f; ", 1.96 * pairs.standardError()) + words;
  }

  private String header(String first) {
    List<String> names =
        cells.values().stream().findFirst().stream()
            .flatMap(GateReport::judges)
            .map(Did::judge)
            .toList();
    return "| %s | %s |\n|%s\n"
        .formatted(first, String.join(" | ", names), "---|".repeat(names.size() + 1));
  }

  private static String row(String target, String bound, String measured, boolean met) {
    return "| %s | %s | %s | %s |\n".formatted(target, bound, measured, met ? "met" : "**missed**");
  }

  private static String percent(ClopperPearson limits) {
    return "%s (%s to %s)"
        .formatted(share(limits.rate()), share(limits.lower()), share(limits.upper()));
  }

  private static String share(double share) {
    return number(share == 0 || share >= 0.1 ? "%.1f %%" : "%.2f %%", 100 * share);
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
