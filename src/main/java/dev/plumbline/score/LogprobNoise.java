package dev.plumbline.score;

import dev.plumbline.probe.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.lang.Contract;

/**
 * How far log-probabilities of one response may be off. The noise of a logit, ε, moves a gap
 * between two tokens by at most 2ε: a smaller gap is a tie.
 */
final class LogprobNoise {
  /** Rounding and batching of dense models; measured sd 0.007 to 0.01. */
  private static final double EPSILON = 0.05;

  /** Where the serving side rounds to a grid, and mixtures of experts jump along it. */
  private static final double EPSILON_ON_GRID = 0.25;

  private static final double GRID = 0.125;

  /** Some servers print four decimals; twice half a unit of the last, and some. */
  private static final double PRINTED = 1e-3;

  /** Fewer gaps lie on the grid by chance. */
  private static final int ENOUGH_GAPS = 4;

  /** What servers write for "not among the top": no number, whoever passes it on as one. */
  private static final double SENTINEL = -9999;

  private LogprobNoise() {}

  /** The largest gap, in nats, that is a tie in this response. */
  static double tieGap(List<Token> tokens) {
    return 2 * (onGrid(tokens) ? EPSILON_ON_GRID : EPSILON) + PRINTED;
  }

  /** Whether a log-probability is a number at all; above 0 it is none, but for rounding. */
  @Contract("null -> false")
  static boolean isNumber(@Nullable Double logprob) {
    return logprob != null && logprob > SENTINEL && logprob <= PRINTED;
  }

  private static boolean onGrid(List<Token> tokens) {
    int gaps = 0;
    for (Token token : tokens) {
      double best = best(token);
      for (Token.Alternative alternative : token.top()) {
        @Nullable Double logprob = alternative.logprob();
        if (isNumber(logprob) && best - logprob > PRINTED) {
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
    double best = SENTINEL;
    for (Token.Alternative alternative : token.top()) {
      @Nullable Double logprob = alternative.logprob();
      best = isNumber(logprob) ? Math.max(best, logprob) : best;
    }
    return best;
  }

  private static boolean onGrid(double gap) {
    return Math.abs(gap - GRID * Math.round(gap / GRID)) <= PRINTED;
  }
}
