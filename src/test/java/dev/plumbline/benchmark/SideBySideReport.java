package dev.plumbline.benchmark;

import dev.plumbline.benchmark.Svg.Axis;
import dev.plumbline.benchmark.Svg.Line;
import dev.plumbline.benchmark.Svg.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The comparison of rules as tables and pictures. */
final class SideBySideReport {
  private static final String CLAIRVOYANT = "clairvoyant CUSUM";
  private static final String PLUMBLINE = "Plumbline";
  private static final String MANN_WHITNEY = "Mann-Whitney, recalibrated";
  private static final double LOOKED_AT = 0.008;

  /** A rule at one window, over the whole grid. */
  private record Contender(String rule, int window) {
    String shown() {
      return window == 0 ? rule : "%s, %s".formatted(rule, shownWindow());
    }

    private String shownWindow() {
      return window < 60 ? window + " min" : window < 1_440 ? window / 60 + " h" : "1 day";
    }
  }

  private record Grid(double p0, double share) {}

  private record Found(Estimate trials, double missed) {}

  private final Map<Contender, Map<Grid, Found>> delays = new LinkedHashMap<>();
  private final List<Measurement> cells;

  SideBySideReport(List<Measurement> cells) {
    this.cells = cells;
    for (Measurement cell : cells) {
      if (!cell.text("rule").equals(SideBySide.KAYENTA)) {
        Map<Grid, Found> found =
            delays.computeIfAbsent(contender(cell), _ -> new LinkedHashMap<>());
        for (Map<String, Object> row : cell.rows("delays")) {
          found.put(
              new Grid(cell.number("p0"), Measurement.number(row, "share")),
              new Found(Measurement.estimate(row, "trials"), Measurement.number(row, "missed")));
        }
      }
    }
  }

  private static Contender contender(Measurement cell) {
    return new Contender(cell.text("rule"), (int) cell.number("window"));
  }

  String tables() {
    StringBuilder text = new StringBuilder();
    for (double p0 : SideBySide.OBJECTIVES) {
      text.append(ofObjective(p0));
    }
    return text.append(againstPlumbline()).append(mannWhitney()).append(usual()).toString();
  }

  private String ofObjective(double p0) {
    StringBuilder text = new StringBuilder("\n#### p0 = %s\n".formatted(power(p0)));
    text.append("| rule | ");
    SideBySide.SHARES.forEach(share -> text.append("%s | ".formatted(percent(share))));
    text.append("\n|---|").append("---|".repeat(SideBySide.SHARES.size())).append('\n');
    delays.forEach((contender, found) -> text.append(row(contender, found, p0)));
    return text.append(
            "\n![Delay against the clairvoyant's at p0 = %1$s](benchmarks/delay-%1$s.svg)\n"
                .formatted(power(p0)))
        .toString();
  }

  private String row(Contender contender, Map<Grid, Found> found, double p0) {
    StringBuilder row = new StringBuilder("| %s | ".formatted(contender.shown()));
    for (double share : SideBySide.SHARES) {
      Grid grid = new Grid(p0, share);
      Found own = found.get(grid);
      row.append(own == null ? "" : entry(contender, own, grid)).append(" | ");
    }
    return row.append('\n').toString();
  }

  private String entry(Contender contender, Found own, Grid grid) {
    if (contender.rule().equals(CLAIRVOYANT)) {
      return "%s trials (%s to %s)"
          .formatted(
              number(own.trials().mean()),
              number(own.trials().lower()),
              number(own.trials().upper()));
    }
    return found(CLAIRVOYANT, grid)
        .map(best -> own.trials().over(best))
        .map(ratio ->
            own.missed() > 0.005
                ? "> %s".formatted(ratio(ratio.mean()))
                : contender.window() == 0
                    ? "%s (%s to %s)"
                        .formatted(ratio(ratio.mean()), ratio(ratio.lower()), ratio(ratio.upper()))
                    : ratio(ratio.mean()))
        .orElse("");
  }

  private Optional<Estimate> found(String rule, Grid grid) {
    return Optional.ofNullable(delays.getOrDefault(new Contender(rule, 0), Map.of()).get(grid))
        .map(Found::trials);
  }

  /** The extremes of each windowed rule. */
  private String againstPlumbline() {
    StringBuilder text =
        new StringBuilder(
            """

            #### Against Plumbline, over the whole grid
            Delay of the rule divided by Plumbline's: where it does best and where it does worst.

            | rule | best | at p0, share | worst | at p0, share |
            |---|---|---|---|---|
            """);
    delays.forEach((contender, found) -> {
      if (contender.window() > 0) {
        Grid best = extreme(found, 1);
        Grid worst = extreme(found, -1);
        text.append(
            "| %s | %s | %s | %s | %s |\n"
                .formatted(
                    contender.shown(),
                    ratio(againstPlumbline(found, best)),
                    shown(best),
                    ratio(againstPlumbline(found, worst)),
                    shown(worst)));
      }
    });
    return text.toString();
  }

  /** The smallest in the order of {@code sign}: 1 for where it does best, -1 for where worst. */
  private Grid extreme(Map<Grid, Found> found, int sign) {
    return found.keySet().stream()
        .min(Comparator.comparingDouble(grid -> sign * againstPlumbline(found, grid)))
        .orElseThrow();
  }

