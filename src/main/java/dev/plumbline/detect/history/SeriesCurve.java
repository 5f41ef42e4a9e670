package dev.plumbline.detect.history;

import dev.plumbline.detect.Backtest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** How the evidence of one series went, in a fixed number of parts of the whole time. */
final class SeriesCurve {
  private static final int WIDTH = 72;
  private static final int HEIGHT = 12;

  private final Instant first;
  private final Instant last;
  private final double span;
  private final double[] logMost = new double[WIDTH];
  private long trials;
  private long failures;
  private long pages;
  private double logThreshold;

  SeriesCurve(Instant first, Instant last) {
    this.first = first;
    this.last = last;
    this.span = Math.max(1, Duration.between(first, last).toMillis());
    Arrays.fill(logMost, Double.NEGATIVE_INFINITY);
  }

  void add(Backtest.AppliedTrial trial) {
    trials++;
    failures += trial.failed() ? 1 : 0;
    logThreshold = trial.logThreshold();
    int part = (int) (WIDTH * (Duration.between(first, trial.at()).toMillis() / span));
    int within = Math.min(WIDTH - 1, part);
    logMost[within] = Math.max(logMost[within], trial.logEvidence());
  }

  void paged() {
    pages++;
  }

  long trials() {
    return trials;
  }

  long failures() {
    return failures;
  }

  long pages() {
    return pages;
  }

  double logThreshold() {
    return logThreshold;
  }

  /** ln of the most evidence there was. */
  double logMost() {
    return Arrays.stream(logMost).max().orElseThrow();
  }

  /** How near it came to a page; 1 is one. */
  double ratio() {
    return logMost() / logThreshold;
  }

  /** The most evidence in each part, on a logarithmic scale from 1, and the threshold as a line. */
  String plot() {
    double top = Math.max(logThreshold, logMost());
    int threshold = row(logThreshold, top);
    StringBuilder text = new StringBuilder();
    for (int row = HEIGHT - 1; row >= 0; row--) {
      String label = row == threshold ? number(logThreshold) : number(top * row / (HEIGHT - 1));
      text.append(String.format(Locale.ROOT, "%9s |", label));
      for (double log : logMost) {
        boolean there = log > Double.NEGATIVE_INFINITY && row(log, top) >= row;
        text.append(there ? '#' : row == threshold ? '-' : ' ');
      }
      text.append('\n');
    }
    return text + "%10s %s to %s%n".formatted("", first, last);
  }

  /** The number of this logarithm, short. */
  static String number(double log) {
    return String.format(Locale.ROOT, "%.2e", StrictMath.exp(log));
  }

  private static int row(double log, double top) {
    return (int) Math.round(Math.max(0, log) / top * (HEIGHT - 1));
  }
}
