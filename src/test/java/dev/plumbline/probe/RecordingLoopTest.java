package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.topic.TopicStreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;

@ExtendWith(ProbeDatabase.class)
class RecordingLoopTest {
  private static final String TOPIC = ProbeTopics.EXCHANGES.name();
  private static final Instant NOON = ProbeDatabase.NOON;
  private static final List<TopicPartition> PARTITIONS =
      IntStream.range(0, 2).mapToObj(p -> new TopicPartition(TOPIC, p)).toList();

  private Duration turned = Duration.ZERO;
  private final TurnableClock clock = new TurnableClock(NOON);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final CurrentCatalog catalogs =
      new CurrentCatalog(
          Catalogs.of(
              Catalogs.suite(1), Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1)))));
  private final ProbeMetrics metrics = new ProbeMetrics(registry, catalogs);
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final PlayedBroker producer = new PlayedBroker();
  private final RecordingLoop loop =
      new RecordingLoop(
          consumer,
          new RecordStore(ProbeDatabase.jdbc()),
          producer.template(),
          metrics,
          catalogs,
          clock,
          new ClockAgreement(clock, () -> clock.instant().minus(turned), Duration.ofSeconds(5)));
  private final Slot slot =
      new Slot("t", "basic", "p0", NOON, new Session("s", Session.Kind.FRESH, 0, 1));

  @BeforeEach
  void begin() {
    metrics.follow(catalogs.current());
    new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions())
        .claim(List.of(new ClaimRequest(slot, 10, NOON.plusSeconds(60))));
    Node node = new Node(0, "h", 1);
    consumer.updatePartitions(
        TOPIC,
        PARTITIONS.stream()
            .map(p -> new PartitionInfo(TOPIC, p.partition(), node, new Node[0], new Node[0]))
            .toList());
    consumer.subscribe(List.of(TOPIC));
    consumer.rebalance(PARTITIONS);
    consumer.updateBeginningOffsets(Map.of(PARTITIONS.get(0), 0L, PARTITIONS.get(1), 0L));
    ends(0, 0);
  }

  @Test
  void aPublishedExchangeEndsItsClaim() {
    add(0, 0, exchange());
    ends(1, 0);

    loop.step();

    assertThat(ClaimStates.all()).isEqualTo(Map.of("timeout", 1L));
    assertThat(consumer.committed(Set.copyOf(PARTITIONS)).get(PARTITIONS.get(0)))
        .extracting(offset -> offset.offset())
        .isEqualTo(1L);
    clock.advance(Duration.ofHours(1));
    loop.step();
    assertThat(lost()).isZero();
  }

  @Test
  void aClaimWithoutExchangeIsLostOnceItsTimeIsUp() {
    loop.step();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("claimed", 1L));

    clock.advance(Duration.ofSeconds(61));
    loop.step();
    loop.step();

    assertThat(ClaimStates.all()).isEqualTo(Map.of("lost", 1L));
    assertThat(lost()).isEqualTo(1);
  }

  /** It would call lost, an hour early, what is under way. */
  @Test
  void whoseClockIsAheadLosesNothing() {
    turned = Duration.ofHours(1);
    clock.advance(turned);
    loop.step();
    loop.step();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("claimed", 1L));

    turned = Duration.ZERO;
    loop.step();
    loop.step();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("lost", 1L));
  }

  @Test
  void nothingIsLostBeforeEverythingPublishedHasBeenRead() {
    clock.advance(Duration.ofSeconds(61));
    ends(1, 0);

    loop.step();
    loop.step();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("claimed", 1L));

    add(0, 0, exchange());
    loop.step();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("timeout", 1L));
    assertThat(lost()).isZero();
  }

  @Test
  void partitionsReadByOthersAreWaitedFor() {
    consumer.rebalance(PARTITIONS.subList(0, 1));
    clock.advance(Duration.ofSeconds(61));

    loop.step();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("claimed", 1L));

    new RecordStore(ProbeDatabase.jdbc()).caughtUp(List.of(1), clock.instant());
    clock.advance(Duration.ofSeconds(3));
    loop.step();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("lost", 1L));
  }

  @Test
  void aRecordThatIsNoExchangeIsPutAsideWithItsCause() {
    add(0, 0, "{broken".getBytes(StandardCharsets.UTF_8));
    add(0, 1, exchange());

    loop.step();

    assertThat(ClaimStates.all()).isEqualTo(Map.of("timeout", 1L));
    ProducerRecord<String, byte[]> letter = producer.history().getFirst();
    assertThat(letter.topic()).isEqualTo("probe.exchanges.v1.probe-recorder.dlt");
    assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("{broken");
    assertThat(
            new String(
                letter.headers().lastHeader(TopicStreams.CAUSE_HEADER).value(),
                StandardCharsets.UTF_8))
        .startsWith("probe.exchanges.v1: ");
  }

  @Test
  void whatTheDatabaseDidNotTakeIsNotCommitted() {
    add(0, 0, exchange());
    ProbeDatabase.jdbc().sql("ALTER TABLE probe.claims RENAME TO away").update();
    try {
      assertThatThrownBy(loop::step).isInstanceOf(DataAccessException.class);
    } finally {
      ProbeDatabase.jdbc().sql("ALTER TABLE probe.away RENAME TO claims").update();
    }

    assertThat(consumer.committed(Set.copyOf(PARTITIONS))).isEmpty();
  }

  private byte[] exchange() {
    Exchange like = ExchangeJsonTest.Exchanges.with(new Outcome.TimedOut("total"), null);
    return ProbeTopics.EXCHANGES.encode(
        new Exchange(
            slot.exchangeId(),
            slot.target(),
            like.labels(),
            null,
            null,
            slot.suite(),
            "v",
            slot.probe(),
            slot.session(),
            slot.at(),
            like.interval(),
            slot.at(),
            null,
            like.duration(),
            like.outcome(),
            null));
  }

  private void add(int partition, long offset, byte[] value) {
    consumer.addRecord(new ConsumerRecord<>(TOPIC, partition, offset, "t", value));
  }

  private void ends(long first, long second) {
    consumer.updateEndOffsets(Map.of(PARTITIONS.get(0), first, PARTITIONS.get(1), second));
  }

  private double lost() {
    return registry.get("plumbline.probe.runs").tag("outcome", "lost").counter().count();
  }
}
