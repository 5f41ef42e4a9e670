package dev.plumbline.score;

import dev.plumbline.probe.Logprobs;
import dev.plumbline.probe.Token;
import dev.plumbline.probe.Token.Alternative;
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
    @Nullable Alternative best = best(token);
    if (best == null) {
      return new Unreadable();
    }
    @Nullable Alternative emitted = emitted(token);
    if (emitted != null && token.top().size() == 1) {
      return new Unreadable(); // nothing to be better than
    }
    @Nullable Double logprob = logprob(token, emitted);
    if (logprob == null) {
      boolean mute = emitted != null || token.text().isEmpty(); // an end token, left out
      return mute ? new Unreadable() : new Missing(token.top().size());
    }
    double gap = number(best) - logprob;
    if (gap <= 0) {
      return new Best();
    }
    if (gap <= tieGap) {
      return new Tie();
    }
    return emitted == null ? new Missing(token.top().size()) : new Worse(best.text(), gap);
  }

  private static @Nullable Alternative best(Token token) {
    @Nullable Alternative best = null;
    for (Alternative alternative : token.top()) {
      if (Logprobs.isNumber(alternative.logprob())
          && (best == null || number(alternative) > number(best))) {
        best = alternative;
      }
    }
    return best;
  }

  /**
   * The emitted token among the alternatives. Where several look like it (halves of different
   * characters, written U+FFFD without bytes), the one that is as probable as it says.
   */
  private static @Nullable Alternative emitted(Token token) {
    @Nullable Alternative nearest = null;
    for (Alternative alternative : token.top()) {
      if (same(alternative, token)
          && (nearest == null || distance(alternative, token) < distance(nearest, token))) {
        nearest = alternative;
      }
    }
    return nearest;
  }

  /** From the token's own number, which is 0, the most probable, if it has none. */
  private static double distance(Alternative alternative, Token token) {
    if (!Logprobs.isNumber(alternative.logprob())) {
      return Double.POSITIVE_INFINITY;
    }
    double own = Logprobs.isNumber(token.logprob()) ? token.logprob() : 0;
    return Math.abs(number(alternative) - own);
  }

  /** The alternative's number, else the token's own; null if neither is one. */
  private static @Nullable Double logprob(Token token, @Nullable Alternative emitted) {
    if (emitted != null && Logprobs.isNumber(emitted.logprob())) {
      return emitted.logprob();
    }
    return Logprobs.isNumber(token.logprob()) ? token.logprob() : null;
  }

  /** By bytes where both sides give them: the text of half a character is not telling. */
  private static boolean same(Alternative alternative, Token token) {
    @Nullable String bytes = alternative.bytes();
    if (bytes == null || token.bytes() == null) {
      return alternative.text().equals(token.text());
    }
    return bytes.equalsIgnoreCase(token.bytes());
  }

  /** Only of one whose log-probability is a number. */
  private static double number(Alternative alternative) {
    @Nullable Double logprob = alternative.logprob();
    return logprob == null ? Double.NaN : logprob;
  }
}
