package dev.plumbline.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
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

  /** One pair for the whole JVM, started at first use, stopped at its end. */
  static Servers shared() {
    return SharedServers.INSTANCE;
  }

  /** An empty database with the project's migrations, for the caller alone. */
  default DataSource newMigratedDatabase() {
    Database database = newDatabase();
    var source =
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    Flyway.configure().dataSource(source).locations("filesystem:migrations").load().migrate();
    return source;
  }

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
