package dev.plumbline.detect.history;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of recorded observations: JSON lines or CSV, plain or gzip, told apart by how it begins.
 * It is read as a stream, as often as needed.
 *
 * @param file where it is
 * @param name what errors call it
 */
public record History(Path file, String name) {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  /** A reading of the file from its beginning. */
  static final class Stream implements Closeable {
    private final InputStream input;
    private final ObservationReader reader;
    private @Nullable RecordedObservation previous;
    private final Lines lines;

    private Stream(InputStream input, Lines lines, ObservationReader reader) {
      this.input = input;
      this.lines = lines;
      this.reader = reader;
    }

    /** The next observation, not earlier than the one before; null at the end. */
    @Nullable RecordedObservation next() throws IOException {
      RecordedObservation next = reader.next();
      RecordedObservation before = previous;
      if (next != null && before != null && next.at().isBefore(before.at())) {
        throw lines.error(
            "%s is before %s in line %d".formatted(next.at(), before.at(), before.line()),
            "sort the lines by at, the earliest first");
      }
      previous = next;
      return next;
    }

    @Override
    public void close() throws IOException {
      input.close();
    }
  }

  Stream open() throws IOException {
    InputStream input = unpacked(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    Lines lines = new Lines(name, input);
    String first = lines.next();
    if (first == null) {
      throw new UnusableHistoryException(
          name, "holds no observation", "write one a line, as JSON or as CSV with a header");
    }
    ObservationReader reader =
        first.stripLeading().startsWith("{")
            ? new JsonReader(lines, first)
            : new CsvReader(lines, first);
    return new Stream(input, lines, reader);
  }

  private InputStream unpacked(InputStream packed) throws IOException {
    if (startsWith(packed, ZSTD)) {
      throw new UnusableHistoryException(
          name,
          "is packed by zstd",
          "unpack it: zstd -dc FILE | plumbline backtest --observations -");
    }
    return startsWith(packed, GZIP) ? new GZIPInputStream(packed, 1 << 16) : packed;
  }

  private static boolean startsWith(InputStream input, byte[] magic) throws IOException {
    input.mark(magic.length);
    byte[] begin = input.readNBytes(magic.length);
    input.reset();
    return Arrays.equals(begin, magic);
  }
}
