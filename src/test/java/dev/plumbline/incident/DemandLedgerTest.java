package dev.plumbline.incident;

import static dev.plumbline.incident.SuspiciousFleet.NOON;
import static dev.plumbline.incident.SuspiciousFleet.evidence;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.detect.Evidence;
import dev.plumbline.incident.journal.Refused;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.topic.DeadLetters;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real PostgreSQL; the topic is played. */
class DemandLedgerTest {
  private static final Catalog CATALOG = SuspiciousFleet.catalog(3);

  @RegisterExtension private final Database database = new Database();
  private final DemandTopic topic = new DemandTopic();
  private final List<Evidence> evidence = new ArrayList<>();
  private final MockProducer<byte[], byte[]> letters =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  private DemandLedger ledger() {
    return new DemandLedger(
        database.transaction(),
        new ProgressStore(database.jdbc()),
        new Refused(() -> letters, new DeadLetters(ProbeTopics.DEMANDS, "incident")),
        () -> evidence,
        () -> CATALOG,
        new DemandPolicy(10, 10, Duration.ofSeconds(15), Duration.ofMinutes(10)),
        InstantSource.fixed(NOON));
  }

  @Test
  void ofTwoProcessesOneDemands() {
    DemandBook one = topic.book();
    DemandBook other = topic.book();
    ledger().decide(one);
    assertThat(topic.records).as("nothing to demand").isEmpty();

    evidence.add(evidence(1, 9_000, 1e-4, NOON, Evidence.Level.QUIET));
    ledger().decide(one);
    ledger().decide(other);
    ledger().decide(one);

    assertThat(topic.records).hasSize(1);
    assertThat(new String(topic.records.getFirst().key(), UTF_8)).isEqualTo("opal/api/tpu/p1");
    assertThat(other.known()).isEqualTo(one.known());
  }

  @Test
  void whatIsNoDemandIsPutAsideOnceOverAllProcessesAndRestarts() {
    topic.add("a".getBytes(UTF_8), "poison".getBytes(UTF_8));
    DemandBook book = topic.book();
    ledger().decide(book);
    ledger().decide(book);
    ledger().decide(topic.book());

    assertThat(letters.history())
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.topic()).isEqualTo("probe.demands.v1.incident.dlt");
          assertThat(letter.value()).isEqualTo("poison".getBytes(UTF_8));
        });
  }

  /** Its end is before what was read of the one before it. */
  @Test
  void aTopicMadeAnewIsReadFromItsStart() {
    evidence.add(evidence(1, 9_000, 1e-4, NOON, Evidence.Level.QUIET));
    DemandBook book = topic.book();
    ledger().decide(book);
    ledger().decide(book);
    topic.records.clear();

    ledger().decide(book);

    assertThat(topic.records).as("demanded again").hasSize(1);
  }

  @Test
  void theWriterGoesOnAfterTheDatabaseWasAway() {
    evidence.add(evidence(2, 9_000, 1e-4, NOON, Evidence.Level.QUIET));
    DemandWriter writer = new DemandWriter(topic::book, ledger(), Duration.ofMillis(20));
    database.jdbc().sql("alter table incident.progress rename to elsewhere").update();
    try {
      writer.start();
      await().pollDelay(Duration.ofMillis(200)).until(topic.records::isEmpty);
    } finally {
      database.jdbc().sql("alter table incident.elsewhere rename to progress").update();
    }

    await().until(() -> topic.records.size() == 1);
    writer.stop();
    assertThat(writer.isRunning()).isFalse();
  }
}
