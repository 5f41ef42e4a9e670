package dev.plumbline.gate;

import dev.plumbline.stats.BoundedBetting;
import dev.plumbline.stats.BoundedSequence;
import dev.plumbline.stats.DifferenceBelow;
import dev.plumbline.stats.Wealth;
import java.util.List;

/**
 * Of scores: d is by how much the candidate's is lower. FAIL: bets on d, H₀: E d ≤ 0 given the past
 * ({@link BoundedBetting}). PASS: {@link DifferenceBelow}, H₀: E d ≥ allowed.
 */
record ScoreEvidence(Wealth wealth, DifferenceBelow allowed, BoundedSequence mean)
    implements CheckEvidence {
  /** The largest stake stops a total loss of 0.6 in 19 pairs where it is one of eight checks. */
  static final BoundedBetting BETTING = new BoundedBetting(List.of(.05, .1, .2, .4, .8, .98));

  static ScoreEvidence start(CheckRule rule, double alpha) {
    return new ScoreEvidence(
        Wealth.start(BETTING.stakes().size()),
        DifferenceBelow.start(rule.allowed(), rule.expected().differing(), rule.expected().by()),
        BoundedSequence.start(-1, 1, 1 - alpha));
  }

  @Override
  public ScoreEvidence after(GatePair.Sides sides) {
    if (!sides.both()) {
      return this;
    }
    double difference = Grade.difference(sides);
    return new ScoreEvidence(
        difference == 0 ? wealth : wealth.after(BETTING.increment(difference)),
        allowed.after(difference),
        mean.after(difference));
  }

  @Override
  public boolean speaksAgainst(GatePair.Sides sides) {
    return sides.both() && Grade.difference(sides) > 0;
  }

  @Override
  public double logFail() {
    return wealth.logEvidence();
  }

  @Override
  public double logPass() {
    return allowed.logEvidence();
  }

  @Override
  public Limits limits(double alpha) {
    return new Limits(mean.centre(), mean.lower(), mean.upper());
  }

  @Override
  public long missing(double logThreshold) {
    return Pace.missing(allowed, logThreshold);
  }
}
