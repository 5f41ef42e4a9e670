package dev.plumbline.benchmark;

import dev.plumbline.benchmark.Svg.Axis;
import dev.plumbline.benchmark.Svg.Line;
import dev.plumbline.benchmark.Svg.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The detection part of the benchmarks page, from results files alone. */
final class DetectionReport {
  private static final String PART = "detection";

  private final Map<String, List<Measurement>> parts;

  /** A cell of the full size replaces the same one of the small size. */
  DetectionReport(List<Measurement> small, List<Measurement> full) {
    Map<String, Measurement> newest = new LinkedHashMap<>();
    Stream.concat(small.stream(), full.stream())
        .forEach(cell -> newest.put(cell.part() + "/" + cell.cell(), cell));
    // Months of the two sizes are other months: the full ones do not replace, so they stand alone.
    boolean fullFleet = full.stream().anyMatch(cell -> cell.part().equals("fleet"));
    parts =
        newest.values().stream()
            .filter(
                cell -> !(fullFleet && cell.part().equals("fleet") && cell.size().equals("small")))
            .collect(
                Collectors.groupingBy(Measurement::part, LinkedHashMap::new, Collectors.toList()));
  }

  void write(Path page, Path folder) throws IOException {
    SideBySideReport sideBySide = new SideBySideReport(part("side-by-side"));
    MarkedPage.write(page, PART, text(sideBySide));
    Map<String, String> pictures = new LinkedHashMap<>(sideBySide.pictures());
    pictures.put("run-lengths.svg", runLengths());
    for (Map.Entry<String, String> picture : pictures.entrySet()) {
      Files.writeString(folder.resolve(picture.getKey()), picture.getValue());
    }
  }

  private List<Measurement> part(String name) {
    return parts.getOrDefault(name, List.of());
  }

  private String text(SideBySideReport sideBySide) {
    return """
    ### Side by side at equal measured average run length
    %s
    Every rule has a false alarm each 10,000,000 trials on average, where Plumbline's threshold, too, is set by what is measured: its guarantee is conservative, and what it costs is the line below.
    A share of the traffic fails always, the rest at p0, from a moment on at which each rule is in the state that is worst for it: no failure in what it remembers and the worst phase of its
    window; a rolling baseline is drawn from health. Delays in trials, one a minute, in parts of the delay of the CUSUM that knows the share, which no rule of the same average run
    length beats in its worst case; in brackets 95 %% intervals; those of the other simulated rules are in the results file, tumbling counts, Mann-Whitney and MMD are computed. Where a rule has no threshold for this average run length, two take turns at random.
    `>`: more than one run in 200 had no alarm within 300,000 trials. Targets: Plumbline ≤ 1.15 at p0 = 1e-4 and 1e-3, ≤ 1.25 at 1e-2.
    %s
    ### Average run length of every increment
    %s
    Guaranteed is A − r. Where an increment is frozen from a reference, each of many references has its own stream; *below* counts those surely (97.5 %%) under the guarantee, of which a share
    δ = 0.001 may be. Intervals are 95 %%, from the alarms of all references together. The two-sample tests compare once and promise that their evidence ever reaches A with probability ≤ 1/A.

    %s
    ![Average run length against A](benchmarks/run-lengths.svg)

    ### False pages of a healthy fleet
    %s
    %s
    ### What it costs
    %s
    Times are processor time of the thread, in rounds of 100,000 trials. Scoring and passing on take turns on one embedded broker, one stream thread, `exactly_once_v2`: from the same topic, as many records
    of the same size and key to the same topic; so the ratio says what decoding, judging and encoding take.

    %s
    """
        .formatted(
            measured("side-by-side"),
            sideBySide.tables(),
            measured("increments"),
            increments(),
            measured("fleet"),
            fleet(),
            measured("cost"),
            cost());
  }

  private String measured(String part) {
    List<Measurement> cells = part(part);
    return "Measured: "
        + cells.stream()
            .collect(
                Collectors.groupingBy(
                    cell -> "%s size on %s".formatted(cell.size(), cell.commit()),
                    LinkedHashMap::new,
                    Collectors.counting()))
            .entrySet()
            .stream()
            .map(entry -> "%d cells in %s".formatted(entry.getValue(), entry.getKey()))
            .collect(Collectors.joining(", "))
        + ".\n";
  }

