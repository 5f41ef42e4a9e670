package dev.plumbline.triage;

import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.SeriesKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How evidence went, as this process saw it: the topic keeps only the newest of each series. Lost
 * when the process ends, and it says so by telling since when it has watched. A value is kept only
 * where it differs from the one before, so the many series at rest cost next to nothing.
 */
final class EvidenceTrail {
  /** Smaller steps cannot be seen on a chart. */
  private static final double STEP = 0.005;

  /** About 40 MB; reached only when much of a large fleet moves. */
  private static final int MOST_POINTS = 500_000;

  /**
   * @param at scheduled time of the trial
   * @param strength see {@link Strength#now}
   */
  record Point(Instant at, double strength) {}

  private final EvidenceSource source;
  private final InstantSource clock;
  private final Duration keep;
  private final int most;
  private final Map<SeriesKey, Deque<Point>> trails = new HashMap<>();
  private @Nullable Instant since;
  private int points;

  EvidenceTrail(EvidenceSource source, InstantSource clock, Duration keep) {
    this(source, clock, keep, MOST_POINTS);
  }

  EvidenceTrail(EvidenceSource source, InstantSource clock, Duration keep, int most) {
    this.source = source;
    this.clock = clock;
    this.keep = keep;
    this.most = most;
  }

  /** Looks at every series now. */
  void sample() {
    if (!source.loaded()) {
      return;
    }
    List<Evidence> all = source.all();
    Instant now = clock.instant();
    synchronized (this) {
      if (since == null) {
        since = now;
      }
      all.forEach(this::take);
      forgetBefore(now.minus(keep));
      for (Duration shorter = keep.dividedBy(2);
          points > most && shorter.isPositive();
          shorter = shorter.dividedBy(2)) {
        forgetBefore(now.minus(shorter));
      }
    }
  }

  private void take(Evidence evidence) {
    Deque<Point> trail = trails.computeIfAbsent(evidence.series(), _ -> new ArrayDeque<>());
    double strength = Strength.now(evidence);
    Point last = trail.peekLast();
    if (last == null
        || (evidence.at().isAfter(last.at()) && Math.abs(strength - last.strength()) >= STEP)) {
      trail.addLast(new Point(evidence.at(), strength));
      points++;
    }
  }

  /** The last value before the limit stays: it held until the next. */
  private void forgetBefore(Instant limit) {
    if (since != null && since.isBefore(limit)) {
      since = limit;
    }
    for (Deque<Point> trail : trails.values()) {
      while (trail.size() > 1 && second(trail).at().isBefore(limit)) {
        trail.removeFirst();
        points--;
      }
    }
  }

  private static Point second(Deque<Point> trail) {
    return trail.stream().skip(1).findFirst().orElseThrow();
  }

  /** Since when it has watched; null before it has begun. */
  synchronized @Nullable Instant since() {
    return since;
  }

  /** Oldest first; each value holds until the next. */
  synchronized List<Point> of(SeriesKey series) {
    Deque<Point> trail = trails.get(series);
    return trail == null ? List.of() : List.copyOf(trail);
  }

  synchronized int points() {
    return points;
  }
}
