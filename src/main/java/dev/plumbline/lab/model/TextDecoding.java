package dev.plumbline.lab.model;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the serving layer turns tokens' bytes into text. */
public enum TextDecoding {
  /** As UTF-8; characters that are split over tokens are joined. */
  UTF8 {
    @Override
    Joiner joiner() {
      return new Utf8Joiner()::append;
    }
  },

  /**
   * Not at all: the printable stand-ins for bytes show that byte-level vocabularies are stored as,
   * {@code Ġ} for a blank.
   */
  NONE {
    @Override
    Joiner joiner() {
      return bytes ->
          IntStream.range(0, bytes.length)
              .mapToObj(i -> Character.toString(STAND_INS[bytes[i] & 0xFF]))
              .collect(Collectors.joining());
    }
  };

  /** By byte: printable Latin-1 characters stand for themselves, others for U+0100 and so on. */
  private static final int[] STAND_INS = standIns();

  /** Appends a token's bytes; returns the text that is now certain. */
  interface Joiner {
    String append(byte[] bytes);
  }

  abstract Joiner joiner();

  private static int[] standIns() {
    int[] standIns = new int[256];
    int next = 0x100;
    for (int b = 0; b < standIns.length; b++) {
      boolean printable = (b > 0x20 && b < 0x7F) || (b > 0xA0 && b != 0xAD);
      standIns[b] = printable ? b : next++;
    }
    return standIns;
  }
}
