package dev.plumbline.detect;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.score.Observation;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Detection without Kafka: evidence is a function of the observations of a check, their order and
 * offsets, and the plan; of nothing else. {@link DetectionProcessor}, {@link Replay} and {@link
 * Backtest} run it.
 *
 * <p>Observations wait for their window of scheduled time. It closes {@code grace} after its end by
 * the latest scheduled time seen; then its trials are applied in order of scheduled time and
 * exchange. A window's result does not depend on the order its observations arrived in. What comes
 * after its window closed is applied with the next.
 */
final class DetectionMachine {
  private final Supplier<SeriesPlan> plans;
  private final CheckMemory memory;
  private final Consumer<Crossing.Step> steps;

  DetectionMachine(CatalogSource source, CheckMemory memory) {
    this(new CatalogPlan(source), memory, _ -> {});
  }

  /**
   * Judged by any plan.
   *
   * @param steps told of every trial of every series, in order of application
   */
  DetectionMachine(Supplier<SeriesPlan> plans, CheckMemory memory, Consumer<Crossing.Step> steps) {
    this.plans = plans;
    this.memory = memory;
    this.steps = steps;
  }

  /** Takes one observation; usually it only waits, and nothing is decided. */
  List<Decision> observe(long offset, Observation observation) {
    SeriesPlan plan = plans.get();
    String check = observation.check();
    if (!plan.watched(check)) {
      return List.of();
    }
    if (Samples.waits(observation)) {
      memory.await(observation);
    }
    CheckClock before = memory.clock(check);
    return advance(
        plan, check, before.advancedTo(observation.scheduledAt(), plan.policy()), offset);
  }

  /** Closes every window of a check: nothing more will come. */
  List<Decision> finish(long offset, String check) {
    SeriesPlan plan = plans.get();
    return advance(plan, check, memory.clock(check).atEnd(plan.policy()), offset);
  }

  private List<Decision> advance(SeriesPlan plan, String check, CheckClock after, long offset) {
    CheckClock before = memory.clock(check);
    if (after.equals(before)) {
      return List.of();
    }
    memory.clocks().put(check, after);
    return after.closedUntil().equals(before.closedUntil())
        ? List.of()
        : close(plan, check, before, after, offset);
  }

  private List<Decision> close(
      SeriesPlan plan, String check, CheckClock before, CheckClock after, long offset) {
    Samples.Due due =
        Samples.between(
            memory.waitingBefore(check, after.closedUntil()),
            before.closedUntil(),
            after.closedUntil(),
            plan.policy().window());
    due.used().forEach(memory::forget);
    WindowClosing closing = new WindowClosing(check, plan, memory, offset, steps);
    due.trials().stream()
        .sorted(LeafTrial.ORDER)
        .collect(Collectors.groupingBy(LeafTrial::window, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(closing::apply);
    return closing.finish();
  }
}
