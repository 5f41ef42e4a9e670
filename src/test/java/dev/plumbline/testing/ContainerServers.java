package dev.plumbline.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same servers as containers, as a deployment has them: the official images, or others that
 * behave alike ({@code -Dservers.kafka.image=…}, {@code -Dservers.postgres.image=…}) where no
 * registry is reachable.
 */
final class ContainerServers implements Servers {
  private static final DockerImageName KAFKA = image("kafka", "apache/kafka", "4.2.0");
  private static final DockerImageName POSTGRES = image("postgres", "postgres", "18-alpine");

  private final AtomicInteger databases = new AtomicInteger();
  private final PostgreSQLContainer postgres = new PostgreSQLContainer(POSTGRES);

  ContainerServers() {
    postgres.start();
  }

  @Override
  public Broker newBroker() {
    // A topic must come from the project's own provisioning, as on the embedded broker.
    KafkaContainer kafka =
        new KafkaContainer(KAFKA).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
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

  private static DockerImageName image(String server, String official, String tag) {
    return DockerImageName.parse(
            System.getProperty("servers." + server + ".image", official + ":" + tag))
        .asCompatibleSubstituteFor(official);
  }
}
