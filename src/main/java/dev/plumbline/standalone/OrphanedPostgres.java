package dev.plumbline.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A PostgreSQL that outlived the process which started it ({@code kill -9}). Two servers must never
 * share a data folder, so it is stopped: gently, then hard (crash recovery follows at the start).
 */
final class OrphanedPostgres {
  private static final long GENTLE_SECONDS = 10;

  private OrphanedPostgres() {}

  static void stop(Path dataFolder) {
    running(dataFolder).ifPresent(OrphanedPostgres::stop);
  }

  private static Optional<ProcessHandle> running(Path dataFolder) {
    try {
      Path pidFile = dataFolder.resolve("postmaster.pid");
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
      return ProcessHandle.of(pid).filter(OrphanedPostgres::isPostgres);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The number may belong to another program by now. */
  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("postgres");
  }

  private static void stop(ProcessHandle process) {
    process.destroy();
    if (!ended(process)) {
      process.destroyForcibly();
      if (!ended(process)) {
        throw new StandaloneException(
            "PostgreSQL process %d from an earlier run does not end.".formatted(process.pid()),
            "End it by hand: kill %d".formatted(process.pid()),
            null);
      }
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(GENTLE_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException("Interrupted while starting.", "Start again.", e);
    }
  }
}
