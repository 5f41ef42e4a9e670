package dev.plumbline.deploy;

import dev.plumbline.Plumbline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Plumbline with the variables and arguments of a container, in a process of its own. */
final class ContainerProcess implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private ContainerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it; does not wait.
   *
   * @param port it listens on, on loopback: the chart's 8080 may be taken here, and is not ours to
   *     open to others
   */
  static ContainerProcess start(Container container, int port, Path log) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Plumbline.class.getName()));
    command.addAll(List.of(container.arguments()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(container.variables());
    environment.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SERVER_PORT", Integer.toString(port));
    try {
      return new ContainerProcess(builder.start(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** What a probe of Kubernetes would see at a path; 0 where nothing listens. */
  int probe(String path) {
    return get(path).map(HttpResponse::statusCode).orElse(0);
  }

  /** What is answered at a path; empty where nothing listens. */
  Optional<HttpResponse<String>> get(String path) {
    try {
      URI uri = URI.create(url() + path);
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
      return Optional.of(HTTP.send(request, BodyHandlers.ofString()));
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As Kubernetes does; the exit code, or -1 if it is not over after the time it is given. */
  int stop(Duration grace) {
    process.destroy();
    return await(grace);
  }

  /** The exit code of what ends by itself, or -1. */
  int await(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
