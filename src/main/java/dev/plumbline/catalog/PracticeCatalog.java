package dev.plumbline.catalog;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The catalog of the practice fleet, to start from: 36 targets of the lab, a suite a family of
 * prompts.
 */
public final class PracticeCatalog {
  /** The address the bundled catalog is written for. */
  private static final String BUNDLED_LAB = "http://127.0.0.1:18080/";

  private static final String GATES = "gates/rollout.yaml";

  static final List<String> SUITES =
      List.of(
          "arithmetic",
          "code",
          "core",
          "facts",
          "greedy",
          "instructions",
          "json",
          "long-context",
          "prose",
          "reasoning",
          "single-token",
          "tools",
          "translation");

  private PracticeCatalog() {}

  /**
   * Writes the catalog and the three JSON Schemas for editors into a folder. Files that exist are
   * never touched, and suites are written only with a new {@code fleet.yaml}: what a user deleted
   * does not come back.
   *
   * @param labPort where the lab listens on loopback
   * @return what was written, relative to the folder; empty the second time
   */
  public static List<Path> unpack(Path folder, int labPort) throws IOException {
    Unpacking unpacking = new Unpacking(folder, new ArrayList<>());
    unpacking.write("fleet.schema.json", resource("fleet.schema.json"));
    unpacking.write("suite.schema.json", resource("suite.schema.json"));
    unpacking.write("gates.schema.json", file("/gate/gates.schema.json"));
    if (Files.notExists(folder.resolve(CatalogFiles.FLEET))) {
      unpacking.write(GATES, resource("practice/" + GATES));
      for (String suite : SUITES) {
        String file = "suites/%s.yaml".formatted(suite);
        String measured = "measured/%s.json".formatted(suite);
        unpacking.write(file, resource("practice/" + file));
        unpacking.write(measured, resource("practice/" + measured));
      }
      String lab = "http://127.0.0.1:%d/".formatted(labPort);
      String fleet = resource("practice/fleet.yaml").replace(BUNDLED_LAB, lab);
      unpacking.write(CatalogFiles.FLEET, fleet); // last: it says that the rest is there
    }
    return List.copyOf(unpacking.written());
  }

  private static String resource(String name) throws IOException {
    return file("/catalog/" + name);
  }

  private static String file(String name) throws IOException {
    try (InputStream stream = PracticeCatalog.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new FileNotFoundException(
            "there is no practice catalog in this jar, but in plumbline.jar (no %s)"
                .formatted(name));
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private record Unpacking(Path folder, List<Path> written) {

    /** Whole or not at all, so that a file cut short by a crash is not kept for ever. */
    void write(String name, String text) throws IOException {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        return;
      }
      Path parent = Objects.requireNonNull(file.getParent());
      Files.createDirectories(parent);
      Path draft = Files.createTempFile(parent, ".unpacking-", ".tmp");
      try {
        Files.writeString(draft, text);
        Files.move(draft, file);
        written.add(folder.relativize(file));
      } catch (FileAlreadyExistsException e) {
        // Somebody wrote it in this very moment: theirs stays.
        Files.deleteIfExists(draft);
      }
    }
  }
}
