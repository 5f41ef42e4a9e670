package dev.plumbline.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A folder as Kubernetes mounts ConfigMaps and Secrets: the files are in a hidden folder of a
 * generation, a link {@code ..data} leads to the newest, and what is seen are links through that. A
 * change moves that one link, so that all files change at once.
 */
final class MountedFolder {
  private static final String NEWEST = "..data";

  private final Path folder;
  private int generation;

  MountedFolder(Path folder) {
    this.folder = folder;
  }

  /** Puts files there, by path, in place of all that were. */
  void put(Map<String, String> files) {
    try {
      String name = "..generation-" + ++generation;
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = folder.resolve(name).resolve(file.getKey());
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, file.getValue());
      }
      Path moved = folder.resolve("..data_tmp");
      Files.createSymbolicLink(moved, Path.of(name));
      Files.move(moved, folder.resolve(NEWEST), StandardCopyOption.ATOMIC_MOVE);
      for (String top :
          files.keySet().stream()
              .map(path -> Path.of(path).getName(0).toString())
              .collect(Collectors.toUnmodifiableSet())) {
        Path link = folder.resolve(top);
        if (!Files.isSymbolicLink(link)) {
          Files.createSymbolicLink(link, Path.of(NEWEST, top));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }
}
