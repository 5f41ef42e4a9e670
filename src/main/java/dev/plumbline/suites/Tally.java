package dev.plumbline.suites;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the exchanges of one probe. Safe for threads: each call is one step. */
final class Tally {
  private static final double MEDIAN = 0.5;
  private static final double NINE_OF_TEN = 0.9;

  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final Map<String, List<Reading>> readings = new TreeMap<>();
  private final List<Double> promptTokens = new ArrayList<>();
  private final List<Double> answerTokens = new ArrayList<>();
  private final List<Double> seconds = new ArrayList<>();

  synchronized void add(Exchange exchange, List<CheckReading> read) {
    outcomes.merge(exchange.outcome().word(), 1, Integer::sum);
    if (exchange.outcome() instanceof Outcome.Answered(Answer answer)) {
      seconds.add(exchange.duration().toNanos() / 1e9);
      Answer.Usage usage = answer.usage();
      if (usage != null) {
        promptTokens.add((double) usage.promptTokens());
        answerTokens.add((double) usage.completionTokens());
      } else if (!answer.tokens().isEmpty()) {
        answerTokens.add((double) answer.tokens().size());
      }
    }
    for (CheckReading each : read) {
      readings.computeIfAbsent(each.check(), _ -> new ArrayList<>()).add(each.reading());
    }
  }

  synchronized MeasuredProbe measured() {
    Map<String, MeasuredCheck> checks = new TreeMap<>();
    readings.forEach((check, all) -> checks.put(check, check(all)));
    Double time = quantile(seconds, MEDIAN);
    return new MeasuredProbe(
        outcomes.values().stream().mapToInt(Integer::intValue).sum(),
        seconds.size(),
        new TreeMap<>(outcomes),
        whole(quantile(promptTokens, MEDIAN)),
        whole(quantile(answerTokens, MEDIAN)),
        whole(quantile(answerTokens, NINE_OF_TEN)),
        time == null ? null : Math.round(time * 1000) / 1000.0,
        checks);
  }

  private static MeasuredCheck check(List<Reading> readings) {
    int trials = 0;
    int failures = 0;
    int notTrials = 0;
    List<Double> scores = new ArrayList<>();
    for (Reading reading : readings) {
      switch (reading) {
        case Reading.Trial(boolean failed, _) -> {
          trials++;
          failures += failed ? 1 : 0;
        }
        case Reading.Compared(boolean failed, _, _, _) -> {
          trials++;
          failures += failed ? 1 : 0;
        }
        case Reading.Score(double score, _) -> scores.add(score);
        case Reading.Graded(double grade, _, _) -> scores.add(grade);
        case Reading.NotATrial _ -> notTrials++;
        case Reading.Quantity _ -> {} // the exchange's own time tells as much
      }
    }
    double sum = scores.stream().sorted().mapToDouble(Double::doubleValue).sum();
    return new MeasuredCheck(
        trials, failures, notTrials, scores.isEmpty() ? null : sum / scores.size());
  }

  private static @Nullable Integer whole(@Nullable Double value) {
    return value == null ? null : (int) Math.round(value);
  }

  /** The value that a share of all are not above; of an even number the lower one. */
  private static @Nullable Double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
