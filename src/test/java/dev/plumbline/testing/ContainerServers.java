package dev.plumbline.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The same servers as containers, as a deployment has them. */
final class ContainerServers implements Servers {
  private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");
  private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");

  private final AtomicInteger databases = new AtomicInteger();
  private final PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES);

  ContainerServers() {
    postgres.start();
  }

  @Override
  public Broker newBroker() {
    KafkaContainer kafka = new KafkaContainer(KAFKA);
    kafka.start();
    return new Broker() {
      @Override
      public String bootstrapServers() {
        return kafka.getBootstrapServers();
      }

      @Override
      public void close() {
        kafka.stop();
      }
    };
  }

  @Override
  public Database newDatabase() {
    String name = "test" + databases.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(
                postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    String url = postgres.getJdbcUrl().replaceFirst("/" + postgres.getDatabaseName(), "/" + name);
    return new Database(url, postgres.getUsername(), postgres.getPassword());
  }

  @Override
  public void close() {
    postgres.stop();
  }
}
