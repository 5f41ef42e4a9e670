package dev.plumbline.suites;

import dev.plumbline.topic.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The folder {@code measured/} beside {@code suites/}: no catalog, so nothing reloads for it. */
public final class MeasuredFiles {
  private static final JsonMapper PRETTY =
      Json.MAPPER
          .rebuild()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private final Path folder;

  /** Of a catalog's folder. */
  public MeasuredFiles(Path catalog) {
    this.folder = catalog.resolve("measured");
  }

  /**
   * What was measured of a suite; empty if nothing was.
   *
   * @throws IOException if the file cannot be read or is none of ours; the message says which
   */
  public Optional<MeasuredSuite> read(String suite) throws IOException {
    Path file = file(suite);
    try {
      return Optional.of(Json.MAPPER.readValue(Files.readAllBytes(file), MeasuredSuite.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException e) {
      throw new IOException(
          "%s: not what 'suite measure' writes: %s — delete it, or measure again"
              .formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  /** Writes the whole file or none of it; returns where. */
  public Path write(MeasuredSuite measured) throws IOException {
    Files.createDirectories(folder);
    Path file = file(measured.suite());
    Path draft = Files.createTempFile(folder, "." + measured.suite(), ".tmp");
    try {
      Files.write(draft, json(measured).getBytes(StandardCharsets.UTF_8));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    return file;
  }

  /** The same content is the same text. */
  public static String json(Object value) {
    return PRETTY.writeValueAsString(value).replace("\r\n", "\n") + "\n";
  }

  private Path file(String suite) {
    return folder.resolve(suite + ".json");
  }
}
