package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.plumbline.catalog.Catalog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The view on a consumer without a broker, and what the REST interface makes of it. */
class SeriesViewTest {
  private static final String TOPIC = DetectTopics.EVIDENCE.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final SeriesKey LEAF = SeriesKey.parse(CHECK + "|opal/api/tpu/main");
  private static final SeriesKey POOLED = SeriesKey.parse(CHECK + "|opal/api/*/*");
  private static final SeriesKey REMOVED = SeriesKey.parse(CHECK + "|jade/api/tpu/main");

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private Catalog catalog = TestFleet.catalog(1e4);
  private final SeriesView view =
      new SeriesView(
          DetectTopics.EVIDENCE,
          () -> catalog,
          () -> consumer,
          InstantSource.system(),
          Duration.ofMillis(10));
  private final MockMvc http = MockMvcBuilders.standaloneSetup(new SeriesController(view)).build();
  private long nextOffset;

  @BeforeEach
  void oneEmptyPartition() {
    Node broker = new Node(0, "nowhere", 1);
    consumer.updatePartitions(
        TOPIC,
        List.of(new PartitionInfo(TOPIC, 0, broker, new Node[] {broker}, new Node[] {broker})));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 4L));
  }

  @AfterEach
  void stop() {
    view.stop();
    assertThat(view.isRunning()).isFalse();
    assertThat(consumer.closed()).isTrue();
  }

  @Test
  void holdsTheNewestOfEachSeriesOnceEverythingWasRead() {
    consumer.schedulePollTask(() -> {
      publish(evidence(LEAF, 1, 6));
      publish(evidence(LEAF, 2, 9));
      publish(evidence(REMOVED, 5, 6));
    });
    view.start();
    await().until(() -> view.find(REMOVED).isPresent());
    assertThat(view.loaded()).as("one record is missing").isFalse();
    consumer.schedulePollTask(() -> publish(evidence(POOLED, 3, 7)));
    await().until(view::loaded);
    assertThat(view.all())
        .as("without what the catalog no longer makes")
        .containsExactlyInAnyOrder(evidence(LEAF, 2, 9), evidence(POOLED, 3, 7));
    assertThat(view.find(LEAF)).contains(evidence(LEAF, 2, 9));
  }

  @Test
  void anotherCatalogMakesOtherSeries() {
    consumer.schedulePollTask(
        () -> List.of(1, 2, 3, 4).forEach(it -> publish(evidence(LEAF, it, 6))));
    view.start();
    await().until(view::loaded);
    assertThat(view.all()).hasSize(1);
    Catalog before = catalog;
    catalog = new Catalog(before.version(), List.of(), before.suites(), before.detection());
    assertThat(view.all()).isEmpty();
    catalog = before;
    assertThat(view.all()).hasSize(1);
  }

  @Test
  void anUnreadableRecordOrATombstoneStopsNothing() {
    consumer.schedulePollTask(() -> {
      publish(evidence(LEAF, 1, 6));
      publish(LEAF, new byte[] {'?'});
      publish(evidence(POOLED, 3, 7));
      publish(POOLED, null);
    });
    view.start();
    await().until(view::loaded);
    assertThat(view.all()).containsExactly(evidence(LEAF, 1, 6));
  }

  @Test
  void aBrokenConnectionIsNeverTakenForHealth() {
    consumer.schedulePollTask(
        () -> List.of(1, 2, 3, 4).forEach(it -> publish(evidence(LEAF, it, 6))));
    view.start();
    await().until(view::loaded);
    consumer.setPollException(new KafkaException("authorisation failed"));
    await().until(() -> !view.loaded());
  }

  @Test
  void restListsStrongestEvidenceFirst() throws Exception {
    http.perform(get("/api/v1/series")).andExpect(status().isServiceUnavailable());
    consumer.schedulePollTask(() -> {
      publish(evidence(LEAF, 1, 6));
      publish(evidence(POOLED, 3, 7));
      publish(evidence(REMOVED, 5, 8));
      publish(evidence(LEAF, 2, 6.5));
    });
    view.start();
    await().until(view::loaded);
    http.perform(get("/api/v1/series"))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.length()").value(2))
        .andExpect(jsonPath("$[0].series").value(POOLED.toString()))
        .andExpect(jsonPath("$[0].evidenceRatio").value(0.7))
        .andExpect(jsonPath("$[1].trials").value(2))
        .andExpect(jsonPath("$[1].state").doesNotExist());
    http.perform(get("/api/v1/series?accelerator=tpu&level=QUIET&check=" + CHECK))
        .andExpect(jsonPath("$.length()").value(1))
        .andExpect(jsonPath("$[0].series").value(LEAF.toString()));
    http.perform(get("/api/v1/series?model=ruby")).andExpect(jsonPath("$.length()").value(0));
    http.perform(get("/api/v1/series/{check}/opal/api/*/*", CHECK))
        .andExpect(status().isOk())
        .andExpect(jsonPath("$.series").value(POOLED.toString()));
    http.perform(get("/api/v1/series/{check}/opal/api/gpu/main", CHECK))
        .andExpect(status().isNotFound());
  }

  private void publish(Evidence evidence) {
    publish(evidence.series(), DetectTopics.EVIDENCE.encode(evidence));
  }

  private void publish(SeriesKey series, byte @Nullable [] value) {
    consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, nextOffset++, series.toString(), value));
  }

  private static Evidence evidence(SeriesKey series, long trials, double logEvidence) {
    return new Evidence(
        series,
        TestFleet.START,
        trials,
        0,
        1e-3,
        logEvidence,
        10,
        8,
        Evidence.Level.QUIET,
        null,
        trials,
        DetectorState.START);
  }
}
