package dev.plumbline.score;

import dev.plumbline.probe.Token;
import dev.plumbline.probe.Token.Alternative;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one position of a greedy answer says about the choice made there. */
sealed interface GreedyStep {

  /** The emitted token is the most probable one. */
  record Best() implements GreedyStep {}

  /** Another one is more probable, by no more than noise. */
  record Tie() implements GreedyStep {}

  /** Another one is clearly more probable. */
  record Worse(String better, double gap) implements GreedyStep {}

  /** The emitted token is not even among the alternatives. */
  record Missing(int alternatives) implements GreedyStep {}

  /** No numbers to compare. */
  record Unreadable() implements GreedyStep {}

  /**
   * Judges one position.
   *
   * @param tieGap largest gap in nats that is noise
   */
  static GreedyStep of(Token token, double tieGap) {
    @Nullable Alternative best =
        token.top().stream()
            .filter(alternative -> LogprobNoise.isNumber(alternative.logprob()))
            .max(Comparator.comparingDouble(GreedyStep::number))
            .orElse(null);
    if (best == null) {
      return new Unreadable();
    }
    List<Alternative> emitted = token.top().stream().filter(a -> same(a, token)).toList();
    @Nullable Double logprob =
        emitted.stream()
            .map(Alternative::logprob)
            .filter(LogprobNoise::isNumber)
            .max(Comparator.naturalOrder())
            .orElse(token.logprob());
    if (!LogprobNoise.isNumber(logprob)) {
      return emitted.isEmpty() ? new Missing(token.top().size()) : new Unreadable();
    }
    double gap = number(best) - Objects.requireNonNull(logprob);
    if (gap <= 0) {
      return new Best();
    }
    if (gap <= tieGap) {
      return new Tie();
    }
    return emitted.isEmpty() ? new Missing(token.top().size()) : new Worse(best.text(), gap);
  }

  /** By bytes where both sides give them: the text of half a character is not telling. */
  private static boolean same(Alternative alternative, Token token) {
    @Nullable String bytes = alternative.bytes();
    if (bytes == null || token.bytes() == null) {
      return alternative.text().equals(token.text());
    }
    return bytes.equalsIgnoreCase(token.bytes());
  }

  private static double number(Alternative alternative) {
    return Objects.requireNonNull(alternative.logprob());
  }
}
