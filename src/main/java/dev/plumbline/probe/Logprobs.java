package dev.plumbline.probe;

import org.jspecify.annotations.Nullable;
import org.springframework.lang.Contract;

/** Which log-probabilities of a response are numbers, and what they say of the choice made. */
public final class Logprobs {
  /** Some servers print four decimals; twice half a unit of the last, and some. */
  public static final double PRINTED = 1e-3;

  /** What servers write for "not among the top": no number, whoever passes it on as one. */
  public static final double SENTINEL = -9999;

  private Logprobs() {}

  /** Whether a log-probability is a number at all; above 0 it is none, but for rounding. */
  @Contract("null -> false")
  public static boolean isNumber(@Nullable Double logprob) {
    return logprob != null && logprob > SENTINEL && logprob <= PRINTED;
  }

  /**
   * By how many nats the emitted token is more probable than the best other one the target
   * returned, negative where it is less probable; null where either has no number.
   */
  public static @Nullable Double lead(Token token) {
    @Nullable Double emitted = token.logprob();
    @Nullable Double best = null;
    boolean self = false;
    for (Token.Alternative other : token.top()) {
      if (!self && other.text().equals(token.text())) {
        self = true;
      } else if (isNumber(other.logprob()) && (best == null || other.logprob() > best)) {
        best = other.logprob();
      }
    }
    return isNumber(emitted) && best != null ? emitted - best : null;
  }
}
