package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.probe.Exchange;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.topic.KafkaTopicIdentities;
import dev.plumbline.topic.TopicDefinitions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.transaction.support.TransactionTemplate;

/** Exhibits are copied from where the database has them: by real brokers and a real PostgreSQL. */
@ExtendWith({ServersExtension.class, OutputCaptureExtension.class})
@Tag("exhaustive")
class FlaggedExchangeReaderTest {
  private static final DataSource DATABASE = Servers.shared().newMigratedDatabase();

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final JdbcClient jdbc = JdbcClient.create(DATABASE);
  private final FlaggedExchangeStore store = new FlaggedExchangeStore(jdbc);
  private @Nullable ConcurrentMessageListenerContainer<String, byte[]> container;
  private @Nullable KafkaTopicIdentities identities;

  @BeforeEach
  void empty() {
    jdbc.sql("TRUNCATE score.flagged_exchange, score.flagged_progress").update();
  }

  @AfterEach
  void stop() {
    if (container != null) {
      container.stop();
      container = null;
    }
    if (identities != null) {
      identities.close();
      identities = null;
    }
  }

  @Test
  void aDatabasePutBackBetweenTwoRuns(Servers servers) throws Exception {
    try (Servers.Broker broker = servers.newBroker()) {
      make(broker);
      follow(broker);
      send(broker, 0, 5);
      awaitStored(5);
      stop();

      putBack();
      follow(broker);

      awaitStored(5);
    }
  }

  /** Nothing has to be flagged for it to be seen. */
  @Test
  void aDatabasePutBackBelowIt(Servers servers, CapturedOutput output) throws Exception {
    try (Servers.Broker broker = servers.newBroker()) {
      make(broker);
      follow(broker);
      send(broker, 0, 5);
      awaitStored(5);

      putBack();

      awaitStored(5);
      assertThat(output).contains("it was restored; what came since is copied again");
    }
  }

  /** As many days ago as no day of the table is of by now. */
  @Test
  void anOldBackupGetsItsDaysFirst(Servers servers) throws Exception {
    try (Servers.Broker broker = servers.newBroker()) {
      make(broker);
      send(broker, 0, 5);
      jdbc.sql(
              """
              SELECT util.roll_daily('score.flagged_exchange', 30, 2,
                                     (now() AT TIME ZONE 'UTC')::date - 9)
              """)
          .query((_, _) -> true)
          .list();
      dropDay(now);

      follow(broker);

      awaitStored(5);
    }
  }

  /** It is put aside, and those beside it are copied. */
  @Test
  void oneThatIsItselfTheTrouble(Servers servers) throws Exception {
    try (Servers.Broker broker = servers.newBroker()) {
      make(broker);
      send(broker, 0, 2);
      send(broker, Given.exchange("ancient", now.minus(Duration.ofDays(90)), Given.corrupted()));
      send(broker, 2, 5);

      follow(broker);

      awaitStored(5);
      await()
          .untilAsserted(() ->
              assertThat(new FlaggedProgressStore(jdbc).marks().values())
                  .extracting(FlaggedProgressStore.Mark::next)
                  .contains(6L));
    }
  }

  @Test
  void anotherKafkaThatHoldsMore(Servers servers, CapturedOutput output) throws Exception {
    try (Servers.Broker first = servers.newBroker();
        Servers.Broker second = servers.newBroker()) {
      make(first);
      make(second);
      follow(first);
      send(first, 0, 3);
      awaitStored(3);
      stop();

      send(second, 10, 20);
      follow(second);

      awaitStored(13);
      assertThat(output).contains("is another topic than the one copied up to 3");
    }
  }

  private void dropDay(Instant day) {
    jdbc.sql(
            "DROP TABLE IF EXISTS score.flagged_exchange_"
                + day.toString().substring(0, 10).replace("-", ""))
        .update();
  }

  /** To the backup of an hour ago: Kafka says that all was read. */
  private void putBack() {
    jdbc.sql("DELETE FROM score.flagged_exchange").update();
    jdbc.sql("UPDATE score.flagged_progress SET next_offset = 0").update();
  }

  private void awaitStored(int count) {
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() ->
            assertThat(
                    jdbc.sql("SELECT count(*) FROM score.flagged_exchange")
                        .query(Integer.class)
                        .single())
                .isEqualTo(count));
  }

  private void follow(Servers.Broker broker) {
    KafkaTopicIdentities connected =
        new KafkaTopicIdentities(Map.of("bootstrap.servers", broker.bootstrapServers()));
    identities = connected;
    container =
        new FlaggedExchangeConfiguration()
            .flaggedExchangeContainer(
                new DefaultKafkaConsumerFactory<>(
                    Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                    new StringDeserializer(),
                    new ByteArrayDeserializer()),
                new KafkaTemplate<>(
                    new DefaultKafkaProducerFactory<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())),
                store,
                new FlaggedProgressStore(jdbc),
                new TransactionTemplate(new JdbcTransactionManager(DATABASE)),
                connected);
    container.getContainerProperties().setIdleEventInterval(300L);
    container.start();
  }

  private static Admin admin(Servers.Broker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void make(Servers.Broker broker) throws Exception {
    try (Admin admin = admin(broker)) {
      admin
          .createTopics(
              List.of(
                  TopicDefinitions.of(ScoreTopics.FLAGGED),
                  TopicDefinitions.of(ScoreTopics.UNREADABLE_FLAGGED)))
          .all()
          .get();
    }
  }

  private void send(Servers.Broker broker, int from, int to) throws Exception {
    for (int number = from; number < to; number++) {
      send(broker, Given.exchange("e" + number, now, Given.corrupted()));
    }
  }

  private static void send(Servers.Broker broker, Exchange exchange) throws Exception {
    Scorer scorer = new Scorer(CheckRegistry.standard());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      byte[] value =
          ScoreTopics.FLAGGED.encode(
              new FlaggedExchange(exchange, scorer.score(Given.catalog(), exchange)));
      producer
          .send(new ProducerRecord<>(ScoreTopics.FLAGGED.name(), exchange.target(), value))
          .get();
    }
  }
}