  private String increments() {
    StringBuilder text =
        new StringBuilder(
            """
            | increment | healthy stream | A | guaranteed | measured | 95 % | alarms | references, below |
            |---|---|---|---|---|---|---|---|
            """);
    StringBuilder canaries =
        new StringBuilder(
            """

            | two-sample test | healthy stream | A | promised ≤ | share that reached A | 95 % | of paths |
            |---|---|---|---|---|---|---|
            """);
    for (Measurement cell : part("increments")) {
      if (cell.values().containsKey("paths")) {
        canaries.append(
            "| %s | %s | %,.0f | %s | %.5f | %.5f to %.5f | %,.0f |\n"
                .formatted(
                    cell.text("increment"),
                    cell.text("stream"),
                    cell.number("threshold"),
                    1 / cell.number("threshold"),
                    cell.number("share"),
                    cell.number("lower"),
                    cell.number("upper"),
                    cell.number("paths")));
      } else {
        text.append(
            "| %s | %s | %,.0f | %,.0f | %s | %s to %s | %.0f | %s |\n"
                .formatted(
                    cell.text("increment"),
                    cell.text("stream"),
                    cell.number("threshold"),
                    cell.number("guarantee"),
                    count(cell.number("arl")),
                    count(cell.number("lower")),
                    count(cell.number("upper")),
                    cell.number("alarms"),
                    cell.values().containsKey("references")
                        ? "%.0f, %.0f".formatted(cell.number("references"), cell.number("below"))
                        : "none needed"));
      }
    }
    return text.append(canaries).toString();
  }

  private static String count(double number) {
    return Double.isInfinite(number) ? "∞" : "%,.0f".formatted(number);
  }

  private String runLengths() {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    List<Double> thresholds = List.of(1e3, 1e4, 1e5);
    points.put("guaranteed", thresholds.stream().map(a -> new Point(a, a)).toList());
    Map<String, Map<Double, Double>> least = new LinkedHashMap<>();
    part("increments").stream()
        .filter(cell -> Double.isFinite(cell.number("arl")))
        .forEach(cell ->
            least
                .computeIfAbsent(cell.text("increment"), _ -> new LinkedHashMap<>())
                .merge(cell.number("threshold"), cell.number("arl"), Math::min));
    least.forEach((increment, arls) ->
        points.put(
            increment,
            arls.entrySet().stream().map(it -> new Point(it.getKey(), it.getValue())).toList()));
    List<Line> lines = new ArrayList<>();
    points.forEach((name, line) -> lines.add(new Line(name, line)));
    return Svg.lines(
        "Average run length against A, the least of all healthy streams",
        new Axis("A", 800, 1.3e5, thresholds),
        new Axis("trials to a false alarm", 500, 1e8, List.of(1e3, 1e4, 1e5, 1e6, 1e7, 1e8)),
        lines);
  }

  private String fleet() {
    List<Measurement> cells = part("fleet");
    if (cells.isEmpty()) {
      return "";
    }
    double months = sum(cells, "months");
    long leaf = (long) sum(cells, "leafPages");
    long pooled = (long) sum(cells, "pooledPages");
    long high = (long) sum(cells, "leafPagesAt1e8");
    return """
    %.0f leaf series of one check, one trial a minute, each failing at exactly p0 = 1e-4, and %.0f pooled series, %,.0f months of 30 days. Thresholds as `SeriesPlan` derives them from one false page a
    month (leaves: A = %s); `BernoulliEDetector`s stepped from failure to failure, pooled trials as `detect` forms them.

    | pages a month | measured | 99 %% upper limit | allowed |
    |---|---|---|---|
    %s%s%s%s
    """
        .formatted(
            cells.getFirst().number("leaves"),
            cells.getFirst().number("pooled"),
            months,
            "%.3g".formatted(cells.getFirst().number("leafThreshold")),
            pages("all series", leaf + pooled, months, 1),
            pages("leaf series", leaf, months, 0.8),
            pages("pooled series", pooled, months, 0.2),
            pages("leaf series at A = 1e8", high, months, 0.13));
  }

  private static String pages(String what, long pages, double months, double allowed) {
    return "| %s | %.4f (%d) | %.4f | %s |\n"
        .formatted(what, pages / months, pages, Poisson.upper(pages, 0.01) / months, allowed);
  }

  private static double sum(List<Measurement> cells, String name) {
    return cells.stream().mapToDouble(cell -> cell.number(name)).sum();
  }

  private String cost() {
    StringBuilder text = new StringBuilder("| what | measured | target |\n|---|---|---|\n");
    for (Measurement cell : part("cost")) {
      if (cell.values().containsKey("fastest")) {
        text.append(
            "| %s | median %,.0f ns, fastest %,.0f ns | %s |\n"
                .formatted(
                    cell.text("what"),
                    cell.number("ns"),
                    cell.number("fastest"),
                    cell.text("what").startsWith(DetectionCost.AMONG)
                        ? "the same for any number of series, within 20 %"
                        : "≤ 1,000 ns"));
      }
      if (cell.values().containsKey("everything")) {
        text.append(
            "| heap of a detector | %.0f bytes | ≤ 1,024 |\n| heap of a series with onset, recovery, failed exchanges and key | %.0f bytes | |\n"
                .formatted(cell.number("detector"), cell.number("everything")));
      }
      if (cell.values().containsKey("ratio")) {
        text.append(
            "| scoring against passing on, exchanges of %.0f tokens (%,.0f bytes) | %,.0f against %,.0f exchanges a second: %.0f %% ± %.0f | ≥ 70 %% |\n"
                .formatted(
                    cell.number("tokens"),
                    cell.number("bytes"),
                    cell.number("scored"),
                    cell.number("passed"),
                    100 * cell.number("ratio"),
                    100 * cell.number("ratioError")));
      }
    }
    return text.toString();
  }
}
