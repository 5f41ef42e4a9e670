package dev.plumbline.detect.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8 text that are not blank, of bounded length, each known by its number. */
final class Lines {
  static final int MOST_BYTES = 65_536;

  private final String file;
  private final InputStream input;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final byte[] buffer = new byte[2 * MOST_BYTES];
  private int from;
  private int to;
  private boolean ended;
  private long number;

  Lines(String file, InputStream input) {
    this.file = file;
    this.input = input;
  }

  /** The next line that is not blank; null at the end. */
  @Nullable String next() throws IOException {
    while (true) {
      String line = nextOrBlank();
      if (line == null || !line.isBlank()) {
        return line;
      }
    }
  }

  /** Of the line read last, from 1. */
  long number() {
    return number;
  }

  /** An error in the line read last. */
  UnusableHistoryException error(String problem, String remedy) {
    return new UnusableHistoryException(file + ":" + number, problem, remedy);
  }

  private @Nullable String nextOrBlank() throws IOException {
    int end = endOfLine();
    if (end == from && ended && from == to) {
      return null;
    }
    number++;
    if (end - from > MOST_BYTES) {
      throw error("is longer than %d bytes".formatted(MOST_BYTES), "write one observation a line");
    }
    String line = decode(end);
    from = Math.min(to, end + 1);
    return number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /** Where the line ends that begins at {@code from}; reads on where that is not known yet. */
  private int endOfLine() throws IOException {
    int at = from;
    while (true) {
      while (at < to) {
        if (buffer[at] == '\n') {
          return at;
        }
        at++;
      }
      if (ended || to - from > MOST_BYTES) {
        return to;
      }
      at -= from;
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
      int read = input.read(buffer, to, buffer.length - to);
      ended = read < 0;
      to += Math.max(0, read);
    }
  }

  private String decode(int end) {
    int length = end > from && buffer[end - 1] == '\r' ? end - 1 - from : end - from;
    try {
      return decoder.decode(ByteBuffer.wrap(buffer, from, length)).toString();
    } catch (CharacterCodingException e) {
      throw error("is not UTF-8", "save the file as UTF-8");
    }
  }
}
