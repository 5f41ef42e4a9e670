package dev.plumbline.stats;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What one trial multiplies the wealth of each alternative by: non-negative factors e, kept as
 * natural logarithms, with E e ≤ 1 given the past under the null hypothesis. That is all an {@link
 * EDetector} needs to know of a trial.
 *
 * <p>Only what keeps this promise makes one: a factor frozen from reference data keeps it on
 * average over references, not for the one at hand, so it is a {@link RawIncrement} until {@link
 * TwoCapture} has bounded it.
 *
 * @param logs ln e per alternative; −∞ where the trial rules the alternative out
 */
public record Increment(List<Double> logs) {

  public Increment {
    logs = Logs.requireFactors(logs);
  }

  static Increment of(int alternatives, IntToDoubleFunction log) {
    return new Increment(Logs.per(alternatives, log));
  }

  /** A trial that says nothing: e = 1. */
  public static Increment none(int alternatives) {
    return of(alternatives, _ -> 0);
  }

  /**
   * The mean of the increments of outcomes that are one trial, as those of a session: E e ≤ 1
   * whatever the dependence among them.
   */
  public static Increment mean(List<Increment> outcomes) {
    return new Increment(Logs.mean(outcomes.stream().map(Increment::logs).toList()));
  }

  public int size() {
    return logs.size();
  }
}
