package dev.plumbline.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of its own, in memory, small enough to be filled. */
final class LimitedDisk implements Closeable {
  private static final int BLOCK = 4096;

  private final Path folder;
  private final Path filler;

  private LimitedDisk(Path folder) {
    this.folder = folder;
    this.filler = folder.resolve("filler");
  }

  /**
   * Mounts one, which takes root or sudo without a password.
   *
   * @throws IOException if this machine does not let us
   */
  static LimitedDisk mount(Path folder, int mebibytes) throws IOException {
    Files.createDirectories(folder);
    int exit =
        run(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            "size=%dm".formatted(mebibytes),
            "tmpfs",
            folder.toString());
    if (exit != 0) {
      throw new IOException("mount of a tmpfs on %s ended with %d".formatted(folder, exit));
    }
    return new LimitedDisk(folder);
  }

  Path folder() {
    return folder;
  }

  /** Until not another byte fits. */
  void fill() {
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(filler)) {
      for (; ; ) {
        out.write(block);
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left on device")) {
        throw new UncheckedIOException(e);
      }
    }
  }

  void free() {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(String... command) throws IOException {
    List<String> all = new ArrayList<>();
    if (!"root".equals(System.getProperty("user.name"))) {
      all.addAll(List.of("sudo", "-n"));
    }
    all.addAll(List.of(command));
    try {
      Process process = new ProcessBuilder(all).inheritIO().start();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("%s does not end".formatted(all));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Whatever is still open goes when it is closed. */
  @Override
  public void close() throws IOException {
    run("umount", "--lazy", folder.toString());
  }
}
