package dev.plumbline.stats;

import java.util.List;

/**
 * What bets on several alternatives have made of 1, a part of it each: E = Σ w·Π e. Immutable.
 *
 * <p><b>Guarantee.</b> As long as each {@link Increment} has E₀ e ≤ 1 given the past, E ever
 * reaches 1/α with probability at most α (Ville 1939). An {@link EDetector} looks for a change that
 * may begin at any time; this for a difference that is there from the first trial.
 *
 * @param logs ln Π e per alternative
 */
public record Wealth(List<Double> logs) {

  public Wealth {
    logs = Logs.requireFactors(logs);
  }

  /** Before the first trial. */
  public static Wealth start(int alternatives) {
    return new Wealth(Logs.per(alternatives, _ -> 0));
  }

  /** One trial. */
  public Wealth after(Increment trial) {
    Logs.requireSize(trial.logs(), logs.size());
    return new Wealth(Logs.per(logs.size(), k -> logs.get(k) + trial.logs().get(k)));
  }

  /** ln E, equal weights. */
  public double logEvidence() {
    return LogMath.sum(logs) - StrictMath.log((double) logs.size());
  }
}
