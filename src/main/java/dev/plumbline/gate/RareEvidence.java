package dev.plumbline.gate;

import dev.plumbline.stats.BernoulliSequence;
import dev.plumbline.stats.CanaryCounts;
import dev.plumbline.stats.JoinedEvidence;
import dev.plumbline.stats.ObjectiveBet;
import dev.plumbline.stats.RateBelow;
import dev.plumbline.stats.ShareGrid;
import dev.plumbline.stats.Wealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of a check that hardly ever fails in health.
 *
 * <p>FAIL: {@link ObjectiveBet}, H₀: the candidate fails with probability at most p0 given the
 * past. Where no p0 is certified, pairs of which one side alone failed: H₀: that side is the
 * candidate with probability at most ½ ({@link CanaryCounts}). Answers compared with a reference
 * bring their own likelihood ratio L, bounded by the two-capture rule: H₀: E L ≤ 1 given past and
 * reference; e = 1 − ε + ε·L over the shares of {@link ShareGrid}, joined half and half with the
 * former.
 *
 * <p>PASS: {@link RateBelow} on the candidate alone, H₀: it fails with probability at least what is
 * allowed. The baseline cannot help it there: a fault that both have is one.
 *
 * @param bet null where no p0 is certified
 * @param discordant pairs in which one side alone failed
 * @param compared null before the first answer that was compared with a reference
 */
record RareEvidence(
    @Nullable ObjectiveBet bet, CanaryCounts discordant, @Nullable Wealth compared, RateBelow rate)
    implements CheckEvidence {
  private static final double EVEN = 0.5;
  private static final List<Double> HALVES = List.of(.5, .5);

  static RareEvidence start(CheckRule rule) {
    Double objective = rule.objective();
    return new RareEvidence(
        objective == null ? null : ObjectiveBet.start(objective),
        CanaryCounts.start(EVEN),
        null,
        RateBelow.start(rule.allowed()));
  }

  @Override
  public RareEvidence after(GatePair.Sides sides) {
    if (!sides.candidate().isTrial()) {
      return this;
    }
    boolean failed = sides.candidate().failed();
    return new RareEvidence(
        bet == null ? null : bet.after(failed),
        discordant(sides),
        compared(sides.candidate()),
        rate.after(failed));
  }

  private CanaryCounts discordant(GatePair.Sides sides) {
    boolean failed = sides.candidate().failed();
    return sides.baseline().isTrial() && failed != sides.baseline().failed()
        ? discordant.after(failed ? 1 : 0, failed ? 0 : 1)
        : discordant;
  }

  private @Nullable Wealth compared(Side candidate) {
    if (candidate instanceof Side.Compared(_, double ratio)) {
      Wealth before = compared == null ? Wealth.start(ShareGrid.SIZE) : compared;
      return before.after(ShareGrid.increment(ratio));
    }
    return compared;
  }

  @Override
  public boolean speaksAgainst(GatePair.Sides sides) {
    return sides.candidate().failed()
        || (sides.candidate() instanceof Side.Compared(_, double ratio) && ratio > 1);
  }

  @Override
  public double logFail() {
    double counted = bet == null ? discordant.logEvidence() : bet.logEvidence();
    return compared == null
        ? counted
        : JoinedEvidence.log(HALVES, List.of(counted, compared.logEvidence()));
  }

  /** Without a failure there is nothing against it. */
  @Override
  public double logFailAtMost() {
    return rate.failures() == 0 && compared == null ? 0 : logFail();
  }

  @Override
  public double logPass() {
    return rate.logEvidence();
  }

  /** The upper limit is below what is allowed where, and only where, this check passes. */
  @Override
  public Limits limits(double alpha) {
    BernoulliSequence sequence = BernoulliSequence.of(rate.failures(), rate.trials(), 1 - alpha);
    return new Limits(
        sequence.rate(), sequence.lower(), RateBelow.upper(rate.failures(), rate.trials(), alpha));
  }

  @Override
  public long missing(double logThreshold) {
    return rate.missing(logThreshold);
  }
}
