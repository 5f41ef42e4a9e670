package dev.plumbline.score;

import java.io.IOException;
import java.io.Reader;

/**
 * A text in blocks that end at white space, so that neither an address nor a token is torn; a block
 * without any ends between two characters.
 */
final class TextBlocks {
  private static final int CHARS = 1 << 16;

  private final Reader reader;
  private final char[] buffer = new char[CHARS];
  private int filled;

  TextBlocks(Reader reader) {
    this.reader = reader;
  }

  /** The next block; empty at the end. */
  String next() throws IOException {
    fill();
    int length = filled < CHARS ? filled : cut();
    String block = new String(buffer, 0, length);
    System.arraycopy(buffer, length, buffer, 0, filled - length);
    filled -= length;
    return block;
  }

  private void fill() throws IOException {
    int read = 0;
    while (filled < CHARS && read >= 0) {
      read = reader.read(buffer, filled, CHARS - filled);
      filled += Math.max(read, 0);
    }
  }

  private int cut() {
    for (int end = CHARS; end > CHARS / 2; end--) {
      if (Character.isWhitespace(buffer[end - 1])) {
        return end;
      }
    }
    return Character.isHighSurrogate(buffer[CHARS - 1]) ? CHARS - 1 : CHARS;
  }
}
