package dev.plumbline.rehearsal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Median delay against the rate of probing, both logarithmic, as an SVG picture. */
public final class DelayPlot {
  private static final int LEFT = 70;
  private static final int TOP = 40;
  private static final int WIDTH = 460;
  private static final int HEIGHT = 320;
  private static final int LEGEND = 270;
  private static final double LEAST_HOURS = 0.05;
  private static final double MOST_HOURS = 1_200;
  private static final Map<String, Double> HOURS = hours();
  private static final List<String> COLOURS =
      List.of(
          "#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#e377c2",
          "#7f7f7f", "#bcbd22");
  private static final String STYLE =
      "<style>text{font:12px sans-serif;fill:#222}.t{font-weight:bold;font-size:14px}"
          + ".bg{fill:#fff}.g{stroke:#ddd}</style>";

  private DelayPlot() {}

  private static Map<String, Double> hours() {
    Map<String, Double> hours = new LinkedHashMap<>();
    hours.put("6 min", 0.1);
    hours.put("1 h", 1.0);
    hours.put("10 h", 10.0);
    hours.put("4 d", 100.0);
    hours.put("42 d", 1_000.0);
    return hours;
  }

  /** Rows of several rates, else alike. */
  public static String of(List<DelayRow> rows) {
    List<Double> rates =
        rows.stream().map(row -> row.setting().perHour()).distinct().sorted().toList();
    Map<String, List<DelayRow>> lines = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row.medianHours() != null)
        .forEach(row -> lines.computeIfAbsent(name(row), _ -> new ArrayList<>()).add(row));
    StringBuilder svg = new StringBuilder();
    text(svg, 10, 22, "t", "Median delay to the page, by probes an hour and pool");
    HOURS.forEach((label, hours) -> {
      svg.append(
          "<line class=\"g\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
              .formatted(LEFT, y(hours), LEFT + WIDTH, y(hours)));
      text(svg, 10, y(hours) + 4, "", label);
    });
    rates.forEach(rate ->
        text(
            svg,
            x(rate, rates) - 8,
            TOP + HEIGHT + 18,
            "",
            String.format(Locale.ROOT, "%.0f", rate)));
    int index = 0;
    for (Map.Entry<String, List<DelayRow>> line : lines.entrySet()) {
      draw(svg, line, rates, index++);
    }
    int width = LEFT + WIDTH + LEGEND;
    int height = TOP + HEIGHT + 30;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">%3$s\
    <rect class="bg" width="%1$d" height="%2$d"/>%4$s</svg>
    """
        .formatted(width, height, STYLE, svg.toString().replace("/>", "/>\n"));
  }

  private static String name(DelayRow row) {
    return "%s %s %s".formatted(row.bug(), row.course(), row.fresh() ? "(fresh)" : "").strip();
  }

  private static void draw(
      StringBuilder svg, Map.Entry<String, List<DelayRow>> line, List<Double> rates, int index) {
    String colour = COLOURS.get(index % COLOURS.size());
    StringBuilder points = new StringBuilder();
    for (DelayRow row : line.getValue()) {
      double hours = row.medianHours() == null ? MOST_HOURS : row.medianHours();
      int x = x(row.setting().perHour(), rates);
      points.append("%d,%d ".formatted(x, y(hours)));
      svg.append(
          "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>".formatted(x, y(hours), colour));
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
            .formatted(points.toString().strip(), colour));
    int y = TOP + 10 + index * 20;
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"10\" height=\"10\" fill=\"%s\"/>"
            .formatted(LEFT + WIDTH + 15, y - 9, colour));
    text(svg, LEFT + WIDTH + 30, y, "", line.getKey());
  }

  private static int x(double rate, List<Double> rates) {
    double least = Math.log(rates.getFirst());
    double most = Math.log(rates.getLast());
    double part = most > least ? (Math.log(rate) - least) / (most - least) : 0.5;
    return LEFT + 20 + (int) Math.round(part * (WIDTH - 40));
  }

  private static int y(double hours) {
    double bounded = Math.clamp(hours, LEAST_HOURS, MOST_HOURS);
    double part = Math.log(bounded / LEAST_HOURS) / Math.log(MOST_HOURS / LEAST_HOURS);
    return TOP + HEIGHT - (int) Math.round(part * HEIGHT);
  }

  private static void text(StringBuilder svg, int x, int y, String style, String text) {
    svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(style, x, y, text));
  }
}
