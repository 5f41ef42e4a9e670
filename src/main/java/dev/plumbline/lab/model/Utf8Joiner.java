package dev.plumbline.lab.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Joins tokens' bytes to text. Bytes that may still become a character are held back until they do;
 * bytes that cannot any more become U+FFFD.
 */
final class Utf8Joiner {
  private final ByteArrayOutputStream held = new ByteArrayOutputStream(4);

  /** Whether nothing is held back. */
  boolean isBetweenCharacters() {
    return held.size() == 0;
  }

  /** Appends bytes and returns the text that is now certain. */
  String append(byte[] bytes) {
    held.writeBytes(bytes);
    byte[] all = held.toByteArray();
    int certain = all.length - unfinished(all);
    held.reset();
    held.write(all, certain, all.length - certain);
    return new String(all, 0, certain, StandardCharsets.UTF_8);
  }

  /** Number of bytes at the end that start a character and do not finish it. */
  private static int unfinished(byte[] bytes) {
    for (int back = 1; back <= Math.min(3, bytes.length); back++) {
      int b = bytes[bytes.length - back] & 0xFF;
      if (b >= 0xC0) {
        return back < lengthOf(b) ? back : 0;
      }
      if (b < 0x80) {
        return 0;
      }
    }
    return 0;
  }

  private static int lengthOf(int lead) {
    return lead >= 0xF8 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  }
}
