package dev.plumbline.feedback;

import dev.plumbline.stats.CanaryCounts;

/**
 * Bets that users of a slice report more often than its others' do: a likelihood ratio L of the
 * split of one block's reports, for a detector to multiply.
 *
 * <p><b>Null hypothesis.</b> Given the past, and given the block's exposures and how many reports
 * there are of all slices together, reports come in groups of at most m (one user, one chat room,
 * one broken answer that went round), each group wholly on one side, and each falls on the slice
 * with probability at most
 *
 * <pre>θ₀ = κ·n / (κ·n + n′)</pre>
 *
 * with n and n′ the exposures here and elsewhere, each weighed by how readily its platform's users
 * report. Under it E L ≤ 1 ({@link CanaryCounts}, groups). So what is common to all slices, like a
 * day on which everybody complains, cancels, however large and however bursty; so does traffic that
 * moves from one slice to another; and slices whose users report up to κ times as often as others'
 * for reasons of their own are healthy. What is <em>not</em> in it: groups larger than m that all
 * fall on one slice, and a platform whose users lastingly report more than κ times as often as
 * expected of them ({@code plumbline.feedback.usual} says what is).
 *
 * <p>L is the ratio of two Bayes factors, of the last hour with this block over the last hour
 * alone, both against this block's θ₀: the prior that the last hour leaves over all shares above
 * θ₀. It is cut off at {@value #MOST_RATIO}, so that no single block makes an alarm.
 *
 * @param ratio κ, at least 1
 * @param group m, at least 1
 */
record SplitBet(double ratio, int group) {
  static final double MOST_RATIO = 1_000;

  /** A block is shown as failed where a split so odd is no likelier in health than this. */
  static final double ODD = 0.01;

  /** L and whether the split is odd by itself. */
  record Outcome(double likelihoodRatio, boolean odd) {}

  Outcome of(Split split, Past past) {
    double healthy = split.healthyShare(ratio);
    CanaryCounts before =
        CanaryCounts.start(healthy).after(groups(past.here()), groups(past.elsewhere()));
    CanaryCounts after = before.after(groups(split.here()), groups(split.elsewhere()));
    CanaryCounts alone =
        CanaryCounts.start(healthy).after(groups(split.here()), groups(split.elsewhere()));
    double logRatio = after.logEvidence() - before.logEvidence();
    return new Outcome(
        Math.min(MOST_RATIO, StrictMath.exp(logRatio)), alone.logTail() <= StrictMath.log(ODD));
  }

  private double groups(long reports) {
    return (double) reports / group;
  }
}
