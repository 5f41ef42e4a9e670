package dev.plumbline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.topic.DeadLetters;
import dev.plumbline.topic.Topic;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.kafka.core.KafkaAdmin;

/** Whoever writes a dead letter, it is counted; a broker that is away makes no zero. */
@ExtendWith(ServersExtension.class)
class DeadLetterMetricsTest {
  private static final DeadLetters LETTERS =
      new DeadLetters(Topic.compacted("test.words.v1", String.class, 1), "reader");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));

  @Test
  void countsWhatIsOnTheTopic(Servers servers) throws Exception {
    Servers.Broker broker = servers.newBroker();
    Map<String, Object> connection = Map.of("bootstrap.servers", broker.bootstrapServers());
    DeadLetterMetrics metrics = metrics(connection);
    try (Admin admin = Admin.create(connection);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(connection, new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic(LETTERS.name(), 2, (short) 1))).all().get();
      assertThat(values(metrics)).containsExactly(0.0);

      for (int partition = 0; partition < 2; partition++) {
        producer.send(new ProducerRecord<>(LETTERS.name(), partition, "k", "poison")).get();
      }
      assertThat(values(metrics)).as("of some seconds ago").containsExactly(0.0);
      now.updateAndGet(it -> it.plus(Duration.ofSeconds(6)));
      assertThat(values(metrics)).containsExactly(2.0);
    } finally {
      broker.close();
    }

    now.updateAndGet(it -> it.plus(Duration.ofSeconds(6)));
    assertThat(values(metrics)).isEmpty();
    metrics.destroy();
  }

  private DeadLetterMetrics metrics(Map<String, Object> connection) {
    return new DeadLetterMetrics(
        new KafkaAdmin(connection),
        List.of(LETTERS),
        now::get,
        new StaticListableBeanFactory().getBeanProvider(PrometheusRegistry.class));
  }

  private static List<Double> values(DeadLetterMetrics metrics) {
    return metrics.collect().getDataPoints().stream()
        .map(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .toList();
  }
}
