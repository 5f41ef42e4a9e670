package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real helm, which {@code .ci/run} installs. It knows of no cluster. */
final class Helm {
  /** What a cluster with the Prometheus Operator says of itself. */
  static final String OPERATOR = "--api-versions=monitoring.coreos.com/v1";

  /**
   * What it said.
   *
   * @param output on standard output
   * @param errors on standard error
   */
  record Said(int exitCode, String output, String errors) {}

  private Helm() {}

  /** The objects of the chart with values of a file under {@code ci}, on a cluster that has all. */
  static Rendered render(String values, String... more) {
    Said said = template(values, more);
    assertThat(said.exitCode()).as(said.errors()).isZero();
    return Rendered.of(said.output());
  }

  /** Renders, or refuses to. */
  static Said template(String values, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("template", "quality", Chart.FOLDER.toString(), "--namespace", "monitoring"));
    arguments.addAll(List.of("--values", Chart.values(values).toString(), OPERATOR));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  static Said run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program().toString()));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).start();
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
      String output = read(process.getInputStream());
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " does not end");
      }
      return new Said(process.exitValue(), output, errors.join());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path program() {
    Path modules = Path.of(System.getProperty("peers.dir", "target/peers/node_modules"));
    Path program = modules.resolveSibling("helm").resolve("helm").resolve("helm");
    if ("true".equals(System.getenv("CI"))) {
      assertThat(program).as("peers are there in CI").exists();
    }
    assumeTrue(Files.exists(program), program + " is not installed; .ci/run installs it");
    return program.toAbsolutePath();
  }

  private static String read(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
