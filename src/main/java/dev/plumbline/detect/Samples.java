package dev.plumbline.detect;

import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes trials of buffered observations: one a session, since whatever went wrong in a session went
 * wrong once. A session is due when its last exchange is there, or ten minutes after its first.
 *
 * <p>A pure function of which observations there are, not of the order they came in.
 */
final class Samples {
  static final Duration SESSION_LIMIT = Duration.ofMinutes(10);
  private static final Comparator<Observation> BY_TIME =
      Comparator.comparing(Observation::scheduledAt).thenComparing(Observation::exchange);

  /**
   * What has become due.
   *
   * @param used observations that made them, or turned out not to be trials
   */
  record Due(List<LeafTrial> trials, List<Observation> used) {}

  private record SessionKey(String target, String session) {}

  private Samples() {}

  /**
   * Trials due before {@code until}.
   *
   * @param buffered observations scheduled before {@code until}
   * @param from end of the last window closed: what was due earlier is late and counts as due then
   */
  static Due between(List<Observation> buffered, Instant from, Instant until, Duration window) {
    Map<SessionKey, List<Observation>> sessions = new LinkedHashMap<>();
    buffered.stream()
        .sorted(BY_TIME)
        .forEach(it ->
            sessions
                .computeIfAbsent(new SessionKey(it.target(), it.session()), _ -> new ArrayList<>())
                .add(it));
    List<LeafTrial> trials = new ArrayList<>();
    List<Observation> used = new ArrayList<>();
    List<Observation> sides = new ArrayList<>();
    for (List<Observation> session : sessions.values()) {
      Instant due = due(session);
      if (due.isBefore(until)) {
        used.addAll(session);
        session.stream().filter(Pairs::isSide).forEach(sides::add);
        List<Observation> counted = session.stream().filter(Samples::isTrial).toList();
        if (!counted.isEmpty()) {
          Instant applied = CheckClock.windowOf(CheckClock.later(due, from), window);
          trials.add(trial(counted, applied));
        }
      }
    }
    trials.addAll(
        Pairs.joined(sides, at -> CheckClock.windowOf(CheckClock.later(at, from), window)));
    return new Due(trials, used);
  }

  /** Whether an observation has to be kept until its window closes. */
  static boolean waits(Observation observation) {
    return isTrial(observation) || Pairs.isSide(observation) || observation.turns() > 1;
  }

  static boolean isTrial(Observation observation) {
    return switch (observation.reading()) {
      case Reading.Trial _, Reading.Compared _ -> true;
      case Reading.Score _, Reading.Graded _, Reading.Quantity _, Reading.NotATrial _ -> false;
    };
  }

  private static Instant due(List<Observation> session) {
    Observation first = session.getFirst();
    Observation last = session.getLast();
    Instant limit = first.scheduledAt().plus(SESSION_LIMIT);
    boolean complete = session.size() >= first.turns();
    return complete && last.scheduledAt().isBefore(limit) ? last.scheduledAt() : limit;
  }

  private static LeafTrial trial(List<Observation> counted, Instant window) {
    Observation first = counted.getFirst();
    Observation last = counted.getLast();
    return new LeafTrial(
        first.labels(),
        probe(first),
        last.scheduledAt(),
        last.exchange(),
        window,
        last.interval(),
        session(first),
        counted.stream()
            .map(it ->
                new LeafTrial.Answer(
                    probe(it), it.exchange(), failed(it), compared(it), LeafTrial.Asked.of(it)))
            .toList(),
        null);
  }

  private static String session(Observation first) {
    if (first.burst() != null) {
      return "burst-" + first.burst();
    }
    return first.turns() == 1 ? LeafTrial.FRESH : LeafTrial.STICKY;
  }

  private static String probe(Observation observation) {
    return observation.suite() + "/" + observation.probe();
  }

  private static LeafTrial.@Nullable Compared compared(Observation observation) {
    return observation.reading() instanceof Reading.Compared(_, double ratio, String reference, _)
        ? new LeafTrial.Compared(ratio, reference)
        : null;
  }

  private static boolean failed(Observation observation) {
    return switch (observation.reading()) {
      case Reading.Trial(boolean failed, String _) -> failed;
      case Reading.Compared(boolean failed, _, _, _) -> failed;
      case Reading.Score _, Reading.Graded _, Reading.Quantity _, Reading.NotATrial _ -> false;
    };
  }
}
