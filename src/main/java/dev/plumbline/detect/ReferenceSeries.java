package dev.plumbline.detect;

import dev.plumbline.detect.Backtest.AppliedTrial;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A leaf series of graded answers or quantities, compared with its own beginning: the first half of
 * its reference is capture A, the second capture B. A page restarts the detector; the reference
 * stays.
 */
final class ReferenceSeries {
  private final SeriesKey key;
  private final int reference;
  private final DetectorStart start;
  private final Backtest.Listener listener;
  private final Map<String, List<Double>> sessions = new HashMap<>();
  private final List<List<Double>> captured = new ArrayList<>();
  private @Nullable Comparison comparison;
  private Instant previous = Instant.EPOCH;
  private long trials;

  /**
   * What it is judged by.
   *
   * @param baseRate trials a second
   * @param logThreshold ln A
   */
  record DetectorStart(StartWeight weight, double baseRate, double logThreshold) {}

  /**
   * Before the first trial.
   *
   * @param reference trials of both captures together, even
   */
  ReferenceSeries(SeriesKey key, int reference, DetectorStart start, Backtest.Listener listener) {
    this.key = key;
    this.reference = reference;
    this.start = start;
    this.listener = listener;
  }

  /** The next in order of time; the last of its session completes a trial. */
  void observe(Observation observation, double number) {
    List<Double> numbers = sessions.computeIfAbsent(observation.session(), _ -> new ArrayList<>());
    numbers.add(number);
    if (numbers.size() >= observation.turns()) {
      sessions.remove(observation.session());
      trial(observation.scheduledAt(), List.copyOf(numbers), observation.reading());
    }
  }

  /** Why nothing was compared; empty where something was. */
  Optional<String> untested() {
    if (trials <= reference) {
      return Optional.of(
          "%s has %d trials, all of them in the reference of %d".formatted(key, trials, reference));
    }
    return comparison == null
        ? Optional.of(
            "%s has no scale to measure a drift in: half of capture A is one value".formatted(key))
        : Optional.empty();
  }

  private void trial(Instant at, List<Double> numbers, Reading kind) {
    trials++;
    if (trials <= reference) {
      captured.add(numbers);
      if (trials == reference) {
        comparison = compare(kind);
        captured.clear();
      }
    } else if (comparison != null) {
      apply(comparison, at, numbers);
    }
    previous = at;
  }

  private @Nullable Comparison compare(Reading kind) {
    List<List<Double>> second = List.copyOf(captured.subList(reference / 2, reference));
    List<Double> first = captured.subList(0, reference / 2).stream().flatMap(List::stream).toList();
    Optional<ReferenceBet> bet =
        switch (kind) {
          case Reading.Score _ -> Optional.of(ReferenceBet.LowerScores.than(first));
          case Reading.Quantity _ -> ReferenceBet.DriftingValues.from(first);
          case Reading.Trial _, Reading.Compared _, Reading.Graded _, Reading.NotATrial _ ->
              throw new IllegalArgumentException("%s is held to an objective".formatted(key));
        };
    return bet.map(frozen -> Comparison.of(frozen, second)).orElse(null);
  }

  private void apply(Comparison before, Instant at, List<Double> numbers) {
    double g = start.weight().of(start.baseRate(), previous, at);
    Comparison after = before.after(numbers, g);
    double logEvidence = after.logEvidence();
    listener.trial(new AppliedTrial(key, at, trials - 1, logEvidence, start.logThreshold(), false));
    comparison = after;
    if (logEvidence >= start.logThreshold()) {
      listener.detection(page(at, logEvidence));
      comparison = after.restarted();
    }
  }

  private Detection page(Instant at, double logEvidence) {
    return new Detection(
        Crossing.id(key, Detection.Kind.PAGE, at, trials, trials),
        key,
        Detection.Kind.PAGE,
        at,
        trials,
        logEvidence,
        start.logThreshold(),
        null,
        null,
        List.of(),
        List.of());
  }
}
