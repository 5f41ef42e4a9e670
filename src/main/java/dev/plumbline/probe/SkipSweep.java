package dev.plumbline.probe;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Counts slots that nobody claimed in time as skipped. Any worker may do it; one at a time does,
 * from where the last one stopped, so that the gap of a downtime is counted too.
 */
final class SkipSweep {
  /** What was due longer ago is not counted any more. */
  static final Duration LOOKS_BACK = Duration.ofDays(1);

  private static final double SLOTS_A_STEP = 10_000;

  private record Step(Map<String, Long> skipped, boolean more) {
    private static final Step NOTHING = new Step(Map.of(), false);
  }

  private final SkipStore store;
  private final TransactionOperations transactions;
  private final CatalogSource catalogs;
  private final CatalogTimeline timeline;
  private final ProbeMetrics metrics;
  private final InstantSource clock;
  private final Duration deadline;

  SkipSweep(
      SkipStore store,
      TransactionOperations transactions,
      CatalogSource catalogs,
      CatalogTimeline timeline,
      ProbeMetrics metrics,
      InstantSource clock,
      Duration deadline) {
    this.store = store;
    this.transactions = transactions;
    this.catalogs = catalogs;
    this.timeline = timeline;
    this.metrics = metrics;
    this.clock = clock;
    this.deadline = deadline;
  }

  /** Counts up to now less the deadline, or leaves it to the worker that is at it. */
  void run() {
    Instant end = clock.instant().minus(deadline);
    Duration length = stepLength(catalogs.current());
    boolean more = true;
    while (more) {
      Step step = transactions.execute(_ -> step(end, length));
      metrics.skipped(Skip.UNCLAIMED, step.skipped());
      more = step.more();
    }
  }

  private Step step(Instant end, Duration length) {
    Optional<Instant> progress = store.lockProgress(clock.instant());
    if (progress.isEmpty() || !progress.get().isBefore(end)) {
      return Step.NOTHING;
    }
    Instant earliest = end.minus(LOOKS_BACK);
    Instant from = progress.get().isBefore(earliest) ? earliest : progress.get();
    Instant to = from.plus(length).isBefore(end) ? from.plus(length) : end;
    Map<String, Long> skipped = store.skip(timeline.slots(from, to));
    store.advance(to);
    return new Step(skipped, to.isBefore(end));
  }

  /** How long a stretch holds some thousand slots: one transaction. */
  private static Duration stepLength(Catalog catalog) {
    double slotsASecond =
        catalog.probed().stream()
            .mapToDouble(target -> 1e9 / target.budget().interval().toNanos())
            .sum();
    double seconds = Math.clamp(SLOTS_A_STEP / slotsASecond, 1, 24 * 3600.0);
    return Duration.ofSeconds((long) seconds);
  }
}
