package dev.plumbline.score;

import dev.plumbline.probe.Logprobs;
import dev.plumbline.probe.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far log-probabilities of one response may be off. The noise of a logit, ε, moves a gap
 * between two tokens by at most 2ε: a smaller gap is a tie.
 */
final class LogprobNoise {
  /** Rounding and batching of dense models; measured sd 0.007 to 0.01. */
  private static final double EPSILON = 0.05;

  /** Where the serving side rounds to a grid, and mixtures of experts jump along it. */
  private static final double EPSILON_ON_GRID = 0.25;

  /** A pool noisier than this has something to be found, not to be excused. */
  private static final double MOST_EPSILON = 0.5;

  private static final double GRID = 0.125;

  /** Fewer gaps lie on the grid by chance. */
  private static final int ENOUGH_GAPS = 4;

  private LogprobNoise() {}

  /**
   * The largest gap, in nats, that is a tie in this response.
   *
   * @param learnt ε of this pool by its reference, 0 without one; it can only add to what is known
   *     of all pools, since two captures need not have met the pool's worst noise
   */
  static double tieGap(List<Token> tokens, double learnt) {
    double known = onGrid(tokens) ? EPSILON_ON_GRID : EPSILON;
    return 2 * Math.clamp(learnt, known, MOST_EPSILON) + Logprobs.PRINTED;
  }

  private static boolean onGrid(List<Token> tokens) {
    int gaps = 0;
    for (Token token : tokens) {
      double best = best(token);
      for (Token.Alternative alternative : token.top()) {
        @Nullable Double logprob = alternative.logprob();
        if (Logprobs.isNumber(logprob) && best - logprob > Logprobs.PRINTED) {
          if (!onGrid(best - logprob)) {
            return false;
          }
          gaps++;
        }
      }
    }
    return gaps >= ENOUGH_GAPS;
  }

  private static double best(Token token) {
    double best = Logprobs.SENTINEL;
    for (Token.Alternative alternative : token.top()) {
      @Nullable Double logprob = alternative.logprob();
      best = Logprobs.isNumber(logprob) ? Math.max(best, logprob) : best;
    }
    return best;
  }

  private static boolean onGrid(double gap) {
    return Math.abs(gap - GRID * Math.round(gap / GRID)) <= Logprobs.PRINTED;
  }
}
