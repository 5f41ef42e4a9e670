package dev.plumbline.topic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON for people to look at and to compare by line: indented, maps in the order of their keys. */
public final class JsonFiles {
  private static final JsonMapper PRETTY =
      Json.MAPPER
          .rebuild()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private JsonFiles() {}

  /** The same content is the same text. */
  public static String text(Object value) {
    return PRETTY.writeValueAsString(value).replace("\r\n", "\n") + "\n";
  }

  /** Writes the whole file or none of it, and its folder where that is missing. */
  public static void write(Path file, Object value) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
    try {
      Files.writeString(draft, text(value));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
