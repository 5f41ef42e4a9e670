package dev.plumbline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.topic.TopicDefinitions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

/** A detection tells of every leaf: a large fleet's must not stop the scorer that writes it. */
@ExtendWith(ServersExtension.class)
class DetectionSizeTest {
  private static final int LEAVES = 40_000;

  private static Detection detection() {
    SeriesKey series = SeriesKey.parse("foreign-script|*/*/*/*");
    Instant at = Instant.parse("2026-03-01T00:00:00Z");
    return new Detection(
        "d1",
        series,
        Detection.Kind.PAGE,
        at,
        1_000,
        20,
        17,
        new Detection.Onset(at, at, at),
        new Detection.Effect(0.1, 0.05, 0.2, 10, 100),
        IntStream.range(0, LEAVES)
            .mapToObj(i ->
                new Detection.LeafCount(
                    new Slice("claude-model-%06d".formatted(i), "cloud-a", "tpu", "pool-00"),
                    43_200,
                    3,
                    1e-4,
                    1.0986122886681098))
            .toList(),
        List.of());
  }

  /** As the scorer's are. */
  private static String setting(String name) throws IOException {
    return new YamlPropertySourceLoader()
        .load("application", new ClassPathResource("application.yaml")).stream()
            .map(source -> source.getProperty("spring.kafka.streams.properties.producer." + name))
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void ofTensOfThousandsOfLeavesGoesThroughTheTopic(Servers servers)
      throws IOException, InterruptedException, ExecutionException {
    Detection sent = detection();
    byte[] value = DetectTopics.DETECTIONS.encode(sent);
    assertThat(value).as("more than a broker takes unasked").hasSizeGreaterThan(1_048_588);

    try (Servers.Broker broker = servers.newBroker()) {
      String address = broker.bootstrapServers();
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
        admin.createTopics(List.of(TopicDefinitions.of(DetectTopics.DETECTIONS))).all().get();
      }
      try (var producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", address, "max.request.size", setting("max.request.size")),
              new StringSerializer(),
              new ByteArraySerializer())) {
        producer.send(new ProducerRecord<>(DetectTopics.DETECTIONS.name(), sent.id(), value)).get();
      }
      try (var consumer =
          new KafkaConsumer<>(
              Map.<String, Object>of("bootstrap.servers", address, "auto.offset.reset", "earliest"),
              new StringDeserializer(),
              new ByteArrayDeserializer())) {
        consumer.assign(List.of(new TopicPartition(DetectTopics.DETECTIONS.name(), 0)));
        var records = consumer.poll(Duration.ofSeconds(20));
        assertThat(records.count()).isOne();
        assertThat(DetectTopics.DETECTIONS.decode(records.iterator().next().value()))
            .isEqualTo(sent);
      }
    }
  }
}
