package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.access.AccessRole;
import dev.plumbline.access.NewToken;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Secrets are planted wherever Plumbline takes one, and its target says each request back in every
 * place an answer has. None may come out again: not in the log, on a topic, in a table, over HTTP.
 */
@ExtendWith({ServersExtension.class, OutputCaptureExtension.class})
@Tag("exhaustive")
class SecretsStayHereTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String CREDENTIAL = "canary-credential-5f1c9a2e7b";
  private static final String GATE = "canary-gate-token-0d4e8f6a1c";
  private static final String WEBHOOK = "canary-webhook-secret-77aa31";
  private static final String SENT = "canary-sent-by-a-stranger-b2";

  private final Path temp;
  private final AtomicInteger asked = new AtomicInteger();

  SecretsStayHereTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void noPlantedSecretComesOutAnywhere(Servers servers, CapturedOutput output) throws Exception {
    NewToken admin = NewToken.make("admin", List.of(AccessRole.ADMIN), null, new SecureRandom());
    Path tokens = temp.resolve("tokens.yaml");
    admin.addTo(tokens);
    HttpServer echo = echo();
    Servers.Database database = servers.newDatabase();
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline server =
            RunningPlumbline.start(
                broker, database, catalog(echo.getAddress().getPort()), settings(tokens))) {
      get(server, "/api/v1/targets", SENT);
      get(server, "/api/v1/gates?token=" + SENT, GATE);
      JdbcTemplate sql =
          new JdbcTemplate(
              new DriverManagerDataSource(
                  database.jdbcUrl(), database.user(), database.password()));
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> count(sql, "score.flagged_exchange") >= 4 && asked.get() > 12);

      List<String> found = new ArrayList<>();
      Map<String, String> secrets =
          Map.of(
              "credential", CREDENTIAL,
              "gate token", GATE,
              "webhook secret", WEBHOOK,
              "stranger's token", SENT,
              "access token", admin.text());
      secrets.forEach((name, secret) -> {
        if (output.getAll().contains(secret)) {
          found.add(name + " in the log");
        }
      });
      look(tables(sql), secrets, found);
      look(topics(broker.bootstrapServers()), secrets, found);
      look(pages(server, admin.text()), secrets, found);
      assertThat(found).isEmpty();
    } finally {
      echo.stop(0);
    }
  }

  private static long count(JdbcTemplate sql, String table) {
    return Objects.requireNonNull(sql.queryForObject("select count(*) from " + table, Long.class));
  }

  private static void look(
      Map<String, byte[]> places, Map<String, String> secrets, List<String> found) {
    assertThat(places).isNotEmpty();
    places.forEach((place, bytes) -> {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      secrets.forEach((name, secret) -> {
        if (forms(secret).anyMatch(text::contains)) {
          found.add("%s in %s".formatted(name, place));
        }
      });
    });
  }

  /** As it is, in hexadecimal digits, and in base 64 wherever in a longer text it may begin. */
  private static Stream<String> forms(String secret) {
    return Stream.concat(
        Stream.of(secret, HexFormat.of().formatHex(secret.getBytes(UTF_8))),
        Stream.of(0, 1, 2)
            .map(shift -> " ".repeat(shift) + secret)
            .map(text -> Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8)))
            .map(text -> text.substring(4, text.length() - 4)));
  }

  private static Map<String, byte[]> tables(JdbcTemplate sql) {
    Map<String, byte[]> content = new HashMap<>();
    sql.queryForList(
            """
            select table_schema || '.' || table_name from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            """,
            String.class)
        .forEach(table ->
            content.put(
                "table " + table,
                String.join(
                        "\n", sql.queryForList("select t::text from " + table + " t", String.class))
                    .getBytes(UTF_8)));
    return content;
  }

  private static Map<String, byte[]> topics(String servers) throws Exception {
    Map<String, byte[]> content = new HashMap<>();
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    try (Admin kafka = Admin.create(settings);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          kafka.listTopics(new ListTopicsOptions().listInternal(true)).names().get().stream()
              .flatMap(topic -> consumer.partitionsFor(topic).stream())
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(record ->
                content.put(
                    "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset()),
                    Stream.of(record.key(), record.value())
                        .filter(Objects::nonNull)
                        .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                        .reduce("", String::concat)
                        .getBytes(StandardCharsets.ISO_8859_1)));
      }
    }
    assertThat(content.keySet()).anyMatch(place -> place.startsWith("probe.exchanges.v1"));
    return content;
  }

  private static Map<String, byte[]> pages(RunningPlumbline server, String token) throws Exception {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/",
                "/incidents",
                "/references",
                "/plan",
                "/targets/m/p/gpu/main",
                "/actuator/prometheus",
                "/actuator/health",
                "/api/v1/catalog",
                "/api/v1/targets",
                "/api/v1/series",
                "/api/v1/incidents",
                "/api/v1/audit",
                "/api/v1/gates",
                "/api/v1/changes",
                "/api/v1/openapi"));
    Json.MAPPER
        .readTree(get(server, "/api/v1/exchanges", token).body())
        .findValuesAsString("exchange")
        .forEach(id -> {
          paths.add("/api/v1/exchanges/" + id);
          paths.add("/exchanges/" + id);
        });
    assertThat(paths).as("exchanges are kept").hasSizeGreaterThan(15);
    Map<String, byte[]> content = new HashMap<>();
    for (String path : paths) {
      HttpResponse<byte[]> page = get(server, path, token);
      assertThat(page.statusCode()).as(path).isNotIn(401, 403, 404);
      content.put("page " + path, page.body());
    }
    return content;
  }

  private static HttpResponse<byte[]> get(RunningPlumbline server, String path, String token)
      throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(30))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private Map<String, String> settings(Path tokens) throws IOException {
    return Map.of(
        "spring.kafka.streams.state-dir",
        temp.resolve("streams").toString(),
        "plumbline.access.tokens",
        tokens.toString(),
        "plumbline.gate.token",
        "file:" + Files.writeString(temp.resolve("gate-token"), GATE),
        "plumbline.incident.changes.webhooks.github.secret",
        "file:" + Files.writeString(temp.resolve("webhook-secret"), WEBHOOK),
        "logging.level.dev.plumbline",
        "trace");
  }

  private Path catalog(int port) throws IOException {
    Path folder = Files.createDirectories(temp.resolve("catalog"));
    Path credential = Files.writeString(temp.resolve("credential"), CREDENTIAL);
    Files.writeString(
        folder.resolve("fleet.yaml"),
        """
        targets:
          - model: m
            platform: p
            accelerator: gpu
            pool: main
            endpoint: http://127.0.0.1:%d/v1
            credential: file:%s
            capabilities: [temperature]
            identity: [{header: x-echo, expected: 'gpu'}]
            budget: {interval: 1s, timeout: 5s}
        """
            .formatted(port, credential));
    Files.writeString(
        Files.createDirectories(folder.resolve("suites")).resolve("short.yaml"),
        """
        suite: short
        defaults: {checks: [foreign-script, routing], scripts: [Latin]}
        probes:
          - {id: capital, prompt: "What is the capital of France?"}
        """);
    return folder;
  }

  /** Says what it was sent, in turn as an answer, a refusal, what is no JSON and a cut answer. */
  private HttpServer echo() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            answer(exchange, asked.getAndIncrement());
          }
        });
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, int turn) throws IOException {
    exchange.getRequestBody().readAllBytes();
    String said =
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
    exchange.getResponseHeaders().add("x-echo", said);
    exchange.getResponseHeaders().add("x-request-id", said);
    exchange.getResponseHeaders().add("set-cookie", "session=" + said);
    String body =
        """
        {"id": "%1$s", "object": "chat.completion", "created": 1, "model": "%1$s", "system_fingerprint": "%1$s",
         "choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "巴黎 %1$s"}}],
         "usage": {"prompt_tokens": 8, "completion_tokens": 3, "total_tokens": 11}, "more": "%1$s"}
        """
            .formatted(said);
    switch (turn % 4) {
      case 0, 1 -> send(exchange, 200, body);
      case 2 -> send(exchange, 401, "{\"error\": {\"message\": \"wrong key %s\"}}".formatted(said));
      default -> send(exchange, 200, "no JSON but " + said);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
