package dev.plumbline.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the evidence of a {@link BernoulliEDetector} comes from: R is a sum over start times, and
 * each {@link Segment} holds the part of it that started between two failures. Immutable; the
 * segments' weights add up to R.
 *
 * <p>Bounded at {@value #MOST_SEGMENTS}: segments too old to matter (together under a millionth of
 * M) melt into one as soon as a failure opens the next, and when there still are too many, the two
 * neighbours that weigh least together become one.
 *
 * @param segments oldest first; the last one is open until its failure comes
 */
public record OnsetTracker(List<Segment> segments) {
  static final int MOST_SEGMENTS = 32;
  private static final double LOG_NEGLIGIBLE = StrictMath.log(1e-6);
  private static final OnsetTracker START = new OnsetTracker(List.of());

  public OnsetTracker {
    segments = List.copyOf(segments);
  }

  /** Before the first trial, and after an alarm. */
  public static OnsetTracker start() {
    return START;
  }

  /**
   * One trial: the same that the detector was given. A segment ends with what raised the evidence:
   * a failure, or a ratio above 1.
   *
   * @param at its scheduled time
   * @param outcomes it is made of, 1 in a leaf series
   * @param failures among the outcomes
   */
  public OnsetTracker after(
      Instant at, double ratio, double startWeight, int outcomes, int failures) {
    return after(Grid.FAILURES, at, ratio, startWeight, outcomes, failures);
  }

  /**
   * The same of a detector on any grid.
   *
   * @param grid the same at every trial
   */
  public OnsetTracker after(
      Grid grid, Instant at, double ratio, double startWeight, int outcomes, int failures) {
    List<Double> increments = grid.logIncrements(ratio);
    List<Segment> next = new ArrayList<>(segments.size() + 1);
    segments.forEach(segment -> next.add(segment.times(increments)));
    if (segments.isEmpty() || segments.getLast().closed()) {
      makeRoom(next);
      next.add(Segment.opening(at, grid, segments.isEmpty()).times(increments));
    }
    next.set(
        next.size() - 1,
        next.getLast()
            .with(
                at,
                StrictMath.log(startWeight),
                increments,
                new Segment.Counted(outcomes, failures, failures > 0 || ratio > 1)));
    return new OnsetTracker(next);
  }

  /** Where the evidence started, and what happened since. */
  public OnsetEstimate estimate() {
    return OnsetEstimator.of(segments);
  }

  private static void makeRoom(List<Segment> segments) {
    meltOldest(segments);
    if (segments.size() == MOST_SEGMENTS) {
      mergeLightest(segments);
    }
  }

  private static void meltOldest(List<Segment> segments) {
    double all =
        segments.stream()
            .mapToDouble(Segment::logWeight)
            .reduce(Double.NEGATIVE_INFINITY, LogMath::add);
    while (segments.size() > 2
        && LogMath.add(segments.get(0).logWeight(), segments.get(1).logWeight())
            < all + LOG_NEGLIGIBLE) {
      merge(segments, 0);
    }
  }

  private static void mergeLightest(List<Segment> segments) {
    int lightest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 2 < segments.size(); i++) {
      double weight = LogMath.add(segments.get(i).logWeight(), segments.get(i + 1).logWeight());
      if (weight < least) {
        least = weight;
        lightest = i;
      }
    }
    merge(segments, lightest);
  }

  private static void merge(List<Segment> segments, int older) {
    segments.set(older, segments.get(older).merged(segments.remove(older + 1)));
  }
}
