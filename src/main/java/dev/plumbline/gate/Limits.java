package dev.plumbline.gate;

import dev.plumbline.stats.BernoulliSequence;

/** An estimate and limits that hold at every look together. */
public record Limits(double estimate, double lower, double upper) {

  /**
   * Share of pairs lost less share won; each within its own limits at half the error: wider than
   * what decides.
   */
  static Limits ofDifference(long losses, long wins, long pairs, double alpha) {
    double each = 1 - alpha / 2;
    BernoulliSequence lost = BernoulliSequence.of(losses, pairs, each);
    BernoulliSequence won = BernoulliSequence.of(wins, pairs, each);
    return new Limits(
        lost.rate() - won.rate(), lost.lower() - won.upper(), lost.upper() - won.lower());
  }
}
