package dev.plumbline.testing;

import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.standalone.EmbeddedDatabase;
import dev.plumbline.standalone.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.FileSystemUtils;

/** The servers that standalone mode uses, on temporary folders. */
final class EmbeddedServers implements Servers {
  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

  private final AtomicInteger databases = new AtomicInteger();
  private final Path folder;
  private final EmbeddedDatabase postgres;

  EmbeddedServers() {
    try {
      folder = Files.createTempDirectory("plumbline-servers");
      Files.createDirectories(BINARIES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    postgres =
        EmbeddedDatabase.start(
            folder.resolve("postgres"),
            BINARIES,
            FreePort.any(),
            folder.resolve("postgres.log"),
            false);
  }

  @Override
  public Broker newBroker() {
    Path log = folder.resolve("kafka-" + databases.incrementAndGet());
    EmbeddedBroker broker = EmbeddedBroker.start(log, FreePort.any());
    return new Broker() {
      @Override
      public String bootstrapServers() {
        return broker.bootstrapServers();
      }

      @Override
      public void close() {
        broker.close();
      }
    };
  }

  @Override
  public Database newDatabase() {
    String name = "test" + databases.incrementAndGet();
    try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Database(postgres.jdbcUrl(name), postgres.user(), "");
  }

  @Override
  public void close() {
    try {
      postgres.close();
      FileSystemUtils.deleteRecursively(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
