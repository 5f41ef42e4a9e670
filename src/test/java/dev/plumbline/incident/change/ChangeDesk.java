package dev.plumbline.incident.change;

import dev.plumbline.catalog.Slice;
import dev.plumbline.incident.Database;
import dev.plumbline.incident.Desk;
import dev.plumbline.incident.journal.Refused;
import dev.plumbline.topic.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import tools.jackson.databind.json.JsonMapper;

/** The calendar on a real database; its topic is played. */
public final class ChangeDesk {
  public static final Instant NOW = Instant.parse("2026-11-23T14:00:00Z");

  /** As the application writes problems: their properties beside the rest. */
  public static final JsonMapper JSON =
      Json.MAPPER.rebuild().addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class).build();

  final ChangeStore store;
  final ChangeLedger ledger;
  final MockProducer<byte[], byte[]> topic = producer();
  final MockProducer<byte[], byte[]> letters = producer();
  private final ChangeIntake intake;
  private final ChangeProperties properties;
  private boolean brokerAway;
  private int read;

  public ChangeDesk(Database database, List<String> settings) {
    this.properties = properties(settings);
    this.store = new ChangeStore(database.jdbc());
    this.ledger =
        new ChangeLedger(
            database.transaction(),
            database.progress(),
            store,
            new Refused(() -> letters, ChangeTopics.UNREADABLE_CHANGES));
    this.intake =
        new ChangeIntake(
            store,
            new ChangePublisher(() -> {
              if (brokerAway) {
                throw new KafkaException("no broker");
              }
              return topic;
            }),
            Desk.catalog(),
            InstantSource.fixed(NOW),
            properties);
  }

  public ChangeDesk(Database database) {
    this(database, List.of());
  }

  /** As {@code application.yaml} would be bound: {@code name=value}. */
  static ChangeProperties properties(List<String> settings) {
    MapConfigurationPropertySource source = new MapConfigurationPropertySource();
    settings.forEach(setting -> {
      String[] parts = setting.split("=", 2);
      source.put("plumbline.incident.changes." + parts[0], parts[1]);
    });
    return new Binder(source).bindOrCreate("plumbline.incident.changes", ChangeProperties.class);
  }

  public ChangeIntake intake() {
    return intake;
  }

  public ChangeProperties properties() {
    return properties;
  }

  /** Tells of a change, which then is in the calendar. */
  public void take(Change change) {
    intake.take(change);
    settled();
  }

  void breakBroker() {
    brokerAway = true;
  }

  /** What is on the topic is written down; returns the calendar. */
  public ChangeCalendar settled() {
    for (; read < topic.history().size(); read++) {
      ProducerRecord<byte[], byte[]> sent = topic.history().get(read);
      ledger.write(record(read, sent.value(), NOW));
    }
    return store;
  }

  /** All of it. */
  public List<Change> all() {
    return settled()
        .during(
            Instant.parse("2001-01-01T00:00:00Z"),
            Instant.parse("2099-01-01T00:00:00Z"),
            Slice.WHOLE_FLEET,
            100)
        .stream()
        .map(ChangeCalendar.Entry::change)
        .toList();
  }

  static ConsumerRecord<byte[], byte[]> record(long offset, byte[] value, Instant at) {
    return new ConsumerRecord<>(
        ChangeTopics.CHANGES.name(),
        0,
        offset,
        at.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        value.length,
        new byte[0],
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
