package dev.plumbline.detect;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.SeriesTrial.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies the trials of closed windows of one check: first to the leaves, each in order of its
 * scheduled time, then to the pooled series, the outcomes of one probe as one trial. Detections are
 * completed at the end of their window, when all leaves have been counted up to the same point.
 */
final class WindowClosing {
  private record PooledKey(Slice slice, String probe) {}

  private final String check;
  private final SeriesPlan plan;
  private final CheckMemory memory;
  private final long offset;
  private final Consumer<Crossing.Step> steps;
  private final Quarantines quarantines;
  private final SequencedMap<SeriesKey, Evidence> touched = new LinkedHashMap<>();
  private final List<Crossing> crossings = new ArrayList<>();
  private final List<Detection> detections = new ArrayList<>();

  WindowClosing(
      String check,
      SeriesPlan plan,
      CheckMemory memory,
      long offset,
      Consumer<Crossing.Step> steps) {
    this.check = check;
    this.plan = plan;
    this.memory = memory;
    this.offset = offset;
    this.steps = steps;
    this.quarantines = new Quarantines(check, plan, memory);
  }

  /** Applies one window, its trials in order. */
  void apply(List<LeafTrial> window) {
    SequencedMap<PooledKey, List<Outcome>> pooled = new LinkedHashMap<>();
    Map<PooledKey, Instant> firstAt = new LinkedHashMap<>();
    for (LeafTrial trial : quarantines.admitted(window, this::known)) {
      Outcome outcome = applyToLeaf(trial);
      if (!quarantines.pools(trial.probe())) {
        continue;
      }
      for (Slice slice : pooled(trial)) {
        PooledKey key = new PooledKey(slice, trial.probe());
        pooled.computeIfAbsent(key, _ -> new ArrayList<>()).add(outcome);
        firstAt.putIfAbsent(key, trial.at());
      }
    }
    pooled.forEach((key, outcomes) -> {
      SeriesTrial trial = new SeriesTrial(Objects.requireNonNull(firstAt.get(key)), outcomes);
      if (!trial.even()) {
        applyToPooled(key.slice(), trial);
      }
    });
    if (!crossings.isEmpty()) {
      LeavesKnown leaves = new LeavesKnown(check, plan, this::known);
      crossings.forEach(crossing -> detections.add(complete(crossing, leaves)));
      crossings.clear();
    }
  }

  /** Writes what has changed back to memory: the newest of each series and probe, once. */
  List<Decision> finish() {
    touched.values().forEach(memory::remember);
    List<Decision> decisions = new ArrayList<>();
    touched.values().forEach(it -> decisions.add(new Decision.Stands(it)));
    detections.forEach(it -> decisions.add(new Decision.Fires(it)));
    quarantines.finish().forEach(it -> decisions.add(new Decision.Withholds(it)));
    return decisions;
  }

  /** A pair tells something of a slice only where its peer is outside. */
  private List<Slice> pooled(LeafTrial trial) {
    LeafTrial.Versus versus = trial.versus();
    return plan.pooledContaining(check, trial.labels()).stream()
        .filter(slice -> versus == null || !slice.contains(versus.peer()))
        .toList();
  }

  private Outcome applyToLeaf(LeafTrial trial) {
    SeriesKey key = new SeriesKey(check, Slice.leaf(trial.labels()));
    SeriesTrial single = SeriesTrial.ofLeaf(trial);
    DetectorConfig config = plan.leaf(check, trial.interval());
    // An even pair is no trial, but tells of the leaf's health when something has fired.
    Evidence after =
        single.even()
            ? new SeriesDetector(config, offset).before(key, known(key), single)
            : step(key, single, config);
    touched.put(key, after.with(after.state().leaf().after(trial)));
    return Outcome.of(trial, after.objective());
  }

  private void applyToPooled(Slice slice, SeriesTrial trial) {
    SeriesKey key = new SeriesKey(check, slice);
    touched.put(key, step(key, trial, plan.pooled(key)));
  }

  private Evidence step(SeriesKey key, SeriesTrial trial, DetectorConfig config) {
    Crossing.Step step = new SeriesDetector(config, offset).step(key, known(key), trial);
    steps.accept(step);
    if (step.crossing() != null) {
      crossings.add(step.crossing());
    }
    return step.evidence();
  }

  private @Nullable Evidence known(SeriesKey key) {
    Evidence changed = touched.get(key);
    return changed == null ? memory.evidence(key) : changed;
  }

  private static Detection complete(Crossing crossing, LeavesKnown leaves) {
    return switch (crossing) {
      case Crossing.Cleared cleared -> cleared.detection();
      case Crossing.Alarm alarm ->
          alarm.with(leaves.countsSince(alarm), leaves.newestFailed(alarm));
    };
  }
}
