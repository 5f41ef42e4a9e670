package dev.plumbline.suites;

import dev.plumbline.topic.Json;
import dev.plumbline.topic.JsonFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** The folder {@code measured/} beside {@code suites/}: no catalog, so nothing reloads for it. */
public final class MeasuredFiles {
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
    Path file = file(measured.suite());
    JsonFiles.write(file, measured);
    return file;
  }

  private Path file(String suite) {
    return folder.resolve(suite + ".json");
  }
}
