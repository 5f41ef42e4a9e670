package dev.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that Plumbline works with, the real program, on loopback. */
final class Peer implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;

  private Peer(Process process) {
    this.process = process;
  }

  /** The gate installs peers and demands them; elsewhere a test that needs one is skipped. */
  static void demand(Path program) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(program).as("peers are there in CI").exists();
    }
    assumeTrue(Files.exists(program), program + " is not installed; .ci/run installs it");
  }

  static Peer start(List<String> command, Path log) {
    try {
      return new Peer(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String get(URI address) throws IOException {
    HttpResponse<String> response = send(HttpRequest.newBuilder(address).build());
    if (response.statusCode() != 200) {
      throw new IOException(address + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
