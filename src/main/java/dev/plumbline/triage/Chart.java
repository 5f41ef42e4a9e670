package dev.plumbline.triage;

import dev.plumbline.detect.SeriesKey;
import dev.plumbline.topic.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Evidence of some series over time, as {@code triage.js} draws it and as a table says it.
 *
 * @param since when this process began to watch; null: it has not yet
 * @param lines one a series
 */
record Chart(@Nullable Instant since, List<Line> lines) {
  private static final int MOST_ROWS = 60;

  record Line(SeriesKey series, List<EvidenceTrail.Point> points) {
    String name() {
      return series.check() + " on " + Show.place(series.slice());
    }
  }

  static Chart of(EvidenceTrail trail, List<SeriesKey> series) {
    return new Chart(
        trail.since(),
        series.stream()
            .map(key -> new Line(key, trail.of(key)))
            .filter(line -> !line.points().isEmpty())
            .toList());
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Newest rows of one line, newest first. */
  static List<EvidenceTrail.Point> rows(Line line) {
    List<EvidenceTrail.Point> newest = new ArrayList<>(line.points().reversed());
    return newest.subList(0, Math.min(MOST_ROWS, newest.size()));
  }

  /**
   * Names, seconds and one list of values a series; null where a series had nothing yet. Values
   * hold until the next, the last until now.
   */
  String json(Instant now) {
    TreeSet<Instant> times =
        lines.stream()
            .flatMap(line -> line.points().stream())
            .map(EvidenceTrail.Point::at)
            .collect(Collectors.toCollection(TreeSet::new));
    times.add(now);
    List<List<@Nullable Double>> values =
        lines.stream().map(line -> values(line.points(), times)).toList();
    return Json.MAPPER.writeValueAsString(
        Map.of(
            "names", lines.stream().map(Line::name).map(Visible::text).toList(),
            "times", times.stream().map(at -> at.toEpochMilli() / 1000.0).toList(),
            "values", values));
  }

  private static List<@Nullable Double> values(
      List<EvidenceTrail.Point> points, TreeSet<Instant> times) {
    List<@Nullable Double> values = new ArrayList<>();
    int next = 0;
    @Nullable Double held = null;
    for (Instant time : times) {
      while (next < points.size() && !points.get(next).at().isAfter(time)) {
        held = points.get(next++).strength();
      }
      values.add(held);
    }
    return values;
  }
}
