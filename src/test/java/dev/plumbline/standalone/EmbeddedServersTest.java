package dev.plumbline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.plumbline.testing.TopicReader;
import dev.plumbline.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers of standalone mode keep what they were told, over stops and starts. */
class EmbeddedServersTest {
  private static final Topic<String> TOPIC =
      Topic.keeping("test.words.v1", String.class, 1, Duration.ofDays(1));

  @TempDir Path temp = Path.of("");

  @Test
  void aSecondStartHasWhatTheFirstWrote() throws Exception {
    try (DataFolder data = DataFolder.open(temp)) {
      try (EmbeddedServers servers = EmbeddedServers.start(data)) {
        publish(servers.broker().bootstrapServers(), "kept");
        execute(servers.database(), "create table words as select 'kept' as word");
      }
      try (EmbeddedServers servers = EmbeddedServers.start(data)) {
        assertThat(TopicReader.all(servers.broker().bootstrapServers(), TOPIC))
            .extracting(record -> TOPIC.decode(record.value()))
            .containsExactly("kept");
        assertThat(word(servers.database())).isEqualTo("kept");
        assertThat(setting(servers.database(), "fsync")).isEqualTo("on");
        assertThat(setting(servers.database(), "synchronous_commit")).isEqualTo("on");
      }
    }
  }

  /** As after {@code kill -9}: the postmaster outlives the process that started it. */
  @Test
  void aDatabaseLeftRunningIsStoppedFirst() throws Exception {
    try (DataFolder data = DataFolder.open(temp)) {
      String program;
      try (EmbeddedDatabase _ = database(data)) {
        program = program(postmaster(data));
      }
      Process orphan = startPostmaster(program, data);
      await().until(() -> orphan.isAlive() && Files.exists(pidFile(data)));

      try (EmbeddedDatabase database = database(data)) {
        assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(10));
        assertThat(setting(database, "fsync")).isEqualTo("on");
      }
    }
  }

  @Test
  void aFolderThatIsNoDatabaseIsRefusedAndNothingStaysBehind() throws IOException {
    try (DataFolder data = DataFolder.open(temp)) {
      Files.writeString(data.folder("postgres").resolve("PG_VERSION"), "9\n");

      assertThatExceptionOfType(StandaloneException.class)
          .isThrownBy(() -> EmbeddedServers.start(data))
          .withMessageContaining("The embedded PostgreSQL did not start")
          .satisfies(e -> assertThat(e.remedy()).contains("postgres.log"));
    }
  }

  private static EmbeddedDatabase database(DataFolder data) {
    return EmbeddedDatabase.start(
        data.folder("postgres"),
        data.folder("postgres-binaries"),
        FreePort.any(),
        data.root().resolve("postgres.log"),
        true);
  }

  private static Path pidFile(DataFolder data) {
    return data.folder("postgres").resolve("postmaster.pid");
  }

  private static long postmaster(DataFolder data) throws IOException {
    return Long.parseLong(Files.readAllLines(pidFile(data)).getFirst().strip());
  }

  private static String program(long pid) {
    return ProcessHandle.of(pid).orElseThrow().info().command().orElseThrow();
  }

  private static Process startPostmaster(String program, DataFolder data) throws IOException {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.addAll(
        List.of(
            program,
            "-D",
            data.folder("postgres").toString(),
            "-p",
            Integer.toString(FreePort.any()),
            "-c",
            "listen_addresses=127.0.0.1"));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(data.root().resolve("orphan.log").toFile())
        .start();
  }

  private static void publish(String bootstrapServers, String word)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(settings);
        KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      admin.createTopics(List.of(new NewTopic(TOPIC.name(), 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(TOPIC.name(), "key", TOPIC.encode(word))).get();
    }
  }

  private static String word(EmbeddedDatabase database) throws SQLException {
    return query(database, "select word from words");
  }

  private static String setting(EmbeddedDatabase database, String name) throws SQLException {
    return query(database, "show " + name);
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl("postgres"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl("postgres"));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }
}
