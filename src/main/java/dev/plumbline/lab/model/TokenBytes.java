package dev.plumbline.lab.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The bytes of one token, kept as a string of chars below 256 so that it can be a map key. A token
 * need not be whole characters: byte-level vocabularies split multi-byte ones.
 */
record TokenBytes(String latin1) {

  static TokenBytes of(String text) {
    return new TokenBytes(
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  static TokenBytes ofHex(String hex) {
    return new TokenBytes(new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1));
  }

  byte[] bytes() {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  int length() {
    return latin1.length();
  }

  boolean isWhole() {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The text of a {@linkplain #isWhole() whole} token. */
  String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** Text where the bytes are text, {@code \xe0\xb8} where they are not, as OpenAI shows them. */
  String shown() {
    if (isWhole()) {
      return text();
    }
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < length(); i++) {
      char b = latin1.charAt(i);
      shown.append(b < 0x80 ? String.valueOf(b) : "\\x" + HexFormat.of().toHexDigits((byte) b));
    }
    return shown.toString();
  }
}
