package dev.plumbline.stats;

import java.time.Instant;
import java.util.List;

/**
 * The trials after one failure up to and including the next, and how much of R started at them.
 *
 * @param start scheduled time of its first trial
 * @param end scheduled time of its last trial
 * @param trials of the detector
 * @param outcomes those trials are made of
 * @param failures among the outcomes
 * @param hits trials that raised the evidence, as a failure does: 0 while it is open, more than one
 *     once merged
 * @param logWeights per share, ln of the part of R that started within
 */
public record Segment(
    Instant start,
    Instant end,
    long trials,
    long outcomes,
    long failures,
    long hits,
    List<Double> logWeights) {

  public Segment {
    Grid.of(logWeights);
    logWeights = LogVector.of(logWeights);
  }

  /** The very first also carries the value a detector starts at: starts before its first trial. */
  static Segment opening(Instant at, Grid grid, boolean first) {
    List<Double> nothing = grid.perShare(_ -> Double.NEGATIVE_INFINITY);
    return new Segment(at, at, 0, 0, 0, 0, first ? grid.logRest() : nothing);
  }

  /**
   * What one trial adds to the counts.
   *
   * @param hit whether it raised the evidence
   */
  record Counted(int outcomes, int failures, boolean hit) {}

  Grid grid() {
    return Grid.of(logWeights);
  }

  boolean closed() {
    return hits > 0;
  }

  /** ln of its part of M. */
  double logWeight() {
    return grid().logMixture(logWeights);
  }

  Segment times(List<Double> increments) {
    return new Segment(
        start,
        end,
        trials,
        outcomes,
        failures,
        hits,
        grid().perShare(k -> logWeights.get(k) + increments.get(k)));
  }

  /** One trial more, whose increment its older starts have been multiplied by already. */
  Segment with(Instant at, double logStart, List<Double> increments, Counted counted) {
    return new Segment(
        start,
        at.isAfter(end) ? at : end,
        trials + 1,
        outcomes + counted.outcomes(),
        failures + counted.failures(),
        hits + (counted.hit() ? 1 : 0),
        grid().perShare(k -> LogMath.add(logWeights.get(k), logStart + increments.get(k))));
  }

  Segment merged(Segment younger) {
    return new Segment(
        start,
        younger.end,
        trials + younger.trials,
        outcomes + younger.outcomes,
        failures + younger.failures,
        hits + younger.hits,
        grid().perShare(k -> LogMath.add(logWeights.get(k), younger.logWeights.get(k))));
  }
}
