package dev.plumbline.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How an answer is to be drawn. Null means: not sent, because the target does not take it.
 *
 * @param topLogprobs alternatives asked for at each position, 0 to 20; null: no logprobs asked
 */
public record Sampling(
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Long seed,
    int maxTokens,
    @Nullable Integer topLogprobs,
    boolean stream) {

  Sampling streamed(boolean other) {
    return new Sampling(temperature, topP, seed, maxTokens, topLogprobs, other);
  }
}
