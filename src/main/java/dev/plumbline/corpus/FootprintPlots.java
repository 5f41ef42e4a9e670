package dev.plumbline.corpus;

import dev.plumbline.corpus.Footprint.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A footprint as SVG pictures, light and dark alike. */
public final class FootprintPlots {
  private static final int CELL_WIDTH = 62;
  private static final int CELL_HEIGHT = 26;
  private static final int LABELS = 150;
  private static final int BAR_WIDTH = 460;
  private static final String STYLE =
      "<style>text{font:12px sans-serif;fill:#222}.t{font-weight:bold;font-size:14px}"
          + ".l{fill:#fff}.bar{fill:#2f6f9f}.bg{fill:#fff}</style>";

  private FootprintPlots() {}

  /**
   * Writes {@code footprint.svg}, {@code margins.svg} and {@code flips.svg} into a folder.
   *
   * @return what was written
   */
  public static List<Path> write(Footprint.Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    double all = Math.max(1, report.margins().stream().mapToLong(Margins.Bin::steps).sum());
    return List.of(
        Files.writeString(folder.resolve("footprint.svg"), heatMap(report.causes())),
        Files.writeString(
            folder.resolve("margins.svg"),
            bars(
                "Steps by lead of the most probable token, in nats",
                report.margins(),
                bin -> bin.steps() / all)),
        Files.writeString(
            folder.resolve("flips.svg"),
            bars(
                "Share of steps at which other numerics say another token, by lead in nats",
                report.margins(),
                Margins.Bin::flipped)));
  }

  /** Faults down, checks across; the darker, the more of the answers it hit a check fails. */
  private static String heatMap(List<Cause> causes) {
    List<String> checks = new ArrayList<>(List.of("any check"));
    checks.addAll(FootprintTable.checks(causes));
    int top = 130;
    StringBuilder svg = new StringBuilder();
    text(svg, 10, 22, "t", "Share of the answers hit by a fault that a check fails");
    for (int column = 0; column < checks.size(); column++) {
      int x = LABELS + column * CELL_WIDTH + CELL_WIDTH / 2;
      svg.append(
          "<text transform=\"translate(%d,%d) rotate(-40)\">%s</text>"
              .formatted(x, top - 8, checks.get(column)));
    }
    for (int row = 0; row < causes.size(); row++) {
      Cause cause = causes.get(row);
      int y = top + row * CELL_HEIGHT;
      text(svg, 10, y + 17, "", cause.fault().equals("none") ? "none (healthy)" : cause.fault());
      for (int column = 0; column < checks.size(); column++) {
        cell(svg, LABELS + column * CELL_WIDTH, y, share(cause, checks.get(column)));
      }
    }
    int width = LABELS + checks.size() * CELL_WIDTH + 70;
    return picture(width, top + causes.size() * CELL_HEIGHT + 10, svg);
  }

  /** Negative where the check judged none of the answers. */
  private static double share(Cause cause, String check) {
    if (check.equals("any check")) {
      return cause.share();
    }
    return cause.checks().stream()
        .filter(seen -> seen.check().equals(check))
        .mapToDouble(Footprint.Seen::share)
        .findFirst()
        .orElse(-1);
  }

  private static void cell(StringBuilder svg, int x, int y, double share) {
    int light = 245 - (int) Math.round(190 * Math.sqrt(Math.max(0, share)));
    String colour = share < 0 ? "#e8e8e8" : "rgb(%d,%d,245)".formatted(light, light);
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#fff\"/>"
            .formatted(x, y, CELL_WIDTH, CELL_HEIGHT, colour));
    String shown = share < 0 ? "" : share == 0 ? "0" : String.format(Locale.ROOT, "%.2f", share);
    text(svg, x + 18, y + 17, share > 0.5 ? "l" : "", shown);
  }

  private static String bars(
      String title, List<Margins.Bin> bins, ToDoubleFunction<Margins.Bin> value) {
    double most = Math.max(1e-9, bins.stream().mapToDouble(value).max().orElse(0));
    StringBuilder svg = new StringBuilder();
    text(svg, 10, 22, "t", title);
    for (int i = 0; i < bins.size(); i++) {
      double share = value.applyAsDouble(bins.get(i));
      int y = 40 + i * CELL_HEIGHT;
      int width = (int) Math.round(BAR_WIDTH * share / most);
      text(svg, 10, y + 16, "", FootprintTable.range(bins.get(i)));
      svg.append(
          "<rect class=\"bar\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
              .formatted(LABELS, y + 3, width, CELL_HEIGHT - 6));
      text(svg, LABELS + width + 6, y + 16, "", String.format(Locale.ROOT, "%.2f %%", 100 * share));
    }
    return picture(LABELS + BAR_WIDTH + 90, 50 + bins.size() * CELL_HEIGHT, svg);
  }

  private static void text(StringBuilder svg, int x, int y, String style, String text) {
    svg.append("<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(style, x, y, text));
  }

  private static String picture(int width, int height, StringBuilder content) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d">%3$s\
    <rect class="bg" width="%1$d" height="%2$d"/>%4$s</svg>
    """
        .formatted(width, height, STYLE, content.toString().replace("</text>", "</text>\n"));
  }
}
