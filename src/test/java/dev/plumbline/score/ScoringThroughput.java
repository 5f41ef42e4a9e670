package dev.plumbline.score;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.probe.Token;
import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Exchanges a second through the scoring topology on a real broker, and through one that only
 * passes bytes: from the same topic, as many records of the same size and key to the same topic,
 * with the same guarantees.
 */
public final class ScoringThroughput implements AutoCloseable {
  private static final Map<String, String> AS_IN_PRODUCTION =
      Map.of(
          "processing.guarantee", "exactly_once_v2",
          "commit.interval.ms", "200",
          "group.protocol", "classic",
          "auto.offset.reset", "earliest",
          "ensure.explicit.internal.resource.naming", "true",
          "topology.optimization", "none");

  private final EmbeddedBroker broker;
  private final Catalog catalog = Given.catalog();
  private final int exchanges;
  private final Path folder;
  private int runs;

  /**
   * Starts a broker with exchanges on their topic.
   *
   * @param tokens of each answer, with five alternatives each
   */
  public ScoringThroughput(Path folder, int exchanges, int tokens) {
    this.folder = folder;
    this.exchanges = exchanges;
    broker = EmbeddedBroker.start(folder.resolve("kafka"), FreePort.any());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics =
          Stream.of(ProbeTopics.EXCHANGES, ScoreTopics.OBSERVATIONS, ScoreTopics.FLAGGED)
              .map(ScoringThroughput::definition)
              .toList();
      admin.createTopics(topics).all().toCompletionStage().toCompletableFuture().join();
      NewTopic deadLetters = new NewTopic(ScoreTopics.UNSCORED_EXCHANGES.name(), 1, (short) 1);
      admin
          .createTopics(List.of(deadLetters))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
    Exchange exchange = Given.exchange("e", answer(tokens));
    byte[] value = ProbeTopics.EXCHANGES.encode(exchange);
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < exchanges; i++) {
        var _ =
            producer.send(
                new ProducerRecord<>(ProbeTopics.EXCHANGES.name(), exchange.target() + i, value));
      }
    }
  }

  /** Bytes of one exchange with so many tokens. */
  public static int bytes(int tokens) {
    return ProbeTopics.EXCHANGES.encode(Given.exchange("e", answer(tokens))).length;
  }

  /** Exchanges a second through the real topology. */
  public double scored() {
    StreamsBuilder builder = new StreamsBuilder();
    new ScoringTopology(
            () -> catalog,
            new Scorer(CheckRegistry.standard()),
            new ScoreMetrics(new SimpleMeterRegistry(), InstantSource.system()))
        .addTo(builder);
    return perSecond(builder);
  }

  /** Exchanges a second where nothing is read or judged. */
  public double passedThrough() {
    List<KeyValue<String, byte[]>> records =
        observations().stream()
            .map(it -> KeyValue.pair(it.check(), ScoreTopics.OBSERVATIONS.encode(it)))
            .toList();
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            ProbeTopics.EXCHANGES.name(),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("pass-source"))
        .flatMap((_, _) -> records)
        .to(
            ScoreTopics.OBSERVATIONS.name(),
            Produced.with(Serdes.String(), Serdes.ByteArray()).withName("pass-sink"));
    return perSecond(builder);
  }

  private List<Observation> observations() {
    return new Scorer(CheckRegistry.standard())
        .score(catalog, Given.exchange("e", Given.healthy()));
  }

  private double perSecond(StreamsBuilder builder) {
    Properties settings = new Properties();
    settings.putAll(AS_IN_PRODUCTION);
    settings.put("bootstrap.servers", broker.bootstrapServers());
    settings.put("application.id", "run-" + runs++);
    settings.put("state.dir", folder.resolve("streams").toString());
    Topology topology = builder.build(settings);
    long expected = (long) exchanges * observations().size();
    try (KafkaConsumer<String, byte[]> consumer = consumer();
        KafkaStreams streams = new KafkaStreams(topology, settings)) {
      streams.start();
      long seen = 0;
      long first = 0;
      long start = 0;
      while (seen < expected) {
        int polled = consumer.poll(Duration.ofSeconds(1)).count();
        if (first == 0 && polled > 0) {
          first = polled;
          start = System.nanoTime();
        }
        seen += polled;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return (seen - first) / (double) observations().size() / seconds;
    }
  }

  /** At the end of the topic. */
  private KafkaConsumer<String, byte[]> consumer() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "isolation.level", "read_committed",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(ScoreTopics.OBSERVATIONS.name()).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  @Override
  public void close() {
    broker.close();
  }

  private static NewTopic definition(Topic<?> topic) {
    return new NewTopic(topic.name(), topic.partitions(), (short) 1)
        .configs(Map.of("compression.type", "zstd"));
  }

  private static Answer answer(int tokens) {
    String text = "[\"spring\"" + ", \"autumn\"".repeat(Math.max(0, tokens - 2) / 2) + "]";
    return Given.answer(
        text,
        IntStream.range(0, tokens)
            .mapToObj(i -> Given.token("word" + i, -0.01, alternatives(i)))
            .toArray(Token[]::new));
  }

  private static Token.Alternative[] alternatives(int i) {
    return IntStream.range(0, 5)
        .mapToObj(k -> Given.alternative("word" + (k == 0 ? i : -k), -0.01 - 2.3 * k))
        .toArray(Token.Alternative[]::new);
  }
}
