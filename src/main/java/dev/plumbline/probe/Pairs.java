package dev.plumbline.probe;

import java.time.Duration;
import java.util.List;

/**
 * What a {@link Demand} of a gate wants: its target and another asked the same at the same
 * instants, probes drawn at random from suites.
 *
 * @param id of the evaluation that wants them: names the draw
 * @param baseline the other target
 * @param suites that both are asked anyway
 * @param interval mean time between pairs, {@link #SHORTEST} or more
 * @param most pairs at most
 */
public record Pairs(String id, String baseline, List<String> suites, Duration interval, long most) {
  public static final Duration SHORTEST = Duration.ofMillis(100);

  public Pairs {
    suites = List.copyOf(suites);
    if (id.isBlank() || baseline.isBlank() || suites.isEmpty()) {
      throw new IllegalArgumentException("pairs name their evaluation, a baseline and suites");
    }
    if (most < 1) {
      throw new IllegalArgumentException("%s: %d pairs".formatted(id, most));
    }
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(Demand.LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s: an interval of %s; must be %s to %s"
              .formatted(id, interval, SHORTEST, Demand.LONGEST));
    }
  }
}
