package dev.plumbline.rehearsal;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.PracticeCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The practice catalog, for whoever has none unpacked. */
public final class PracticeSuites {
  private static final int ANY_PORT = 18_080;

  private PracticeSuites() {}

  /** Its suites and its policy of detection; its targets are never asked. */
  public static Catalog catalog() {
    try {
      Path folder = Files.createTempDirectory("plumbline-practice");
      try {
        PracticeCatalog.unpack(folder, ANY_PORT);
        return new CatalogLoader().load(folder);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UnusableFileException(
          "the practice catalog cannot be unpacked into a temporary folder: %s".formatted(e));
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> files = Files.walk(folder)) {
      inside = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : inside) {
      Files.delete(file);
    }
  }
}
