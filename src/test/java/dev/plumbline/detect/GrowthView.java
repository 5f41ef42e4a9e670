package dev.plumbline.detect;

import static org.awaitility.Awaitility.await;

import dev.plumbline.app.StateMetricsCost;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.topic.Json;
import dev.plumbline.topic.TopicDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the REST interface and the metrics page take, from a broker's evidence on. */
final class GrowthView implements AutoCloseable {
  private static final DetectorConfig CONFIG =
      new DetectorConfig(
          new Objective(1e-3, 1e-4, 30_000),
          1 / 60.0,
          StartWeight.BY_TIME,
          StrictMath.log(1.6e7),
          StrictMath.log(3.7e6));

  private final EmbeddedBroker broker;
  private final SeriesView view;
  private final GrowthFleet fleet;
  private final int series;

  GrowthView(GrowthFleet fleet, Path folder) {
    this.fleet = fleet;
    broker = EmbeddedBroker.start(folder, FreePort.any());
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(List.of(TopicDefinitions.of(DetectTopics.EVIDENCE)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
    series = publish();
    view =
        new SeriesView(
            DetectTopics.EVIDENCE,
            fleet::catalog,
            this::consumer,
            InstantSource.system(),
            Duration.ofSeconds(2));
  }

  private int publish() {
    try (var producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "compression.type", "zstd",
                "linger.ms", "20",
                "batch.size", "65536"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      int sent = 0;
      for (SeriesKey key : new SeriesPlan(fleet.catalog()).all()) {
        var _ =
            producer.send(
                new ProducerRecord<>(
                    DetectTopics.EVIDENCE.name(),
                    key.toString(),
                    DetectTopics.EVIDENCE.encode(evidence(key))));
        sent++;
      }
      return sent;
    }
  }

  /** Two trials, of which the first failed. */
  private static Evidence evidence(SeriesKey key) {
    SeriesDetector detector = new SeriesDetector(CONFIG, 7);
    return detector
        .step(key, detector.step(key, null, trial(0, 1)).evidence(), trial(60, 0))
        .evidence();
  }

  private static SeriesTrial trial(long second, double failedShare) {
    return new SeriesTrial(
        GrowthFleet.START.plusSeconds(second),
        List.of(new SeriesTrial.Outcome(failedShare, Double.POSITIVE_INFINITY, null)));
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", broker.bootstrapServers(),
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Each but the reading of the topic as the second of two in a row. */
  String row() {
    long before = used();
    long start = System.nanoTime();
    view.start();
    await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(5)).until(view::loaded);
    double loaded = seconds(start);
    double heap = (double) (used() - before) / series;
    view.all();
    start = System.nanoTime();
    int all = view.all().size();
    double listed = seconds(start);
    if (all != series) {
      throw new IllegalStateException("%d of %d series".formatted(all, series));
    }
    SeriesController controller = new SeriesController(view);
    start = System.nanoTime();
    long json = Json.MAPPER.writeValueAsBytes(controller.list(null, null, null, null, null)).length;
    double answered = seconds(start);
    StateMetricsCost page = new StateMetricsCost(view::all, fleet::catalog);
    page.scrape();
    start = System.nanoTime();
    long[] scraped = page.scrape();
    return "%,d | %.2f | %.0f | %.1f | %,d | %.2f | %,d | %,d | %.2f"
        .formatted(
            series,
            loaded,
            heap,
            listed * 1e3,
            json,
            answered,
            scraped[0],
            scraped[1],
            seconds(start));
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  @Override
  public void close() {
    view.stop();
    broker.close();
  }
}
