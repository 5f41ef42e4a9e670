package dev.plumbline.detect.history;

import dev.plumbline.detect.Backtest;
import dev.plumbline.detect.Detection;
import dev.plumbline.topic.Json;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a backtest finds, as JSON lines. */
public final class DetectionLines implements Backtest.Listener {
  private static final MathContext DIGITS = new MathContext(12);

  private final PrintWriter out;
  private final Set<Detection.Kind> kinds;
  private final boolean trace;

  /**
   * A threshold crossed.
   *
   * @param index of the deciding trial in its series, from 0
   * @param evidence M; of {@code cleared} that of the reverse detector
   * @param threshold A
   */
  record Crossed(
      String series,
      String kind,
      Instant at,
      long index,
      double evidence,
      double threshold,
      Detection.@Nullable Onset onset,
      Detection.@Nullable Effect effect) {}

  /** A trial, with M after it. */
  record Traced(
      String series, String kind, Instant at, long index, double evidence, double threshold) {}

  /**
   * Prints detections of some kinds.
   *
   * @param trace whether every trial of every series is printed too
   */
  public DetectionLines(PrintWriter out, Set<Detection.Kind> kinds, boolean trace) {
    this.out = out;
    this.kinds = kinds;
    this.trace = trace;
  }

  @Override
  public void trial(Backtest.AppliedTrial trial) {
    if (trace) {
      print(
          new Traced(
              trial.series().toString(),
              "trial",
              trial.at(),
              trial.index(),
              StrictMath.exp(trial.logEvidence()),
              threshold(trial.logThreshold())));
    }
  }

  @Override
  public void detection(Detection detection) {
    if (kinds.contains(detection.kind())) {
      print(
          new Crossed(
              detection.series().toString(),
              detection.kind().name().toLowerCase(Locale.ROOT),
              detection.at(),
              detection.trials() - 1,
              StrictMath.exp(detection.logEvidence()),
              threshold(detection.logThreshold()),
              detection.onset(),
              detection.effect()));
    }
  }

  /** As it was given: its logarithm, which is what detectors compare, has lost the last digits. */
  private static double threshold(double log) {
    return new BigDecimal(StrictMath.exp(log)).round(DIGITS).doubleValue();
  }

  private void print(Object line) {
    out.println(Json.MAPPER.writeValueAsString(line));
  }
}
