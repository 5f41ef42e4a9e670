package dev.plumbline.detect.history;

import dev.plumbline.score.Reading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Two histories of the same probes, asked of two sides at the same time, joined to pairs. The n-th
 * exchange of a probe on one side goes with the first one of the other side that is not further
 * away than the window and has no partner yet. What has none is told alone, as long as it lies
 * within the time that both histories cover. Memory grows with what lies within one window.
 */
public final class PairedHistories {
  private final History candidate;
  private final History baseline;
  private final Duration window;

  /**
   * An exchange of one side.
   *
   * @param place where it stands, for errors
   */
  public record Half(Instant at, String probe, String place, Map<String, Reading> readings) {}

  /** Is told every pair. */
  @FunctionalInterface
  public interface Listener {
    /**
     * One pair, of which one side may be missing.
     *
     * @return whether to go on
     */
    boolean pair(@Nullable Half candidate, @Nullable Half baseline);
  }

  /**
   * What was read.
   *
   * @param outside exchanges outside the time that both histories cover
   */
  public record Read(long pairs, long alone, long outside) {}

  public PairedHistories(History candidate, History baseline, Duration window) {
    this.candidate = candidate;
    this.baseline = baseline;
    this.window = window;
  }

  /** One reading of each check there is on either side, the first. */
  public Map<String, Reading> checks(Progress progress) throws IOException {
    Map<String, Reading> checks = new LinkedHashMap<>();
    long done = 0;
    for (History history : new History[] {candidate, baseline}) {
      try (History.Stream stream = history.open()) {
        for (RecordedObservation it = stream.next(); it != null; it = stream.next()) {
          checks.putIfAbsent(it.check(), it.reading());
          done++;
          if (done % Progress.EVERY == 0) {
            progress.report("observations read", done, 0);
          }
        }
      }
    }
    return checks;
  }

  /**
   * Reads both to the end, or to where the listener has enough.
   *
   * @throws UnusableHistoryException if a line cannot be used
   */
  public Read read(Listener listener) throws IOException {
    try (History.Stream one = candidate.open();
        History.Stream other = baseline.open()) {
      return new Joining(
              new Exchanges(one, candidate.name()), new Exchanges(other, baseline.name()), listener)
          .run();
    }
  }

  /** Waits for partners, in order of time. */
  private static final class Waiting {
    private final Queue<Half> all = new ArrayDeque<>();
    private final Map<String, Queue<Half>> byProbe = new HashMap<>();

    void add(Half half) {
      all.add(half);
      byProbe.computeIfAbsent(half.probe(), _ -> new ArrayDeque<>()).add(half);
    }

    /** The first one of this probe, which then waits no more. */
    @Nullable Half take(String probe) {
      Queue<Half> queue = byProbe.get(probe);
      Half half = queue == null ? null : queue.poll();
      if (queue != null && queue.isEmpty()) {
        byProbe.remove(probe);
      }
      if (half != null) {
        all.remove(half);
      }
      return half;
    }

    /** The first one that is older, which then waits no more. */
    @Nullable Half takeBefore(Instant time) {
      Half first = all.peek();
      return first != null && first.at().isBefore(time) ? take(first.probe()) : null;
    }
  }

  private final class Joining {
    private final Exchanges candidates;
    private final Exchanges baselines;
    private final Listener listener;
    private final Waiting waitingCandidates = new Waiting();
    private final Waiting waitingBaselines = new Waiting();
    private final Instant begin;
    private long pairs;
    private long alone;
    private long outside;
    private boolean goesOn = true;

    Joining(Exchanges candidates, Exchanges baselines, Listener listener) throws IOException {
      this.candidates = candidates;
      this.baselines = baselines;
      this.listener = listener;
      this.begin = later(start(candidates), start(baselines)).minus(window);
    }

    Read run() throws IOException {
      while (goesOn) {
        Half one = candidates.peek();
        Half other = baselines.peek();
        if (one == null && other == null) {
          break;
        }
        boolean first = one != null && (other == null || !one.at().isAfter(other.at()));
        Half next = first ? candidates.take() : baselines.take();
        expire(next.at().minus(window));
        if (goesOn) {
          join(next, first);
        }
      }
      expire(Instant.MAX);
      if (pairs == 0 && goesOn) {
        throw new UnusableHistoryException(
            candidate.name() + " and " + baseline.name(),
            "no probe was asked of both within %s".formatted(window),
            "ask both the same probes at the same time, or allow more with --window");
      }
      return new Read(pairs, alone, outside);
    }

    private void join(Half half, boolean ofCandidate) {
      Half partner = (ofCandidate ? waitingBaselines : waitingCandidates).take(half.probe());
      if (partner == null) {
        (ofCandidate ? waitingCandidates : waitingBaselines).add(half);
      } else {
        pairs++;
        goesOn = ofCandidate ? listener.pair(half, partner) : listener.pair(partner, half);
      }
    }

    private void expire(Instant time) {
      while (goesOn) {
        Half one = waitingCandidates.takeBefore(time);
        Half other = one == null ? waitingBaselines.takeBefore(time) : null;
        if (one == null && other == null) {
          return;
        }
        tellAlone(one, other);
      }
    }

    private void tellAlone(@Nullable Half one, @Nullable Half other) {
      Half half = one == null ? java.util.Objects.requireNonNull(other) : one;
      Instant end = one == null ? candidates.end() : baselines.end();
      if (half.at().isBefore(begin) || half.at().isAfter(end.plus(window))) {
        outside++;
      } else {
        alone++;
        goesOn = listener.pair(one, other);
      }
    }
  }

  private static Instant start(Exchanges exchanges) throws IOException {
    Half first = exchanges.peek();
    return first == null ? Instant.EPOCH : first.at();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
