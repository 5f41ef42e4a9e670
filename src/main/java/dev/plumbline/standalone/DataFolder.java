package dev.plumbline.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The one folder standalone mode writes to. Held by one process at a time. */
final class DataFolder implements AutoCloseable {
  /** Raised when a release can no longer read what an older one wrote here. */
  private static final String FORMAT = "1";

  private static final long NEEDED_BYTES = 1L << 30;

  private final Path root;
  private final FileChannel lockFile;

  private DataFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Creates or takes over the folder.
   *
   * @throws StandaloneException if it is not writable, in use, of another format, or out of space
   */
  static DataFolder open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
      FileChannel lockFile =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(lockFile) == null) {
        lockFile.close();
        throw new StandaloneException(
            "Data folder %s is in use by another Plumbline.".formatted(root),
            "Stop that one, or use another folder: --plumbline.data-dir=./data2",
            null);
      }
      DataFolder data = new DataFolder(root, lockFile);
      data.checkFormat();
      data.checkSpace();
      return data;
    } catch (IOException e) {
      throw new StandaloneException(
          "Data folder %s cannot be written: %s".formatted(root, e.getMessage()),
          "Make it writable or use another one: --plumbline.data-dir=/some/folder",
          e);
    }
  }

  /** A folder inside, created where it is missing. */
  Path folder(String name) {
    Path folder = root.resolve(name);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StandaloneException(
          "Folder %s cannot be created: %s".formatted(folder, e.getMessage()),
          "Make %s writable.".formatted(root),
          e);
    }
  }

  Path root() {
    return root;
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private void checkFormat() throws IOException {
    Path marker = root.resolve("format");
    if (!Files.exists(marker)) {
      Files.writeString(marker, FORMAT + "\n");
      return;
    }
    String found = Files.readString(marker).strip();
    if (!found.equals(FORMAT)) {
      throw new StandaloneException(
          "Data folder %s has format %s; this Plumbline reads format %s."
              .formatted(root, found, FORMAT),
          "Start the Plumbline that wrote it, or use another folder: --plumbline.data-dir=./data2",
          null);
    }
  }

  private void checkSpace() throws IOException {
    long free = Files.getFileStore(root).getUsableSpace();
    if (free < NEEDED_BYTES) {
      throw new StandaloneException(
          "Only %,d MiB are free on the disk of %s; standalone mode needs %,d."
              .formatted(free >> 20, root, NEEDED_BYTES >> 20),
          "Free some space or use another disk: --plumbline.data-dir=/some/folder",
          null);
    }
  }
}
