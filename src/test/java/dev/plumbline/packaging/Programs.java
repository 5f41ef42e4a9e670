package dev.plumbline.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other programs, run to their end. */
final class Programs {
  private static final long MINUTES = 5;

  private Programs() {}

  /** Runs one; its output goes to the log; returns its exit code. */
  static int run(List<String> command, Path folder, Map<String, String> environment, Path log)
      throws IOException {
    Process process = start(command, folder, environment, log);
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("%s does not end".formatted(command));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IOException(e);
    }
  }

  /** Starts one; its output goes to the log. */
  static Process start(List<String> command, Path folder, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
