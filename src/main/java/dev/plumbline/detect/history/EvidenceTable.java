package dev.plumbline.detect.history;

import dev.plumbline.detect.Backtest;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a backtest finds, for people: series, detections, and the strongest series over time. */
public final class EvidenceTable implements Backtest.Listener {
  private static final int MOST_SERIES = 20;
  private static final int MOST_DETECTIONS = 50;
  private static final int MOST_PLOTS = 3;

  private final Instant first;
  private final Instant last;
  private final Set<Detection.Kind> kinds;
  private final Map<SeriesKey, SeriesCurve> curves = new LinkedHashMap<>();
  private final List<Detection> detections = new ArrayList<>();
  private long detected;

  /**
   * Over a stretch of time.
   *
   * @param kinds of detections shown
   */
  public EvidenceTable(Instant first, Instant last, Set<Detection.Kind> kinds) {
    this.first = first;
    this.last = last;
    this.kinds = kinds;
  }

  @Override
  public void trial(Backtest.AppliedTrial trial) {
    curves.computeIfAbsent(trial.series(), _ -> new SeriesCurve(first, last)).add(trial);
  }

  @Override
  public void detection(Detection detection) {
    SeriesCurve curve = curves.get(detection.series());
    if (curve != null && detection.kind() == Detection.Kind.PAGE) {
      curve.paged();
    }
    if (kinds.contains(detection.kind())) {
      detected++;
      if (detections.size() < MOST_DETECTIONS) {
        detections.add(detection);
      }
    }
  }

  /** All of it. */
  public String text() {
    List<Map.Entry<SeriesKey, SeriesCurve>> strongest =
        curves.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<SeriesKey, SeriesCurve>>comparingDouble(
                        entry -> entry.getValue().ratio())
                    .reversed()
                    .thenComparing(entry -> entry.getKey().toString()))
            .toList();
    return series(strongest)
        + detections()
        + strongest.stream()
            .limit(MOST_PLOTS)
            .map(entry -> "\n" + entry.getKey() + "\n" + entry.getValue().plot())
            .collect(Collectors.joining());
  }

  private static String series(List<Map.Entry<SeriesKey, SeriesCurve>> strongest) {
    int width =
        strongest.stream()
            .limit(MOST_SERIES)
            .mapToInt(entry -> entry.getKey().toString().length())
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    line(text, width, "series", "trials", "failed", "evidence", "threshold", "pages");
    strongest.stream()
        .limit(MOST_SERIES)
        .forEach(entry -> {
          SeriesCurve curve = entry.getValue();
          line(
              text,
              width,
              entry.getKey().toString(),
              whole(curve.trials()),
              whole(curve.failures()),
              SeriesCurve.number(curve.logMost()),
              SeriesCurve.number(curve.logThreshold()),
              whole(curve.pages()));
        });
    if (strongest.size() > MOST_SERIES) {
      text.append(
          "and %d series further from their threshold%n".formatted(strongest.size() - MOST_SERIES));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, int width, String name, String... cells) {
    text.append(String.format(Locale.ROOT, "%-" + Math.max(6, width) + "s", name));
    for (String cell : cells) {
      text.append(String.format(Locale.ROOT, "  %11s", cell));
    }
    text.append('\n');
  }

  private String detections() {
    StringBuilder text = new StringBuilder("\n");
    text.append(String.format(Locale.ROOT, "%,d detections%n", detected));
    detections.forEach(detection -> text.append(told(detection)).append('\n'));
    if (detected > detections.size()) {
      text.append("and later ones; without --table all are printed, as JSON lines\n");
    }
    return text.toString();
  }

  private static String told(Detection detection) {
    Detection.Onset onset = detection.onset();
    Detection.Effect effect = detection.effect();
    return String.format(
            Locale.ROOT,
            "%s %-7s %s trial %d",
            detection.at(),
            detection.kind().name().toLowerCase(Locale.ROOT),
            detection.series(),
            detection.trials() - 1)
        + (onset == null ? "" : ", since %s to %s".formatted(onset.earliest(), onset.latest()))
        + (effect == null
            ? ""
            : String.format(
                Locale.ROOT,
                ", %.3g %% fail (%.3g to %.3g)",
                100 * effect.rate(),
                100 * effect.lower(),
                100 * effect.upper()));
  }

  private static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
