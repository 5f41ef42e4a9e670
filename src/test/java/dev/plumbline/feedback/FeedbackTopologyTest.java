package dev.plumbline.feedback;

import static dev.plumbline.feedback.TestCounts.BEGIN;
import static dev.plumbline.feedback.TestCounts.cell;
import static dev.plumbline.feedback.TestCounts.counts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.feedback.FeedbackMachine.Taken;
import dev.plumbline.score.Observation;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.topic.TopicStreams;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTopologyTest {
  private static final Instant NOW = BEGIN.plus(Duration.ofHours(1));

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  @TempDir Path temp = Path.of("");

  private interface Work {
    void with(
        TestInputTopic<String, byte[]> in,
        TestOutputTopic<String, byte[]> out,
        TestOutputTopic<String, byte[]> dead);
  }

  private void run(Work work) {
    try (TopologyTestDriver driver = new TopologyTestDriver(topology(), settings())) {
      work.with(
          driver.createInputTopic(
              FeedbackTopics.COUNTS.name(), new StringSerializer(), new ByteArraySerializer()),
          output(driver, ScoreTopics.OBSERVATIONS.name()),
          output(driver, "feedback.counts.v1.feedback.dlt"));
    }
  }

  private static List<FeedbackCounts> hour() {
    List<FeedbackCounts> counts = new ArrayList<>();
    for (int minute = 0; minute < 60; minute++) {
      counts.add(counts(minute, cell("bedrock", 500, minute % 7), cell("vertex", 900, 3)));
    }
    return counts;
  }

  /** What Kafka Streams writes is what the machine says of the same records. */
  @Test
  void observationsAreThoseOfTheMachineKeyedByCheck() {
    Catalog catalog = TestCounts.catalog(temp);
    FeedbackMachine machine =
        new FeedbackMachine(() -> catalog, TestCounts.PROPERTIES, FeedbackMemory.empty());
    List<Observation> expected = new ArrayList<>();
    for (FeedbackCounts each : hour()) {
      if (machine.take(each) instanceof Taken.Closed closed) {
        expected.addAll(closed.observations());
      }
    }
    run((in, out, dead) -> {
      hour().forEach(it -> in.pipeInput("opus-4", FeedbackTopics.COUNTS.encode(it), NOW));
      List<TestRecord<String, byte[]>> written = out.readRecordsToList();

      assertThat(written)
          .allSatisfy(it ->
              assertThat(ScoreTopics.OBSERVATIONS.decode(it.value()).check()).isEqualTo(it.key()));
      assertThat(written.stream().map(it -> ScoreTopics.OBSERVATIONS.decode(it.value())).toList())
          .isEqualTo(expected)
          .isNotEmpty();
      assertThat(dead.isEmpty()).isTrue();
    });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "opus-4   | opus-5   | counts of opus-4 under another key",
        "\"opus-4\" | \"opus-5\" | counts of opus-5 under another key",
        "bedrock  | azure    | the catalog has no target of opus-4/azure/*/*",
        "2026-03-01T12 | 2026-03-01T14 | minute is in the future",
        "2026-03-01T12 | 2026-02-28T11 | minute is more than 24 hours ago",
        "\"exposure\":500 | \"exposure\":-1 | exposure is 0 to",
        "\"garbled\":5 | \"garbled\":501 | reports.garbled is 0 to the exposure",
        "garbled  | rude     | a reason is one of wrong-language",
        "\"app\"  | \"it said so\" | source is 1 to 32 lower-case letters",
        ":00Z     | :30Z     | minute is the beginning of a minute",
        "\"cells\" | \"sells\" | cells",
      })
  void whatCannotBeCountedIsPutAsideWithItsCause(String good, String bad, String cause) {
    FeedbackCounts counts = counts(0, cell("bedrock", 500, 5));
    String key = good.equals("opus-4") ? bad : "opus-4";
    String json = new String(FeedbackTopics.COUNTS.encode(counts), UTF_8);
    String broken = good.equals("opus-4") ? json : json.replace(good, bad);
    run((in, out, dead) -> {
      in.pipeInput(key, broken.getBytes(UTF_8), NOW);
      in.pipeInput("opus-4", json.getBytes(UTF_8), NOW);

      List<TestRecord<String, byte[]>> put = dead.readRecordsToList();
      assertThat(put).hasSize(1);
      assertThat(
              new String(
                  put.getFirst().headers().lastHeader(TopicStreams.CAUSE_HEADER).value(), UTF_8))
          .contains(cause);
    });
  }

  /** A count sent twice or corrected counts once. */
  @Test
  void metricsCountWhatClosedBlocksHeld() {
    run((in, out, dead) -> {
      for (FeedbackCounts each : hour()) {
        in.pipeInput("opus-4", FeedbackTopics.COUNTS.encode(each), NOW);
        in.pipeInput("opus-4", FeedbackTopics.COUNTS.encode(each), NOW);
      }
      in.pipeInput(
          "opus-4", FeedbackTopics.COUNTS.encode(counts(1, cell("vertex", 900, 800))), NOW);
    });

    // Of 60 minutes the last block is open still.
    assertThat(count("plumbline.feedback.exposure", "platform", "vertex")).isEqualTo(55 * 900);
    assertThat(count("plumbline.feedback.reports", "platform", "vertex")).isEqualTo(55 * 3);
    assertThat(count("plumbline.feedback.late", "model", "opus-4")).isEqualTo(1);
    assertThat(meters.find("plumbline.feedback.reports").tag("platform", "vertex").counters())
        .hasSize(FeedbackReason.values().length);
  }

  private double count(String name, String tag, String value) {
    return meters.find(name).tag(tag, value).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** Renaming one would lose the state of everyone who upgrades. */
  @Test
  void everyOperatorAndStoreHasAName() {
    assertThat(topology().describe().toString())
        .contains("feedback-compare", "feedback-clocks", "feedback-counted", "feedback-pasts")
        .doesNotContain("KSTREAM", "KTABLE");
  }

  private Topology topology() {
    Catalog catalog = TestCounts.catalog(temp);
    StreamsBuilder builder = new StreamsBuilder();
    new FeedbackTopology(() -> catalog, TestCounts.PROPERTIES, new FeedbackMetrics(meters))
        .addTo(builder);
    return builder.build();
  }

  private static TestOutputTopic<String, byte[]> output(TopologyTestDriver driver, String topic) {
    return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    return settings;
  }
}
