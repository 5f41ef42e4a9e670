package dev.plumbline.reference;

import dev.plumbline.probe.Hash;
import dev.plumbline.topic.Json;
import dev.plumbline.topic.JsonFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.core.JacksonException;

/** A reference as JSON: indented, in a fixed order, so that two of them can be compared by line. */
public final class ReferenceFiles {
  /** What a server takes. */
  static final int MOST_BYTES = 64 << 20;

  private static final int ID_LENGTH = 12;

  private ReferenceFiles() {}

  /** The same reference is the same text. */
  public static String json(Reference reference) {
    return JsonFiles.text(reference);
  }

  /** Names a reference by a hash of its JSON. */
  public static String id(Reference reference) {
    return Hash.text(json(reference), ID_LENGTH);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if it is no reference; the message says where
   */
  public static Reference parse(byte[] json) {
    try {
      return Objects.requireNonNull(Json.MAPPER.readValue(json, Reference.class), "JSON null");
    } catch (JacksonException | NullPointerException e) {
      throw new IllegalArgumentException("no reference: " + e.getMessage(), e);
    }
  }

  /** Writes the whole file or none of it. */
  public static void write(Path file, Reference reference) throws IOException {
    JsonFiles.write(file, reference);
  }
}
