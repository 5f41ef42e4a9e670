package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.score.Observation;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Detection without Kafka: evidence is a function of the observations of a check, their order and
 * offsets, and the catalog; of nothing else. {@link DetectionProcessor} and {@link Replay} run it.
 *
 * <p>Observations wait for their window of scheduled time. It closes {@code grace} after its end by
 * the latest scheduled time seen; then its trials are applied in order of scheduled time and
 * exchange. A window's result does not depend on the order its observations arrived in. What comes
 * after its window closed is applied with the next.
 */
final class DetectionMachine {
  private final CatalogSource source;
  private final CheckMemory memory;
  private @Nullable Catalog planned;
  private @Nullable SeriesPlan plan;

  DetectionMachine(CatalogSource source, CheckMemory memory) {
    this.source = source;
    this.memory = memory;
  }

  /** Takes one observation; usually it only waits, and nothing is decided. */
  List<Decision> observe(long offset, Observation observation) {
    Catalog catalog = source.current();
    String check = observation.check();
    if (!SeriesPlan.watched(catalog, check)) {
      return List.of();
    }
    if (Samples.isTrial(observation) || observation.turns() > 1) {
      memory.await(observation);
    }
    CheckClock before = memory.clock(check);
    CheckClock after = before.advancedTo(observation.scheduledAt(), catalog.detection());
    if (after.equals(before)) {
      return List.of();
    }
    memory.clocks().put(check, after);
    return after.closedUntil().equals(before.closedUntil())
        ? List.of()
        : close(check, before.closedUntil(), after.closedUntil(), catalog, offset);
  }

  private List<Decision> close(
      String check, Instant from, Instant until, Catalog catalog, long offset) {
    DetectionPolicy policy = catalog.detection();
    Samples.Due due =
        Samples.between(memory.waitingBefore(check, until), from, until, policy.window());
    due.used().forEach(memory::forget);
    WindowClosing closing = new WindowClosing(check, planFor(catalog), memory, offset);
    due.trials().stream()
        .sorted(LeafTrial.ORDER)
        .collect(Collectors.groupingBy(LeafTrial::window, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(closing::apply);
    return closing.finish();
  }

  /** Derived once a catalog. */
  private SeriesPlan planFor(Catalog catalog) {
    SeriesPlan current = plan;
    if (current == null || !catalog.equals(planned)) {
      current = new SeriesPlan(catalog);
      plan = current;
      planned = catalog;
    }
    return current;
  }
}
