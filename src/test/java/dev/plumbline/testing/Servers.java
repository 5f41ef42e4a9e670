package dev.plumbline.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/** A real Kafka and a real PostgreSQL. */
public sealed interface Servers extends AutoCloseable permits EmbeddedServers, ContainerServers {

  /** A broker without topics, for the caller alone; close it when done. */
  Broker newBroker();

  /** An empty database for the caller alone. */
  Database newDatabase();

  @Override
  void close();

  /** A running broker. */
  interface Broker extends AutoCloseable {
    String bootstrapServers();

    @Override
    void close();
  }

  /** An empty database. */
  record Database(String jdbcUrl, String user, String password) {}

  static Servers start() {
    return switch (System.getProperty("servers", "auto")) {
      case "embedded" -> new EmbeddedServers();
      case "containers" -> new ContainerServers();
      default -> dockerReachable() ? new ContainerServers() : new EmbeddedServers();
    };
  }

  private static boolean dockerReachable() {
    boolean looksLikeIt =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    return looksLikeIt && DockerClientFactory.instance().isDockerAvailable();
  }
}
