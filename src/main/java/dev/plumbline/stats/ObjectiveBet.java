package dev.plumbline.stats;

import java.util.List;

/**
 * Sequential test that trials fail no oftener than an objective p₀, from counts alone: a mixture
 * over the shares ε of {@link ShareGrid}, equal weights w. After f failures in n trials the
 * evidence is
 *
 * <pre>E = Σ w·(1 − ε + ε/p₀)^f·(1 − ε)^(n − f)</pre>
 *
 * <p><b>Guarantee.</b> H₀: given the past, each trial fails with probability at most p₀. A trial
 * multiplies each term by e with E₀ e = 1 − ε + ε·p/p₀ ≤ 1, so E is a supermartingale that starts
 * at 1: it ever reaches 1/α with probability at most α. (Ville 1939. {@link BernoulliEDetector}
 * bets on a change that may begin at any time; this on one that is there from the first trial.)
 *
 * @param objective p₀, above 0 and below 1
 */
public record ObjectiveBet(double objective, long failures, long trials) {

  public ObjectiveBet {
    if (!(objective > 0 && objective < 1) || failures < 0 || failures > trials) {
      throw new IllegalArgumentException(
          "%d failures in %d trials, objective %s".formatted(failures, trials, objective));
    }
  }

  /** Before the first trial. */
  public static ObjectiveBet start(double objective) {
    return new ObjectiveBet(objective, 0, 0);
  }

  /** One trial. */
  public ObjectiveBet after(boolean failed) {
    return new ObjectiveBet(objective, failures + (failed ? 1 : 0), trials + 1);
  }

  /** ln E. It rises only with a failure. */
  public double logEvidence() {
    Grid grid = Grid.FAILURES;
    List<Double> logFailure = grid.logIncrements(1 / objective);
    long passed = trials - failures;
    return grid.logMixture(
        grid.perShare(k -> failures * logFailure.get(k) + passed * grid.logMiss(k)));
  }
}
