package dev.plumbline.probe.wire;

import dev.plumbline.probe.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads tokens with their log-probabilities. */
final class OpenAiLogprobs {
  private static final HexFormat HEX = HexFormat.of();

  private OpenAiLogprobs() {}

  /** One entry of {@code logprobs.content}; empty where it names no token. */
  static Optional<Token> token(JsonNode entry) {
    if (!entry.path("token").isString()) {
      return Optional.empty();
    }
    List<Token.Alternative> top =
        entry
            .path("top_logprobs")
            .valueStream()
            .filter(alternative -> alternative.path("token").isString())
            .map(OpenAiLogprobs::alternative)
            .toList();
    return Optional.of(
        new Token(WireJson.text(entry.path("token")), bytes(entry), logprob(entry), top));
  }

  /** Text of the joined bytes; empty where there are no tokens or one of them has no bytes. */
  static Optional<String> joined(List<Token> tokens) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Token token : tokens) {
      String bytes = token.bytes();
      if (bytes == null) {
        return Optional.empty();
      }
      joined.writeBytes(HEX.parseHex(bytes));
    }
    return tokens.isEmpty()
        ? Optional.empty()
        : Optional.of(joined.toString(StandardCharsets.UTF_8));
  }

  private static Token.Alternative alternative(JsonNode entry) {
    return new Token.Alternative(WireJson.text(entry.path("token")), bytes(entry), logprob(entry));
  }

  private static @Nullable String bytes(JsonNode entry) {
    JsonNode bytes = entry.path("bytes");
    if (!bytes.isArray() || !bytes.valueStream().allMatch(OpenAiLogprobs::isByte)) {
      return null;
    }
    StringBuilder hex = new StringBuilder(2 * bytes.size());
    bytes.valueStream().forEach(value -> HEX.toHexDigits(hex, (byte) value.intValue()));
    return hex.toString();
  }

  private static boolean isByte(JsonNode value) {
    return value.canConvertToExactIntegral()
        && value.canConvertToInt()
        && value.intValue() >= 0
        && value.intValue() <= 255;
  }

  private static @Nullable Double logprob(JsonNode entry) {
    return WireLogprobs.number(entry.path("logprob"));
  }
}
