package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.journal.JournalKafka;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.topic.KafkaTopicIdentities;
import dev.plumbline.topic.TopicDefinitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/** What Kafka may do to a writer: by real brokers and a real PostgreSQL. */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class IncidentWriterOnKafkaTest {
  private static final String OPUS_TPU = "opus-4/*/tpu/*";
  private static final String TOPIC = DetectTopics.DETECTIONS.name();

  @RegisterExtension private final Database database = new Database();
  private final Desk desk = new Desk(database);
  private List<IncidentWriter> running = List.of();
  private @Nullable KafkaTopicIdentities identities;

  @AfterEach
  void stop() {
    running.forEach(IncidentWriter::stop);
    if (identities != null) {
      identities.close();
      identities = null;
    }
  }

  private static Detection page(int number) {
    return Practice.alarm("argmax", OPUS_TPU)
        .failing(OPUS_TPU, 4)
        .between(number * 10, number * 10 + 9)
        .detection();
  }

  private void awaitDetections(long count) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(desk.detections.count(page(0).id())).isEqualTo(count));
  }

  @Test
  void aTopicDeletedAndMadeAnewBelowIt(Servers servers) throws Exception {
    try (Servers.Broker broker = servers.newBroker();
        Admin admin = admin(broker)) {
      make(admin);
      send(broker, 0, 3);
      follow(broker);
      awaitDetections(3);

      admin.deleteTopics(List.of(TOPIC)).all().get();
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptionsMatching(ExecutionException.class::isInstance)
          .untilAsserted(() -> make(admin));
      // More than there were: its end alone does not tell that it is another.
      send(broker, 10, 16);

      awaitDetections(9);
    }
  }

  @Test
  void anotherKafkaThatHoldsMore(Servers servers) throws Exception {
    try (Servers.Broker first = servers.newBroker();
        Servers.Broker second = servers.newBroker();
        Admin admin = admin(first);
        Admin other = admin(second)) {
      make(admin);
      make(other);
      send(first, 0, 3);
      follow(first);
      awaitDetections(3);
      stop();

      send(second, 10, 16);
      follow(second);

      awaitDetections(9);
    }
  }

  @Test
  void whatRetentionTookWhileItWasAway(Servers servers) throws Exception {
    try (Servers.Broker broker = servers.newBroker();
        Admin admin = admin(broker)) {
      make(admin);
      send(broker, 0, 2);
      follow(broker);
      awaitDetections(2);
      stop();

      send(broker, 2, 8);
      admin
          .deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(5)))
          .all()
          .get();
      follow(broker);

      awaitDetections(5);
      assertThat(desk.progress.next(TOPIC)).isEqualTo(8);
    }
  }

  private void follow(Servers.Broker broker) {
    ConsumerFactory<byte[], byte[]> consumers =
        JournalKafka.strictConsumers(
            new DefaultKafkaConsumerFactory<Object, Object>(
                Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    broker.bootstrapServers(),
                    // A topic that is gone is looked for again soon, not in five minutes.
                    ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                    500)));
    KafkaTopicIdentities connected =
        new KafkaTopicIdentities(Map.of("bootstrap.servers", broker.bootstrapServers()));
    identities = connected;
    running =
        List.of(
            new IncidentWriter(
                () -> reader(consumers),
                connected,
                desk.ledger,
                Duration.ofMillis(200),
                Duration.ofMillis(200)));
    running.forEach(IncidentWriter::start);
  }

  private static Consumer<byte[], byte[]> reader(ConsumerFactory<byte[], byte[]> consumers) {
    return consumers.createConsumer(null, "incident-writer", null);
  }

  private static Admin admin(Servers.Broker broker) {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  private static void make(Admin admin) throws ExecutionException, InterruptedException {
    admin.createTopics(List.of(TopicDefinitions.of(DetectTopics.DETECTIONS))).all().get();
  }

  private static void send(Servers.Broker broker, int from, int to) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int number = from; number < to; number++) {
        byte[] value = DetectTopics.DETECTIONS.encode(page(number));
        producer.send(new ProducerRecord<>(TOPIC, value)).get();
      }
    }
  }
}
