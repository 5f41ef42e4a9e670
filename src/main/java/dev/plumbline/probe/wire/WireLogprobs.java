package dev.plumbline.probe.wire;

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
}