  private double againstPlumbline(Map<Grid, Found> found, Grid grid) {
    Found own = found.get(grid);
    return own == null
        ? Double.NaN
        : found(PLUMBLINE, grid).map(best -> own.trials().mean() / best.mean()).orElse(Double.NaN);
  }

  /** Both sides are asked, so it pays twice. */
  private String mannWhitney() {
    StringBuilder text =
        new StringBuilder(
            """

            #### Probes Mann-Whitney needs at a share of 0.8 %
            Recalibrated to the same average run length, at its best window for each p0; its baseline's probes included.

            | p0 | window | probes | Plumbline's probes | ratio (target ≥ 2) |
            |---|---|---|---|---|
            """);
    for (double p0 : SideBySide.OBJECTIVES) {
      Grid grid = new Grid(p0, LOOKED_AT);
      Optional<Contender> best =
          delays.entrySet().stream()
              .filter(
                  it -> it.getKey().rule().equals(MANN_WHITNEY) && it.getValue().get(grid) != null)
              .min((a, b) ->
                  Double.compare(
                      againstPlumbline(a.getValue(), grid), againstPlumbline(b.getValue(), grid)))
              .map(Map.Entry::getKey);
      if (best.isPresent() && found(PLUMBLINE, grid).isPresent()) {
        double plumbline = found(PLUMBLINE, grid).orElseThrow().mean();
        double ratio = 2 * againstPlumbline(delays.getOrDefault(best.get(), Map.of()), grid);
        text.append(
            "| %s | %s | %s | %s | %s |\n"
                .formatted(
                    power(p0),
                    best.get().shownWindow(),
                    number(ratio * plumbline),
                    number(plumbline),
                    ratio(ratio)));
      }
    }
    return text.toString();
  }

  /** Rules as they are usually set cannot be compared at one average run length. */
  private String usual() {
    StringBuilder text =
        new StringBuilder(
            """

            #### As they are usually set
            Average run length in trials, a day is 1,440. Kayenta's judge compares a day of hourly rates with a baseline's; the last column is the share of broken days it passes.

            | rule | p0 | average run length | passes at 0.18 / 0.8 / 5 / 16 / 100 % |
            |---|---|---|---|
            """);
    for (Measurement cell : cells) {
      boolean kayenta = cell.text("rule").equals(SideBySide.KAYENTA);
      if (kayenta || cell.values().containsKey("usualArl")) {
        double arl = cell.number(kayenta ? "arl" : "usualArl");
        String shown =
            Double.isInfinite(arl) ? "> %s".formatted(number(cell.number("atLeast"))) : number(arl);
        List<String> passed = new ArrayList<>();
        if (kayenta) {
          cell.rows("delays")
              .forEach(row -> passed.add(percent(Measurement.number(row, "missed"))));
        }
        text.append(
            "| %s | %s | %s | %s |\n"
                .formatted(
                    kayenta
                        ? SideBySide.KAYENTA
                        : contender(cell).shown().replace("rolling σ", "rolling 3 σ") + ", above 3",
                    power(cell.number("p0")),
                    shown,
                    String.join(" / ", passed)));
      }
    }
    return text.toString();
  }

  /** A picture of each p0: a rule with windows at the best of them for each share. */
  Map<String, String> pictures() {
    Map<String, String> pictures = new LinkedHashMap<>();
    for (double p0 : SideBySide.OBJECTIVES) {
      List<Line> lines =
          delays.keySet().stream()
              .map(Contender::rule)
              .distinct()
              .filter(rule -> !rule.equals(CLAIRVOYANT))
              .map(rule -> new Line(rule, points(rule, p0)))
              .filter(line -> !line.points().isEmpty())
              .toList();
      pictures.put(
          "delay-%s.svg".formatted(power(p0)),
          Svg.lines(
              "Delay against the clairvoyant's, p0 = " + power(p0),
              new Axis(
                  "share of failures, each rule at its best window", .0015, 1.2, SideBySide.SHARES),
              new Axis("ratio", 0.9, 100, List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0)),
              lines));
    }
    return pictures;
  }

  private List<Point> points(String rule, double p0) {
    return SideBySide.SHARES.stream()
        .map(share -> new Grid(p0, share))
        .flatMap(grid ->
            delays.entrySet().stream()
                .filter(it -> it.getKey().rule().equals(rule))
                .flatMap(it -> Stream.ofNullable(it.getValue().get(grid)))
                .map(found -> found.trials().mean())
                .min(Double::compare)
                .flatMap(least -> found(CLAIRVOYANT, grid).map(best -> least / best.mean()))
                .map(ratio -> new Point(grid.share(), ratio))
                .stream())
        .toList();
  }

  private static String shown(Grid grid) {
    return "%s, %s".formatted(power(grid.p0()), percent(grid.share()));
  }

  private static String ratio(double ratio) {
    return ratio < 9.995 ? "%.2f".formatted(ratio) : "%,.0f".formatted(ratio);
  }

  private static String number(double number) {
    return number < 99.5 ? "%.1f".formatted(number) : "%,.0f".formatted(number);
  }

  private static String percent(double share) {
    return "%s %%"
        .formatted(
            share < 0.01 && share > 0
                ? "%.2f".formatted(100 * share)
                : "%.0f".formatted(100 * share));
  }

  private static String power(double p0) {
    return "1e%d".formatted(Math.round(Math.log10(p0)));
  }
}
