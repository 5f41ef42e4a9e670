package dev.plumbline.score;

/**
 * Finds the characters of a text that are not ASCII. Most of most texts is, so whole blocks are
 * passed over at once: or-ing their characters is a loop the JIT compiler turns into vector
 * instructions. It needs them in an array; one that stays in the processor's cache is filled again
 * and again.
 */
final class NonAscii {
  private static final int BUFFER = 1 << 12;
  private static final int BLOCK = 1 << 8;
  private static final int SMALL_BLOCK = 1 << 5;
  private static final int LIMIT = 0x80;

  private final String text;
  private final char[] buffer;
  private int start;
  private int end;

  NonAscii(String text) {
    this.text = text;
    buffer = new char[Math.min(BUFFER, text.length())];
  }

  /**
   * The first place not before {@code from} that is not ASCII; the text's length if none is. Asked
   * for ascending places only.
   */
  int next(int from) {
    int at = from;
    while (at < text.length()) {
      if (at >= end) {
        fill(at);
      }
      int blockEnd = Math.min(at + BLOCK, end);
      if (!allAscii(at - start, blockEnd - start)) {
        return firstIn(at, blockEnd);
      }
      at = blockEnd;
    }
    return at;
  }

  /** In a block that is known to have one. */
  private int firstIn(int from, int to) {
    int at = from;
    while (at + SMALL_BLOCK < to && allAscii(at - start, at + SMALL_BLOCK - start)) {
      at += SMALL_BLOCK;
    }
    while (buffer[at - start] < LIMIT) {
      at++;
    }
    return at;
  }

  private void fill(int from) {
    start = from;
    end = Math.min(from + buffer.length, text.length());
    text.getChars(start, end, buffer, 0);
  }

  private boolean allAscii(int from, int to) {
    int bits = 0;
    for (int at = from; at < to; at++) {
      bits |= buffer[at];
    }
    return bits < LIMIT;
  }
}
