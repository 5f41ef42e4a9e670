package dev.plumbline.probe.wire;

import dev.plumbline.probe.Token;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Log-probabilities as servers write them. */
final class WireLogprobs {
  /** Said instead of a number for a token outside the top twenty. */
  private static final double OUT_OF_RANGE = -9999;

  private WireLogprobs() {}

  /** Null for what is no number, for NaN and infinities, and for what means "out of range". */
  static @Nullable Double number(JsonNode value) {
    double logprob = value.asDouble(Double.NaN);
    return Double.isFinite(logprob) && logprob > OUT_OF_RANGE ? (Double) logprob : null;
  }

  /**
   * A step of an answer whose tokens come without bytes; empty where it names no token.
   *
   * @param chosen the token emitted
   * @param top the most probable ones
   * @param text where an entry has its text
   * @param logprob where it has its log-probability
   */
  static Optional<Token> token(
      JsonNode chosen,
      JsonNode top,
      UnaryOperator<JsonNode> text,
      UnaryOperator<JsonNode> logprob) {
    if (!text.apply(chosen).isString()) {
      return Optional.empty();
    }
    List<Token.Alternative> alternatives =
        top.valueStream()
            .filter(other -> text.apply(other).isString())
            .map(other ->
                new Token.Alternative(
                    WireJson.text(text.apply(other)), null, number(logprob.apply(other))))
            .toList();
    return Optional.of(
        new Token(
            WireJson.text(text.apply(chosen)), null, number(logprob.apply(chosen)), alternatives));
  }
}
