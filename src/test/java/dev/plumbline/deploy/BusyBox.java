package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The programs of the image that {@code helm test} runs in: the real busybox, and nothing else. */
final class BusyBox {
  private static final List<String> PROGRAMS = List.of("sh", "wget", "grep", "cat");

  private BusyBox() {}

  /** Runs the container of a test's Pod against a server; the exit code. */
  static int run(JsonNode pod, String server, Path folder) throws IOException {
    JsonNode container = Rendered.container(pod);
    List<String> command = new ArrayList<>();
    Stream.of("command", "args")
        .flatMap(part -> container.path(part).valueStream())
        .map(JsonNode::asString)
        .forEach(command::add);
    Path programs = programs(folder);
    command.set(0, programs.resolve(command.getFirst()).toString());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().clear();
    builder.environment().put("PATH", programs.toString());
    builder.environment().put("SERVER", server);
    Process process = builder.start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path programs(Path folder) throws IOException {
    Path program = Path.of("/bin/busybox");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(program).as("peers are there in CI").exists();
    }
    assumeTrue(Files.exists(program), program + " is not installed; .ci/run installs it");
    Path programs = Files.createDirectories(folder.resolve("busybox"));
    for (String each : PROGRAMS) {
      Path link = programs.resolve(each);
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, program);
      }
    }
    return programs;
  }
}
