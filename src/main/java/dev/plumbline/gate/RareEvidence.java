package dev.plumbline.gate;

import dev.plumbline.stats.BernoulliSequence;
import dev.plumbline.stats.CanaryCounts;
import dev.plumbline.stats.ObjectiveBet;
import dev.plumbline.stats.RateBelow;
import org.jspecify.annotations.Nullable;

/**
 * Of a check that hardly ever fails in health.
 *
 * <p>FAIL: {@link ObjectiveBet}, H₀: the candidate fails with probability at most p0 given the
 * past. Where no p0 is certified, pairs of which one side alone failed: H₀: that side is the
 * candidate with probability at most ½ ({@link CanaryCounts}). PASS: {@link RateBelow} on the
 * candidate alone, H₀: it fails with probability at least what is allowed. The baseline cannot help
 * it there: a fault that both have is one.
 *
 * @param bet null where no p0 is certified
 * @param discordant pairs in which one side alone failed
 */
record RareEvidence(@Nullable ObjectiveBet bet, CanaryCounts discordant, RateBelow rate)
    implements CheckEvidence {
  private static final double EVEN = 0.5;

  static RareEvidence start(CheckRule rule) {
    Double objective = rule.objective();
    return new RareEvidence(
        objective == null ? null : ObjectiveBet.start(objective),
        CanaryCounts.start(EVEN),
        RateBelow.start(rule.allowed()));
  }

  @Override
  public RareEvidence after(GatePair.Sides sides) {
    return sides.candidate() instanceof Side.Trial(boolean failed)
        ? new RareEvidence(
            bet == null ? null : bet.after(failed), discordant(sides), rate.after(failed))
        : this;
  }

  private CanaryCounts discordant(GatePair.Sides sides) {
    if (sides.candidate() instanceof Side.Trial(boolean failed)
        && sides.baseline() instanceof Side.Trial(boolean baselineFailed)
        && failed != baselineFailed) {
      return discordant.after(failed ? 1 : 0, failed ? 0 : 1);
    }
    return discordant;
  }

  @Override
  public boolean speaksAgainst(GatePair.Sides sides) {
    return sides.candidate() instanceof Side.Trial(boolean failed) && failed;
  }

  @Override
  public double logFail() {
    return bet == null ? discordant.logEvidence() : bet.logEvidence();
  }

  /** Without a failure there is nothing against it. */
  @Override
  public double logFailAtMost() {
    return rate.failures() == 0 ? 0 : logFail();
  }

  @Override
  public double logPass() {
    return rate.logEvidence();
  }

  @Override
  public Limits limits(double confidence) {
    return Limits.of(BernoulliSequence.of(rate.failures(), rate.trials(), confidence));
  }

  @Override
  public long missing(double logThreshold) {
    return rate.missing(logThreshold);
  }
}
