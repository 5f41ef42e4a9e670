package dev.plumbline.incident;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Detection;
import dev.plumbline.incident.change.ChangeDesk;
import dev.plumbline.incident.drill.DrillDesk;
import dev.plumbline.incident.journal.Refused;
import dev.plumbline.topic.DeadLetters;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The module put together on a real database, with detections laid ready at their offsets. */
public final class Desk {
  static final DeadLetters LETTERS = new DeadLetters(DetectTopics.DETECTIONS, "incident");
  static final IncidentProperties.Demanding DEMANDS =
      new IncidentProperties.Demanding(
          10, 10, Duration.ofMinutes(10), Duration.ofSeconds(15), Duration.ofMillis(50));
  private static final TopicPartition PARTITION =
      new TopicPartition(DetectTopics.DETECTIONS.name(), 0);

  final OverviewStore overviews;
  final DetectionStore detections;
  final ProgressStore progress;
  final MockProducer<byte[], byte[]> letters =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  final Ledger ledger;
  final ChangeDesk changes;
  private final Database database;
  private volatile String topicId = "first";
  private volatile long firstOffset;
  private Instant now = Practice.at(120);
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

  Desk(Database database) {
    this.database = database;
    this.changes = new ChangeDesk(database);
    JdbcClient jdbc = database.jdbc();
    this.overviews = new OverviewStore(jdbc);
    this.detections = new DetectionStore(jdbc);
    this.progress = new ProgressStore(jdbc);
    this.ledger =
        new Ledger(
            database.transaction(),
            progress,
            new IncidentStore(jdbc, overviews),
            detections,
            DrillDesk.book(database, catalog(), () -> now),
            new Refused(() -> letters, LETTERS),
            catalog(),
            new IncidentProperties(
                Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofMillis(200), Desk.DEMANDS));
  }

  RelatedChanges related() {
    return new RelatedChanges(changes.settled(), catalog());
  }

  IncidentDetails details() {
    return new IncidentDetails(
        overviews, detections, related(), new IncidentStore(database.jdbc(), overviews), catalog());
  }

  Acknowledgements acknowledgements() {
    return new Acknowledgements(
        database.transaction(), new AcknowledgementStore(database.jdbc()), overviews, () -> now);
  }

  /** What the clock shows from now on. */
  void now(Instant instant) {
    now = instant;
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, Detection detection) {
    return record(offset, DetectTopics.DETECTIONS.encode(detection));
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value) {
    return new ConsumerRecord<>(PARTITION.topic(), 0, offset, new byte[0], value);
  }

  /** Lays a detection at an offset; gaps are transaction markers. */
  Desk with(ConsumerRecord<byte[], byte[]> record) {
    records.add(record);
    return this;
  }

  /** A writer that finds these records from whatever offset it asks for. */
  IncidentWriter writer() {
    return new IncidentWriter(
        this::consumer, _ -> topicId, ledger, Duration.ofMillis(200), Duration.ofMillis(100));
  }

  /** What is before is deleted. */
  void firstOffset(long offset) {
    firstOffset = offset;
  }

  /** Which topic it is from now on. */
  void topicId(String id) {
    topicId = id;
  }

  private MockConsumer<byte[], byte[]> consumer() {
    MockConsumer<byte[], byte[]> consumer =
        new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
    long end = records.isEmpty() ? 0 : records.getLast().offset() + 1;
    consumer.updateBeginningOffsets(Map.of(PARTITION, firstOffset));
    consumer.updateEndOffsets(Map.of(PARTITION, end));
    consumer.schedulePollTask(() -> records.forEach(consumer::addRecord));
    return consumer;
  }

  public static CatalogSource catalog() {
    Catalog catalog =
        new Catalog(
            "1",
            Practice.LEAVES.stream().map(Desk::target).toList(),
            List.of(),
            new DetectionPolicy(
                1, 1, .2, null, Duration.ofMinutes(1), Duration.ofMinutes(1), Map.of()));
    return () -> catalog;
  }

  private static Target target(Slice leaf) {
    return new Target(
        leaf.toString(),
        new Labels(leaf.model(), leaf.platform(), leaf.accelerator(), leaf.pool()),
        null,
        null,
        WireFormat.OPENAI_CHAT,
        URI.create("http://127.0.0.1:1/"),
        leaf.model(),
        null,
        List.of(),
        8192,
        Set.of(),
        null,
        new Budget(Duration.ofMinutes(1), 1, Duration.ofSeconds(30), 1440, 0, 1),
        List.of());
  }
}
