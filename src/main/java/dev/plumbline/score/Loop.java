package dev.plumbline.score;

import java.util.Optional;

/**
 * The end of a text that is one unit over and over.
 *
 * @param unit what is repeated
 * @param length of the whole, in chars; its first unit may be cut
 */
record Loop(String unit, int length) {
  /** A loop is seen in this much of the end. */
  private static final int LOOKED_AT = 1 << 14;

  /** Choruses and chants stay below: "na na na …, Batman!" is 16 times 3 chars. */
  private static final int WORDS = 100;

  private static final int TIMES_WORDS = 6;

  /** Of whole sentences; no refrain stands four times in a row. The last may be cut. */
  private static final double TIMES_SENTENCE = 3.75;

  private static final int SENTENCE = 30;

  /** Zeros of a matrix or a hex dump are no loop yet. */
  private static final int DIGITS = 400;

  /** Rules, empty tables, pictures drawn with characters. */
  private static final int DRAWING = 1000;

  /** {@code !!!!!!!!}: what a model says whose numbers overflowed. */
  private static final int PUNCTUATION = 100;

  private static final String DRAWN_WITH = "-=_*#~.+|/\\ \t\n<>^:oO'`";

  /** The longest degenerate loop, else the longest of any kind; empty where nothing is repeated. */
  static Optional<Loop> atEnd(String text) {
    int limit = Math.min(text.length(), LOOKED_AT);
    int[] border = new int[limit + 1]; // of the last chars, read backwards (Knuth, Morris, Pratt)
    int longest = 0;
    int period = 0;
    for (int size = 2, matched = 0; size <= limit; size++) {
      char next = fromEnd(text, size - 1);
      while (matched > 0 && fromEnd(text, matched) != next) {
        matched = border[matched];
      }
      matched += fromEnd(text, matched) == next ? 1 : 0;
      border[size] = matched;
      if (size >= TIMES_SENTENCE * (size - matched)) {
        longest = size;
        period = size - matched;
      }
    }
    return longest == 0
        ? Optional.empty()
        : Optional.of(new Loop(text.substring(text.length() - period), longest));
  }

  private static char fromEnd(String text, int back) {
    return text.charAt(text.length() - 1 - back);
  }

  boolean isDegenerate() {
    if (unit.codePoints().anyMatch(Character::isLetter)) {
      return length >= WORDS
          && times() >= (unit.length() < SENTENCE ? TIMES_WORDS : TIMES_SENTENCE);
    }
    if (unit.codePoints().anyMatch(Character::isDigit)) {
      return length >= DIGITS;
    }
    return length >= (unit.codePoints().allMatch(Loop::isDrawing) ? DRAWING : PUNCTUATION);
  }

  private static boolean isDrawing(int codePoint) {
    return DRAWN_WITH.indexOf(codePoint) >= 0
        || (codePoint >= 0x2500 && codePoint < 0x25A0); // box drawing and block elements
  }

  private double times() {
    return (double) length / unit.length();
  }

  String shown(int max) {
    return "ends in '%s' %d times".formatted(Excerpt.of(unit, max), Math.round(times()));
  }
}
