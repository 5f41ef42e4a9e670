package dev.plumbline.stats;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Reads an onset off segments. Within a segment the weight of a start m trials before its last one
 * is geometric, proportional to (1 − ε)^m per share, so the mass of any stretch is closed form; a
 * merged segment is taken as even. Each segment is cut into stretches that grow by a quarter going
 * back, and the densest stretches are taken until they hold the share asked for.
 */
final class OnsetEstimator {
  private static final double HELD = 0.9;

  /** A stretch of start times, its weight and its weight per trial. */
  private record Stretch(int segment, Instant from, Instant to, double mass, double density) {}

  private OnsetEstimator() {}

  static OnsetEstimate of(List<Segment> segments) {
    if (segments.isEmpty()) {
      throw new IllegalArgumentException("no trial yet, so no onset");
    }
    double logAll =
        segments.stream()
            .mapToDouble(Segment::logWeight)
            .reduce(Double.NEGATIVE_INFINITY, LogMath::add);
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      cut(i, segments.get(i), logAll, stretches);
    }
    stretches.sort(Comparator.comparingDouble(Stretch::density).reversed());
    Stretch likeliest = stretches.getFirst();
    List<Stretch> densest = densest(stretches);
    return new OnsetEstimate(
        densest.stream().map(Stretch::from).min(Comparator.naturalOrder()).orElseThrow(),
        likeliest.to(),
        densest.stream().map(Stretch::to).max(Comparator.naturalOrder()).orElseThrow(),
        Math.max(0, between(segments, likeliest.segment(), Segment::outcomes)),
        Math.max(0, between(segments, likeliest.segment(), Segment::failures)));
  }

  private static void cut(int index, Segment segment, double logAll, List<Stretch> into) {
    long newer = 0;
    while (newer < segment.trials()) {
      long older = Math.min(segment.trials(), newer + 1 + newer / 4);
      double mass = mass(segment, newer, older, logAll);
      into.add(
          new Stretch(
              index,
              timeOf(segment, older - 1),
              timeOf(segment, newer),
              mass,
              mass / (older - newer)));
      newer = older;
    }
  }

  /** Part of the whole weight that started from {@code newer} to {@code older} − 1 trials back. */
  private static double mass(Segment segment, long newer, long older, double logAll) {
    if (segment.hits() > 1) {
      return StrictMath.exp(segment.logWeight() - logAll) * (older - newer) / segment.trials();
    }
    Grid grid = segment.grid();
    return StrictMath.exp(
        grid.logMixture(
                grid.perShare(k -> {
                  double miss = grid.logMiss(k);
                  return segment.logWeights().get(k)
                      + newer * miss
                      + LogMath.oneMinusExp((older - newer) * miss)
                      - LogMath.oneMinusExp(segment.trials() * miss);
                }))
            - logAll);
  }

  private static List<Stretch> densest(List<Stretch> sorted) {
    double held = 0;
    int taken = 0;
    while (taken < sorted.size() && held < HELD) {
      held += sorted.get(taken++).mass();
    }
    return sorted.subList(0, taken);
  }

  private static Instant timeOf(Segment segment, long trialsBack) {
    if (segment.trials() <= 1) {
      return segment.end();
    }
    double part = (double) trialsBack / (segment.trials() - 1);
    Duration length = Duration.between(segment.start(), segment.end());
    return segment.end().minusMillis(Math.round(part * length.toMillis()));
  }

  /**
   * Counts from the failure that ends the likeliest segment to the last one, those two left out.
   */
  private static long between(
      List<Segment> segments, int likeliest, ToLongFunction<Segment> count) {
    Segment first = segments.get(likeliest);
    long ofFirst = first.hits() > 1 ? count.applyAsLong(first) : 1;
    return ofFirst + segments.stream().skip(likeliest + 1L).mapToLong(count).sum() - 2;
  }
}
