package dev.plumbline.stats;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Factors f ≥ 0 of one trial, frozen by reference data (capture A). Nobody knows E f yet, so they
 * are no {@link Increment}; {@link TwoCapture} makes one of them.
 *
 * @param logs ln f per alternative
 */
public record RawIncrement(List<Double> logs) {

  public RawIncrement {
    logs = Logs.requireFactors(logs);
  }

  static RawIncrement of(int alternatives, IntToDoubleFunction log) {
    return new RawIncrement(Logs.per(alternatives, log));
  }

  /** The mean of the factors of outcomes that are one trial, as those of a session. */
  public static RawIncrement mean(List<RawIncrement> outcomes) {
    return new RawIncrement(Logs.mean(outcomes.stream().map(RawIncrement::logs).toList()));
  }

  public int size() {
    return logs.size();
  }
}
