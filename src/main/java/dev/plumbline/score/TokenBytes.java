package dev.plumbline.score;

import dev.plumbline.probe.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The text that the tokens' bytes spell, which a server may have mended before it wrote its answer.
 */
final class TokenBytes {
  private TokenBytes() {}

  /**
   * Decoded from the joined bytes, U+FFFD where they are no UTF-8; half a character at the end, of
   * an answer that ran into its limit, is left out.
   *
   * @return empty if any token gives no bytes, or what are no hexadecimal digits
   */
  static Optional<String> text(List<Token> tokens) {
    int length = 0;
    for (Token token : tokens) {
      @Nullable String hex = token.bytes();
      if (hex == null || hex.length() % 2 != 0 || !hex.chars().allMatch(HexFormat::isHexDigit)) {
        return Optional.empty();
      }
      length += hex.length() / 2;
    }
    if (length == 0) {
      return Optional.empty();
    }
    byte[] joined = new byte[length];
    int at = 0;
    for (Token token : tokens) {
      String hex = String.valueOf(token.bytes());
      for (int digit = 0; digit < hex.length(); digit += 2) {
        joined[at++] = (byte) HexFormat.fromHexDigits(hex, digit, digit + 2);
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(joined, 0, withoutHalfCharacter(joined));
    return Optional.of(StandardCharsets.UTF_8.decode(bytes).toString());
  }

  private static int withoutHalfCharacter(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int lead = bytes[bytes.length - back] & 0xFF;
      if (lead >= 0xC0) {
        int whole = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        return whole > back ? bytes.length - back : bytes.length;
      }
    }
    return bytes.length;
  }
}
