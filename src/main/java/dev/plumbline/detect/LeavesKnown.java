package dev.plumbline.detect;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of every leaf of a check at the end of a window, for the alarms raised in it. An
 * alarm tells of all leaves; each is read once a window, however many alarms there are.
 */
final class LeavesKnown {
  private static final int MOST_EXCHANGES = 20;

  private final String check;
  private final SeriesPlan plan;
  private final Function<SeriesKey, @Nullable Evidence> evidence;

  /** Every leaf the catalog holds; empty until an alarm asks. */
  private final SequencedMap<Slice, Optional<Evidence>> leaves = new LinkedHashMap<>();

  LeavesKnown(String check, SeriesPlan plan, Function<SeriesKey, @Nullable Evidence> evidence) {
    this.check = check;
    this.plan = plan;
    this.evidence = evidence;
  }

  List<Detection.LeafCount> countsSince(Crossing.Alarm alarm) {
    Instant onset = alarm.onset().earliest();
    return LeafCounts.bounded(
        of(alarm).entrySet().stream()
            .map(it ->
                LeafCounts.since(
                    onset, plan.unknown(check, it.getKey()), it.getValue().orElse(null)))
            .toList());
  }

  List<String> newestFailed(Crossing.Alarm alarm) {
    Instant onset = alarm.onset().earliest();
    return of(alarm).entrySet().stream()
        .filter(it -> alarm.series().slice().contains(labels(it.getKey())))
        .flatMap(it -> it.getValue().stream())
        .flatMap(known -> known.state().leaf().failed().stream())
        .filter(failed -> !failed.at().isBefore(onset))
        .sorted(Comparator.comparing(LeafMemory.FailedExchange::at).reversed())
        .limit(MOST_EXCHANGES)
        .map(LeafMemory.FailedExchange::exchange)
        .toList();
  }

  /** Every leaf the catalog holds, and last the one that fired where it no longer does. */
  private Map<Slice, Optional<Evidence>> of(Crossing.Alarm alarm) {
    if (leaves.isEmpty()) {
      plan.leaves(check).forEach(leaf -> leaves.computeIfAbsent(leaf, this::read));
    }
    Slice own = alarm.series().slice();
    if (!own.isLeaf() || leaves.containsKey(own)) {
      return leaves;
    }
    Map<Slice, Optional<Evidence>> withOwn = new LinkedHashMap<>(leaves);
    withOwn.put(own, read(own));
    return withOwn;
  }

  private Optional<Evidence> read(Slice leaf) {
    return Optional.ofNullable(evidence.apply(new SeriesKey(check, leaf)));
  }

  private static Labels labels(Slice leaf) {
    return new Labels(leaf.model(), leaf.platform(), leaf.accelerator(), leaf.pool());
  }
}
