package dev.plumbline.gate;

import dev.plumbline.stats.BernoulliSequence;

/** An estimate and limits that hold at every look together. */
public record Limits(double estimate, double lower, double upper) {

  static Limits of(BernoulliSequence sequence) {
    return new Limits(sequence.rate(), sequence.lower(), sequence.upper());
  }

  /** Share of pairs lost less share won; each within its own limits at half the error. */
  static Limits ofDifference(long losses, long wins, long pairs, double confidence) {
    double each = (1 + confidence) / 2;
    BernoulliSequence lost = BernoulliSequence.of(losses, pairs, each);
    BernoulliSequence won = BernoulliSequence.of(wins, pairs, each);
    return new Limits(
        lost.rate() - won.rate(), lost.lower() - won.upper(), lost.upper() - won.lower());
  }
}
