package dev.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.standalone.EmbeddedDatabase;
import dev.plumbline.standalone.FreePort;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real PostgreSQL that keeps what it says it keeps, and can be killed and started again. */
public final class KillableDatabase implements Closeable {
  private final int port = FreePort.any();
  private final Path folder;
  private final Path log;
  private EmbeddedDatabase running;

  /** Starts it. */
  public KillableDatabase(Path folder, Path log) {
    this.folder = folder;
    this.log = log;
    running = started();
  }

  /** Where it is, whether it runs or not. */
  public Servers.Database database() {
    return new Servers.Database(running.jdbcUrl("postgres"), running.user(), "");
  }

  /** Whether its first process lives. */
  public boolean alive() {
    return postmaster().filter(ProcessHandle::isAlive).isPresent();
  }

  /** As {@code kill -9} of its first process; the others end with it. */
  public void kill() {
    try {
      Optional<ProcessHandle> postmaster = postmaster();
      if (postmaster.isPresent()) {
        assertThat(postmaster.get().destroyForcibly()).isTrue();
        postmaster.get().onExit().get(1, TimeUnit.MINUTES);
      }
      running.close(); // It finds no server; the library's lock on the folder is what it ends.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("PostgreSQL does not die", e);
    }
  }

  private Optional<ProcessHandle> postmaster() {
    Path file = folder.resolve("postmaster.pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again on the same folder and port. */
  public void start() {
    running = started();
  }

  private EmbeddedDatabase started() {
    return EmbeddedDatabase.start(
        folder, Path.of("target", "postgres-binaries").toAbsolutePath(), port, log, true);
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
