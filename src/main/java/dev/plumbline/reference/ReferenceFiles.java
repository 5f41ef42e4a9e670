package dev.plumbline.reference;

import dev.plumbline.topic.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A reference as JSON: indented, in a fixed order, so that two of them can be compared by line. */
public final class ReferenceFiles {
  /** What a server takes. */
  static final int MOST_BYTES = 64 << 20;

  private static final int ID_BYTES = 6;
  private static final JsonMapper PRETTY =
      Json.MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReferenceFiles() {}

  /** The same reference is the same text. */
  public static String json(Reference reference) {
    return PRETTY.writeValueAsString(reference).replace("\r\n", "\n") + "\n";
  }

  /** Names a reference: twelve hexadecimal digits of the SHA-256 of its JSON. */
  public static String id(Reference reference) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(json(reference).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
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
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, ".reference", ".tmp");
    try {
      Files.writeString(draft, json(reference));
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
