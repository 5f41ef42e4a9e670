package dev.plumbline.probe.http;

import dev.plumbline.probe.wire.WireCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a body as it comes, noting when each piece did and when the answer began. */
final class ReceivedBody {
  /** More than this is read from nobody. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private final WireCodec codec;
  private final Attempt attempt;
  private byte[] buffer = new byte[8 * 1024];
  private int length;
  private int events;
  private boolean begun;

  ReceivedBody(WireCodec codec, Attempt attempt) {
    this.codec = codec;
    this.attempt = attempt;
  }

  /**
   * Reads to the end.
   *
   * @throws TooLongException beyond {@link #MOST_BYTES}; what came before is kept
   */
  void readAll(InputStream stream) throws IOException {
    for (int read = next(stream); read >= 0; read = next(stream)) {
      length += read;
      attempt.chunk();
      noticeAnswer(length - read);
      if (length > MOST_BYTES) {
        throw new TooLongException();
      }
    }
  }

  /** Looks at each whole event once, however many pieces the body comes in. */
  private void noticeAnswer(int newFrom) {
    int whole = codec.endOfLastWhole(buffer, events, newFrom, length);
    if (!begun && whole > events) {
      byte[] fresh = Arrays.copyOfRange(buffer, events, whole);
      begun = codec.answerBegun(fresh, fresh.length);
      events = whole;
      if (begun) {
        attempt.firstToken();
      }
    }
  }

  byte[] bytes() {
    return Arrays.copyOf(buffer, length);
  }

  private int next(InputStream stream) throws IOException {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * length);
    }
    return stream.read(buffer, length, buffer.length - length);
  }

  /** An answer without end. */
  static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super("answer longer than %d MiB".formatted(MOST_BYTES / 1024 / 1024));
    }
  }
}
