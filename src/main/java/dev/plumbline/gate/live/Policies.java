package dev.plumbline.gate.live;

import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.PolicyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policies in force: those of a folder, read again when a file of it changes. What cannot be
 * read leaves the last good ones in force; at the start there are none, so that is an error.
 */
final class Policies {
  private static final Logger log = LoggerFactory.getLogger(Policies.class);

  private final Path folder;
  private final AtomicReference<List<Policy>> inForce = new AtomicReference<>(List.of());
  private @Nullable List<String> seen;

  /**
   * Reads them.
   *
   * @throws InvalidCatalogException with everything that is wrong in any of the files
   */
  Policies(Path folder) {
    this.folder = folder;
    seen = stamps();
    inForce.set(read());
  }

  List<Policy> all() {
    return inForce.get();
  }

  Optional<Policy> named(String name) {
    return all().stream().filter(policy -> policy.name().equals(name)).findFirst();
  }

  /** Looks whether a file has changed. */
  synchronized void reload() {
    try {
      List<String> now = stamps();
      if (now.equals(seen)) {
        return;
      }
      seen = now;
      inForce.set(read());
      log.info("{} gates in force, from {}", all().size(), folder);
    } catch (InvalidCatalogException | UncheckedIOException e) {
      log.error("gates cannot be read, the last good ones stay in force: {}", e.getMessage());
    }
  }

  private List<Policy> read() {
    return stampsOf(folder).isEmpty() ? List.of() : PolicyFiles.load(folder);
  }

  private List<String> stamps() {
    return stampsOf(folder);
  }

  /** Empty where there is no folder, or nothing in it. */
  private static List<String> stampsOf(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(it -> it.toString().endsWith(".yaml"))
          .sorted()
          .map(Policies::stamp)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String stamp(Path file) {
    try {
      FileTime modified = Files.getLastModifiedTime(file);
      return "%s|%d|%s".formatted(file, Files.size(file), modified);
    } catch (IOException _) {
      return file + "|gone";
    }
  }
}
