package dev.plumbline.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What holds for all who ask the fleet, besides each target's own budget.
 *
 * @param budget of all targets together
 * @param poolConcurrency requests under way at once to all targets of a pool, over all workers, by
 *     the pool's label
 * @param maintenance windows in which nobody is asked
 * @param draining names of targets that are not asked any more
 */
public record Courtesy(
    Limits budget,
    Map<String, Integer> poolConcurrency,
    List<Maintenance> maintenance,
    Set<String> draining) {
  public static final Courtesy NONE = new Courtesy(Limits.NONE, Map.of(), List.of(), Set.of());

  /** Whether a target is not to be asked at an instant. The drill always is: it is no target. */
  public boolean pauses(Target target, Instant at) {
    return mayPause(target) && pausesAt(target, at);
  }

  private boolean pausesAt(Target target, Instant at) {
    return draining.contains(target.name())
        || maintenance.stream().anyMatch(window -> window.holds(target.labels(), at));
  }

  /**
   * Whether a target is not missed at an instant: nor within an interval of a pause, in which there
   * may have been no slot yet.
   */
  public boolean excuses(Target target, Instant at) {
    return pauses(target, at) || pauses(target, at.minus(target.budget().interval()));
  }

  /** Whether it ever is not to be asked. */
  public boolean mayPause(Target target) {
    return !target.labels().equals(SelfTest.LABELS)
        && (draining.contains(target.name())
            || maintenance.stream().anyMatch(window -> window.slice().contains(target.labels())));
  }

  Courtesy alsoDraining(Set<String> others) {
    Set<String> all = new TreeSet<>(draining);
    all.addAll(others);
    return new Courtesy(budget, poolConcurrency, maintenance, all);
  }
}
