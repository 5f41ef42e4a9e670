package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.Certificates;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.testing.TopicReader;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * A Kafka that wants TLS and a password, and a PostgreSQL that wants TLS: with the settings that
 * docs/operations.md shows, all of Plumbline's connections go there, and none elsewhere.
 */
@Tag("exhaustive")
@ExtendWith(OutputCaptureExtension.class)
class SecuredServersTest {
  private static final String PASSWORD = "canary-of-kafka-0a1b2c3d4e";
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4"),
          List.of("claude-api"),
          List.of("tpu", "gpu"),
          Duration.ofMillis(500),
          0,
          "{window: 1s, grace: 1s}");

  private final Path temp;
  private final int secured = FreePort.any();
  private final Certificates certificates;

  SecuredServersTest(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path temp) {
    this.temp = temp;
    this.certificates = new Certificates(temp);
  }

  @Test
  void fromAProbeToItsEvidence(CapturedOutput output) throws Exception {
    certificates.make("kafka", "localhost");
    certificates.make("postgres", "localhost");
    int labPort = FreePort.any();
    Path catalog = FLEET.write(temp.resolve("catalog"), labPort);
    LabFleet lab = lab(catalog, labPort);
    try (EmbeddedPostgres postgres = postgres();
        EmbeddedBroker broker =
            EmbeddedBroker.start(temp.resolve("kafka-log"), FreePort.any(), this::secured)) {
      lab.start();
      try (RunningPlumbline server =
          RunningPlumbline.start(
              new Secured("localhost:" + secured), database(postgres), catalog, settings())) {
        await()
            .atMost(Duration.ofMinutes(3))
            .until(() -> TopicReader.length(broker.bootstrapServers(), DetectTopics.EVIDENCE) > 10);
        assertThat(server.url()).isNotEmpty();
        assertThat(connectionsWithoutTls(postgres)).isZero();
        assertThat(output.getAll()).doesNotContain(PASSWORD);
      }
    } finally {
      lab.stop();
    }
  }

  private record Secured(String bootstrapServers) implements Servers.Broker {
    @Override
    public void close() {}
  }

  private Map<String, String> secured(Map<String, String> settings) {
    Map<String, String> changed = new HashMap<>(settings);
    String listener = ",SECURED://localhost:" + secured;
    changed.merge("listeners", listener, String::concat);
    changed.merge("advertised.listeners", listener, String::concat);
    changed.merge("listener.security.protocol.map", ",SECURED:SASL_SSL", String::concat);
    String prefix = "listener.name.secured.";
    changed.put(prefix + "sasl.enabled.mechanisms", "PLAIN");
    changed.put(prefix + "plain.sasl.jaas.config", login("user_plumbline=\"" + PASSWORD + "\""));
    changed.put(prefix + "ssl.keystore.type", "PKCS12");
    changed.put(prefix + "ssl.keystore.location", certificates.store("kafka").toString());
    changed.put(prefix + "ssl.keystore.password", Certificates.PASSWORD);
    changed.put(prefix + "ssl.key.password", Certificates.PASSWORD);
    return changed;
  }

  private static String login(String options) {
    return "org.apache.kafka.common.security.plain.PlainLoginModule required " + options + ";";
  }

  private Map<String, String> settings() {
    return Map.of(
        "spring.kafka.security.protocol",
        "SASL_SSL",
        "spring.kafka.properties.sasl.mechanism",
        "PLAIN",
        "spring.kafka.properties.sasl.jaas.config",
        login("username=\"plumbline\" password=\"" + PASSWORD + "\""),
        "spring.kafka.ssl.trust-store-type",
        "PEM",
        "spring.kafka.ssl.trust-store-location",
        "file:" + certificates.file("kafka.pem"),
        "spring.kafka.streams.state-dir",
        temp.resolve("streams").toString());
  }

  /** Its key must be nobody else's to read, or it does not start. */
  private EmbeddedPostgres postgres() throws Exception {
    Path key = certificates.file("postgres.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return EmbeddedPostgres.builder()
        .setDataDirectory(temp.resolve("postgres"))
        .setServerConfig("ssl", "on")
        .setServerConfig("ssl_cert_file", certificates.file("postgres.pem").toString())
        .setServerConfig("ssl_key_file", key.toString())
        .start();
  }

  private Servers.Database database(EmbeddedPostgres postgres) {
    return new Servers.Database(
        "jdbc:postgresql://localhost:%d/postgres?sslmode=verify-full&sslrootcert=%s"
            .formatted(postgres.getPort(), certificates.file("postgres.pem")),
        "postgres",
        "");
  }

  /** Of others than this test's own. */
  private static long connectionsWithoutTls(EmbeddedPostgres postgres) throws Exception {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                select count(*) filter (where not ssl), count(*) filter (where ssl)
                from pg_stat_ssl join pg_stat_activity using (pid)
                where backend_type = 'client backend' and pid <> pg_backend_pid()
                """)) {
      result.next();
      assertThat(result.getLong(2)).as("connections of Plumbline").isPositive();
      return result.getLong(1);
    }
  }

  private static LabFleet lab(Path catalog, int port) throws IOException {
    var loaded = new CatalogLoader().load(catalog);
    LabSettings settings =
        new LabSettings(port, 2, 1, 0, 0, 1_000_000_000, Accelerators.USUAL, null, 1_000);
    return new LabFleet(() -> loaded, settings, InstantSource.system(), 5, Pacer.REAL);
  }
}
