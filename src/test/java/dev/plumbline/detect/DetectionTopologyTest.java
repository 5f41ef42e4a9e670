package dev.plumbline.detect;

import static dev.plumbline.detect.TestFleet.CHECK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.score.Observation;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.topic.TopicStreams;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectionTopologyTest {
  private static final Catalog CATALOG = TestFleet.catalog(1e4);
  private final Topology topology = topology();
  private final TopologyTestDriver driver = new TopologyTestDriver(topology, settings());
  private TestInputTopic<String, byte[]> observations;
  private TestOutputTopic<String, byte[]> evidence;
  private TestOutputTopic<String, byte[]> detections;
  private TestOutputTopic<String, byte[]> deadLetters;

  @BeforeEach
  void open() {
    observations =
        driver.createInputTopic(
            ScoreTopics.OBSERVATIONS.name(), new StringSerializer(), new ByteArraySerializer());
    evidence = output(DetectTopics.EVIDENCE.name());
    detections = output(DetectTopics.DETECTIONS.name());
    deadLetters = output("score.observations.v1.detect.dlt");
  }

  @AfterEach
  void close() {
    driver.close();
  }

  /** What the topics carry is what a replay of the same records gives, bit for bit. */
  @Test
  void publishesWhatAReplayGives() {
    List<Observation> recorded = Recording.jittered(Recording.ofMinutes(160, 5), 6);
    Replay replay = new Replay(() -> CATALOG);
    for (int offset = 0; offset < recorded.size(); offset++) {
      Observation observation = recorded.get(offset);
      observations.pipeInput(CHECK, ScoreTopics.OBSERVATIONS.encode(observation));
      replay.observe(offset, observation);
    }
    Map<SeriesKey, Evidence> newest = new HashMap<>();
    evidence
        .readKeyValuesToList()
        .forEach(it -> newest.put(SeriesKey.parse(it.key), DetectTopics.EVIDENCE.decode(it.value)));
    assertThat(newest).hasSize(9).isEqualTo(replay.evidence());
    assertThat(detections.readValuesToList().stream().map(DetectTopics.DETECTIONS::decode))
        .isNotEmpty()
        .containsExactlyElementsOf(replay.detections());
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void aRecordThatCannotBeReadIsPutAsideWithItsCause() {
    observations.pipeInput(CHECK, "no JSON".getBytes(StandardCharsets.UTF_8));
    String incomplete = "{\"check\":\"x\",\"turns\":1,\"interval\":\"PT1M\"}";
    observations.pipeInput(CHECK, incomplete.getBytes(StandardCharsets.UTF_8));
    List<TestRecord<String, byte[]>> put = deadLetters.readRecordsToList();
    assertThat(put).hasSize(2);
    assertThat(cause(put.getFirst())).contains("no");
    assertThat(cause(put.getLast())).contains("exchange");
    assertThat(evidence.isEmpty()).isTrue();
  }

  /** Renaming one would lose the state of everyone who upgrades. */
  @Test
  void everyOperatorAndStoreHasAName() {
    assertThat(topology.describe().toString())
        .contains(
            "detect-decide", "detect-series", "detect-clocks", "detect-waiting", "detect-evidence")
        .doesNotContain("KSTREAM", "KTABLE");
  }

  private static String cause(TestRecord<String, byte[]> letter) {
    return new String(
        letter.headers().lastHeader(TopicStreams.CAUSE_HEADER).value(), StandardCharsets.UTF_8);
  }

  private TestOutputTopic<String, byte[]> output(String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    new DetectionTopology(
            () -> CATALOG, ScoreTopics.OBSERVATIONS, DetectTopics.EVIDENCE, DetectTopics.DETECTIONS)
        .addTo(builder);
    return builder.build();
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    return settings;
  }
}
