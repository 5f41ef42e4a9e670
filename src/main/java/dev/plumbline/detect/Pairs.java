package dev.plumbline.detect;

import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Joins the sides of pairs: answers of a target and of its peer to one probe, scheduled for one
 * instant, each in a session of its own. A side whose other side is not there when its window
 * closes makes no trial: not to answer is availability, and to come late is to be late.
 *
 * <p>A pure function of which sides there are, not of the order they came in. With grades w of the
 * side watched and p of its peer, d = p − w, and the trial's failed share is (1 + d)/2: 1 where the
 * side watched was wrong and its peer right (lost), 0 the other way round (won), ½ where both were
 * the same. Against p₀ = ½ that is L = 1 + d; where the sides are exchangeable E d = 0, so E L = 1.
 */
final class Pairs {
  private record Asked(String suite, String probe, Instant at) {}

  private Pairs() {}

  /** Whether an observation can be a side. */
  static boolean isSide(Observation observation) {
    return observation.reading() instanceof Reading.Graded && observation.turns() == 1;
  }

  /**
   * A trial for each side that is watched and has its other side.
   *
   * @param sides in an order that does not depend on their arrival
   * @param window gives the start of the window that a scheduled time is applied in
   */
  static List<LeafTrial> joined(List<Observation> sides, Function<Instant, Instant> window) {
    Map<Asked, Map<String, Observation>> byTarget = new LinkedHashMap<>();
    for (Observation side : sides) {
      byTarget
          .computeIfAbsent(asked(side), _ -> new LinkedHashMap<>())
          .putIfAbsent(side.target(), side);
    }
    return byTarget.values().stream()
        .flatMap(targets -> targets.values().stream().flatMap(it -> pair(it, targets).stream()))
        .map(pair -> trial(pair, window))
        .toList();
  }

  private record Pair(Observation watched, Reading.Graded grade, Observation peer) {}

  private static Optional<Pair> pair(Observation watched, Map<String, Observation> targets) {
    if (!(watched.reading() instanceof Reading.Graded grade) || grade.peer() == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(targets.get(grade.peer()))
        .map(peer -> new Pair(watched, grade, peer));
  }

  private static LeafTrial trial(Pair pair, Function<Instant, Instant> window) {
    Observation watched = pair.watched();
    double lost = (1 + grade(pair.peer()) - pair.grade().grade()) / 2;
    String probe = watched.suite() + "/" + watched.probe();
    return new LeafTrial(
        watched.labels(),
        probe,
        watched.scheduledAt(),
        watched.exchange(),
        window.apply(watched.scheduledAt()),
        watched.interval(),
        LeafTrial.FRESH,
        List.of(
            new LeafTrial.Answer(
                probe,
                watched.exchange(),
                lost > LeafTrial.Versus.EVEN,
                null,
                LeafTrial.Asked.of(watched))),
        new LeafTrial.Versus(pair.peer().labels(), lost));
  }

  private static double grade(Observation side) {
    return side.reading() instanceof Reading.Graded graded ? graded.grade() : 0;
  }

  private static Asked asked(Observation side) {
    return new Asked(side.suite(), side.probe(), side.scheduledAt());
  }
}
