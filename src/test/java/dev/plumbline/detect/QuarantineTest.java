package dev.plumbline.detect;

import static dev.plumbline.detect.ProbedFleet.BROKEN;
import static dev.plumbline.detect.ProbedFleet.POOLS;
import static dev.plumbline.detect.TestFleet.CHECK;
import static dev.plumbline.detect.TestFleet.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import dev.plumbline.score.Observation;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class QuarantineTest {
  private static final Catalog CATALOG = ProbedFleet.catalog("s1", POOLS);

  /** A new machine for every record, all memory as JSON: what a crash anywhere comes down to. */
  @Test
  void aRestartAtAnyRecordAndAnyOrderOfArrivalGiveTheSameBits() {
    List<Observation> recorded = withSessions(300);
    Replay whole = ProbedFleet.replay(CATALOG, recorded);
    assertThat(whole.quarantines()).hasSize(1);

    CheckMemory memory =
        new CheckMemory(
            new JsonTable<>(Evidence.class),
            new JsonTable<>(CheckClock.class),
            new JsonTable<>(Observation.class),
            new JsonTable<>(ProbeMemory.class));
    Map<String, Quarantine> quarantines = new LinkedHashMap<>();
    for (int offset = 0; offset < recorded.size(); offset++) {
      for (Decision decision :
          new DetectionMachine(() -> CATALOG, memory).observe(offset, recorded.get(offset))) {
        if (decision instanceof Decision.Withholds(Quarantine quarantine)) {
          quarantines.put(quarantine.key(), quarantine);
        }
      }
    }
    assertThat(List.copyOf(quarantines.values())).isEqualTo(whole.quarantines());
    whole.evidence().forEach((key, it) -> assertThat(memory.evidence(key)).isEqualTo(it));

    // Whatever order they came in, the same answers were withheld; the last window may be open.
    Replay jittered = ProbedFleet.replay(CATALOG, Recording.jittered(recorded, 9));
    Quarantine expected = whole.quarantines().getFirst();
    assertThat(jittered.quarantines())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.at()).isEqualTo(expected.at());
          assertThat(it.exchanges()).isEqualTo(expected.exchanges());
          assertThat((double) it.withheld())
              .isBetween(expected.withheld() - 3.0, expected.withheld() + 3.0);
        });
  }

  /** Its suite has other content: perhaps it was mended. */
  @Test
  void anotherVersionOfTheSuiteIsJudgedAnew() {
    AtomicReference<Catalog> catalog = new AtomicReference<>(CATALOG);
    Replay replay = new Replay(catalog::get);
    List<Observation> recorded = broken(300);
    int half = recorded.size() / 2;
    for (int offset = 0; offset < half; offset++) {
      replay.observe(offset, recorded.get(offset));
    }
    assertThat(replay.quarantines())
        .singleElement()
        .extracting(Quarantine::suiteVersion)
        .isEqualTo("s1");

    catalog.set(ProbedFleet.catalog("s2", POOLS));
    for (int offset = half; offset < recorded.size(); offset++) {
      replay.observe(offset, recorded.get(offset));
    }
    Quarantine again = replay.quarantines().getFirst();
    assertThat(again.suiteVersion()).isEqualTo("s2");
    assertThat(again.at()).isAfter(recorded.get(half).scheduledAt());
    long asked = recorded.stream().skip(half).filter(it -> it.probe().equals(BROKEN)).count();
    assertThat(again.withheld()).as("three failures show it anew").isBetween(asked / 2, asked - 3);
  }

  @Test
  void turnsOfStickySessionsCountWithoutIt() {
    List<Observation> recorded = broken(120);
    Instant after = START.plusSeconds(122 * 60);
    Target target = POOLS.getFirst();
    Observation bad = turn(target, after, BROKEN, "s", true);
    Observation good = turn(target, after.plusSeconds(1), "p1", "s", false);
    Observation only = turn(target, after.plusSeconds(2), BROKEN, "t", true);
    recorded.addAll(List.of(bad, good, only));
    recorded.add(TestFleet.trial(target, after.plusSeconds(1_200), "p2", false));
    Replay without = ProbedFleet.replay(CATALOG, broken(120));
    Replay with = ProbedFleet.replay(CATALOG, recorded);
    SeriesKey leaf = new SeriesKey(CHECK, Slice.leaf(target.labels()));

    Evidence evidence = evidence(with, leaf);
    assertThat(evidence.failures()).isEqualTo(evidence(without, leaf).failures());
    assertThat(evidence.at()).isEqualTo(good.scheduledAt());
  }

  @Test
  void isShownWhileTheSuiteHasTheContentItWasFoundIn() throws Exception {
    TopicPartition partition = new TopicPartition(DetectTopics.QUARANTINES.name(), 0);
    MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    Node broker = new Node(0, "nowhere", 1);
    consumer.updatePartitions(
        partition.topic(),
        List.of(
            new PartitionInfo(
                partition.topic(), 0, broker, new Node[] {broker}, new Node[] {broker})));
    consumer.updateBeginningOffsets(Map.of(partition, 0L));
    consumer.updateEndOffsets(Map.of(partition, 2L));
    Quarantine holds = quarantine("core/p7", "s1");
    consumer.schedulePollTask(() -> {
      for (Quarantine it : List.of(holds, quarantine("core/p8", "s0"))) {
        consumer.addRecord(
            new ConsumerRecord<>(
                partition.topic(),
                0,
                it.probe().equals("core/p7") ? 0 : 1,
                it.key(),
                DetectTopics.QUARANTINES.encode(it)));
      }
    });
    QuarantineView view = new QuarantineView(() -> CATALOG, () -> consumer, InstantSource.system());
    var http = MockMvcBuilders.standaloneSetup(new QuarantinesController(view)).build();
    http.perform(get("/api/v1/quarantines")).andExpect(status().isServiceUnavailable());
    view.start();
    await().until(view::loaded);

    http.perform(get("/api/v1/quarantines"))
        .andExpect(jsonPath("$.length()").value(1))
        .andExpect(jsonPath("$[0].probe").value("core/p7"))
        .andExpect(jsonPath("$[0].withheld").value(3));
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    QuarantineGauge gauge =
        new QuarantineGauge(view, beans.getBeanProvider(PrometheusRegistry.class));
    assertThat(gauge.collect().getDataPoints())
        .singleElement()
        .satisfies((GaugeDataPointSnapshot it) -> {
          assertThat(it.getValue()).isEqualTo(1);
          assertThat(it.getLabels().get("probe")).isEqualTo("core/p7");
          assertThat(it.getLabels().get("check")).isEqualTo(CHECK);
        });
    view.stop();
    assertThat(consumer.closed()).isTrue();
  }

  /** The payload of {@code detect.quarantines.v1} is frozen: other versions of us read it. */
  @Test
  void theGoldenQuarantineIsWrittenAndReadBack() {
    String golden =
        """
        {"check":"foreign-script","probe":"core/p7","suiteVersion":"s1","at":"2026-03-01T00:00:00Z",\
        "targets":[{"model":"opal","platform":"api","accelerator":"tpu","pool":"main"}],\
        "exchanges":["e1"],"othersTrials":80,"othersFailures":1,"withheld":3}\
        """;
    Quarantine quarantine = quarantine("core/p7", "s1");
    assertThat(new String(DetectTopics.QUARANTINES.encode(quarantine), UTF_8)).isEqualTo(golden);
    assertThat(DetectTopics.QUARANTINES.decode(golden.getBytes(UTF_8))).isEqualTo(quarantine);
  }

  private static Quarantine quarantine(String probe, String version) {
    return new Quarantine(
        CHECK,
        probe,
        version,
        START,
        List.of(Slice.leaf(POOLS.getFirst().labels())),
        List.of("e1"),
        80,
        1,
        3);
  }

  private static Evidence evidence(Replay replay, SeriesKey series) {
    return requireNonNull(replay.evidence().get(series));
  }

  /** One probe fails everywhere from the first minute on. */
  private static List<Observation> broken(int minutes) {
    return ProbedFleet.observations(
        POOLS, minutes, 3, (_, probe, _) -> probe.equals(BROKEN) ? 1 : 1e-5);
  }

  /** The same with sticky sessions in between, the first turn of each the broken probe's. */
  private static List<Observation> withSessions(int minutes) {
    List<Observation> recorded = new ArrayList<>(broken(minutes));
    for (int minute = 10; minute < minutes - 15; minute += 20) {
      Instant at = START.plusSeconds(60L * minute);
      Target target = POOLS.get(minute % POOLS.size());
      recorded.add(turn(target, at, BROKEN, "s" + minute, true));
      recorded.add(turn(target, at.plusSeconds(20), "p1", "s" + minute, false));
    }
    recorded.sort(Comparator.comparing(Observation::scheduledAt));
    return recorded;
  }

  private static Observation turn(
      Target target, Instant at, String probe, String session, boolean failed) {
    Observation one =
        TestFleet.turn(target, at, target.name() + session, 2, TestFleet.reading(failed));
    return new Observation(
        one.check(),
        one.exchange(),
        one.target(),
        one.labels(),
        one.region(),
        one.build(),
        one.suite(),
        probe,
        one.session(),
        one.turns(),
        one.scheduledAt(),
        one.interval(),
        one.reading());
  }
}
