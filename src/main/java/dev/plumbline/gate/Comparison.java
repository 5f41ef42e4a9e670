package dev.plumbline.gate;

import dev.plumbline.stats.CanaryCounts;
import dev.plumbline.stats.DifferenceBelow;

/**
 * Pairs compared by d, by how much the candidate is worse, −1 to 1.
 *
 * <p>FAIL: of pairs that differ the candidate loses at most half, given the past (H₀), against a
 * larger share, uniform: a beta-binomial on discordant pairs, McNemar's test as an e-process. PASS:
 * {@link DifferenceBelow}, H₀: E d ≥ allowed.
 *
 * @param discordant pairs lost (in the canary) and won
 */
record Comparison(CanaryCounts discordant, DifferenceBelow allowed, double logFail) {
  private static final double EVEN = 0.5;

  static Comparison start(double allowed, double differing, double by) {
    return new Comparison(
        CanaryCounts.start(EVEN), DifferenceBelow.start(allowed, differing, by), 0);
  }

  Comparison after(double difference) {
    if (difference == 0) {
      return new Comparison(discordant, allowed.after(0), logFail);
    }
    CanaryCounts counted = discordant.after(difference > 0 ? 1 : 0, difference > 0 ? 0 : 1);
    return new Comparison(counted, allowed.after(difference), counted.logEvidence());
  }

  double logPass() {
    return allowed.logEvidence();
  }

  long losses() {
    return (long) discordant.canary();
  }

  long wins() {
    return (long) discordant.baseline();
  }
}
