package dev.plumbline.score;

import dev.plumbline.probe.Token;
import java.util.List;
import java.util.stream.DoubleStream;
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
    return 2 * (onGrid(tokens) ? EPSILON_ON_GRID : EPSILON);
  }

  /** Whether a log-probability is a number at all. */
  static boolean isNumber(@Nullable Double logprob) {
    return logprob != null && Double.isFinite(logprob) && logprob > SENTINEL;
  }

  private static boolean onGrid(List<Token> tokens) {
    double[] gaps = tokens.stream().flatMapToDouble(LogprobNoise::gaps).toArray();
    return gaps.length >= ENOUGH_GAPS && DoubleStream.of(gaps).allMatch(LogprobNoise::onGrid);
  }

  private static DoubleStream gaps(Token token) {
    double[] logprobs = numbers(token).toArray();
    double best = DoubleStream.of(logprobs).max().orElse(0);
    return DoubleStream.of(logprobs).map(logprob -> best - logprob).filter(gap -> gap > PRINTED);
  }

  private static DoubleStream numbers(Token token) {
    return token.top().stream()
        .map(Token.Alternative::logprob)
        .filter(LogprobNoise::isNumber)
        .mapToDouble(Double::doubleValue);
  }

  private static boolean onGrid(double gap) {
    return Math.abs(gap - GRID * Math.round(gap / GRID)) <= PRINTED;
  }
}
