package dev.plumbline.corpus;

import dev.plumbline.topic.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JacksonException;

/** A corpus on disk: JSON lines, one specimen each, compressed with gzip. */
public final class CorpusFile {
  private CorpusFile() {}

  /** Writes specimens as they come. Close it: the last ones are written then. */
  public static final class Writer implements AutoCloseable {
    private final OutputStream out;

    /** Replaces the file. */
    public Writer(Path file) throws IOException {
      out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16);
    }

    public void write(Specimen specimen) throws IOException {
      out.write(Json.MAPPER.writeValueAsBytes(specimen));
      out.write('\n');
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  /**
   * Reads all specimens, in the order they were written, none kept.
   *
   * @throws IOException if the file cannot be read or is no corpus; the message names the line
   */
  public static void read(Path file, Consumer<Specimen> taker) throws IOException {
    long line = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file), 1 << 16),
                StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        taker.accept(Json.MAPPER.readValue(text, Specimen.class));
      }
    } catch (JacksonException e) {
      throw new IOException(
          "%s:%d: not a specimen: %s".formatted(file, line, e.getOriginalMessage()), e);
    }
  }
}
