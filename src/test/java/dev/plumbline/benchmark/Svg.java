package dev.plumbline.benchmark;

import java.util.List;
import java.util.Locale;

/** Lines in a field with two logarithmic axes, as an SVG picture; light and dark alike. */
final class Svg {
  private static final int LEFT = 70;
  private static final int TOP = 40;
  private static final int WIDTH = 420;
  private static final int HEIGHT = 300;
  private static final int LEGEND = 250;
  private static final List<String> COLOURS =
      List.of(
          "#c0392b", "#2f6f9f", "#27834a", "#8e5ea2", "#b9770e", "#555", "#17a2a2", "#d6336c",
          "#7a8b00");

  /** A point of a line. */
  record Point(double x, double y) {}

  /** One line with its name for the legend. */
  record Line(String name, List<Point> points) {}

  /** An axis from one value to a larger one, with its ticks. */
  record Axis(String name, double from, double to, List<Double> ticks) {
    /** 0 to 1; what is outside stays at the edge. */
    double place(double value) {
      double place = (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from));
      return Math.max(0, Math.min(1, place));
    }
  }

  private Svg() {}

  static String lines(String title, Axis x, Axis y, List<Line> lines) {
    StringBuilder svg = new StringBuilder();
    text(svg, 10, 22, "t", title);
    for (double tick : x.ticks()) {
      double at = LEFT + WIDTH * x.place(tick);
      rule(svg, at, TOP, at, TOP + HEIGHT);
      text(svg, at - 12, TOP + HEIGHT + 18, "", shown(tick));
    }
    for (double tick : y.ticks()) {
      double at = TOP + HEIGHT * (1 - y.place(tick));
      rule(svg, LEFT, at, LEFT + WIDTH, at);
      text(svg, 12, at + 4, "", shown(tick));
    }
    text(svg, LEFT, TOP + HEIGHT + 38, "", x.name() + "; upwards: " + y.name());
    for (int i = 0; i < lines.size(); i++) {
      line(svg, x, y, lines.get(i), COLOURS.get(i % COLOURS.size()), TOP + 10 + 20 * i);
    }
    return picture(LEFT + WIDTH + LEGEND, TOP + HEIGHT + 50, svg);
  }

  private static void line(
      StringBuilder svg, Axis x, Axis y, Line line, String colour, int legendAt) {
    StringBuilder points = new StringBuilder();
    for (Point point : line.points()) {
      double px = LEFT + WIDTH * x.place(point.x());
      double py = TOP + HEIGHT * (1 - y.place(point.y()));
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", px, py));
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
              px,
              py,
              colour));
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>"
            .formatted(points.toString().strip(), colour));
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>"
            .formatted(LEFT + WIDTH + 12, legendAt - 6, colour));
    text(svg, LEFT + WIDTH + 32, legendAt, "", line.name());
  }

  private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
            x1,
            y1,
            x2,
            y2));
  }

  private static String shown(double tick) {
    return tick >= 1e4 || tick < 1e-3
        ? String.format(Locale.ROOT, "%.0e", tick)
        : String.format(Locale.ROOT, "%.4g", tick)
            .replaceAll("(\\.\\d*?)0+$", "$1")
            .replaceAll("\\.$", "");
  }

  private static void text(StringBuilder svg, double x, double y, String style, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.0f\" y=\"%.0f\">%s</text>\n",
            style,
            x,
            y,
            text.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static String picture(int width, int height, StringBuilder content) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">\
    <style>text{font:12px sans-serif;fill:#222}.t{font-weight:bold;font-size:14px}</style>\
    <rect fill="#fff" width="%1$d" height="%2$d"/>%3$s</svg>
    """
        .formatted(width, height, content);
  }
}
