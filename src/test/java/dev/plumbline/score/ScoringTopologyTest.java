package dev.plumbline.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.topic.Json;
import dev.plumbline.topic.TopicStreams;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Exchanges through the whole topology: what goes where, under which key, counted how. */
class ScoringTopologyTest {
  private static final List<String> CHECKS =
      List.of("foreign-script", "argmax", "routing", "format");

  /** Two seconds after the exchanges of these tests end. */
  private static final Instant SCORED_AT = Given.NOON.plusMillis(3 + 450 + 2_000);

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private TopologyTestDriver driver = driver(CheckRegistry.standard(), Given.catalog());

  @AfterEach
  void close() {
    driver.close();
  }

  private TopologyTestDriver driver(CheckRegistry checks, Catalog catalog) {
    return new TopologyTestDriver(topology(checks, catalog, meters), new Properties());
  }

  private static Topology topology(CheckRegistry checks, Catalog catalog, MeterRegistry meters) {
    StreamsBuilder builder = new StreamsBuilder();
    new ScoringTopology(
            () -> catalog, new Scorer(checks), new ScoreMetrics(meters, () -> SCORED_AT))
        .addTo(builder);
    Properties strict = new Properties();
    strict.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    return builder.build(strict);
  }

  private void send(byte[] value) {
    TestInputTopic<String, byte[]> input =
        driver.createInputTopic(
            "probe.exchanges.v1", new StringSerializer(), new ByteArraySerializer());
    input.pipeInput(Given.LABELS.toString(), value);
  }

  private void send(Exchange exchange) {
    send(ProbeTopics.EXCHANGES.encode(exchange));
  }

  private List<TestRecord<String, byte[]>> output(String topic) {
    TestOutputTopic<String, byte[]> output =
        driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    return output.readRecordsToList();
  }

  private static String cause(TestRecord<String, byte[]> letter) {
    return new String(letter.headers().lastHeader(TopicStreams.CAUSE_HEADER).value(), UTF_8);
  }

  private static String golden(String name) throws IOException {
    try (InputStream file = ScoringTopologyTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    }
  }

  private static String pretty(byte[] json) {
    return Json.MAPPER
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(Json.MAPPER.readTree(json))
            .replace(System.lineSeparator(), "\n")
        + "\n";
  }

  @Test
  void aHealthyExchangeGivesOneObservationForEachCheckKeyedByIt() {
    send(Given.exchange("e1", Given.healthy()));

    assertThat(output("score.observations.v1"))
        .allSatisfy(record ->
            assertThat(ScoreTopics.OBSERVATIONS.decode(record.value()).check())
                .isEqualTo(record.key()))
        .extracting(TestRecord::key)
        .containsExactlyElementsOf(CHECKS);
    assertThat(output("score.flagged.v1")).isEmpty();
    assertThat(output("probe.exchanges.v1.score.dlt")).isEmpty();
    assertThat(meters.get("plumbline.pipeline.latency").timer().totalTime(TimeUnit.MILLISECONDS))
        .isEqualTo(2_000);
  }

  @Test
  void aFailingExchangeIsKeptWholeUnderItsTarget() {
    Exchange exchange = Given.exchange("e1", Given.corrupted());

    send(exchange);

    assertThat(output("score.flagged.v1"))
        .singleElement()
        .satisfies(record -> {
          assertThat(record.key()).isEqualTo(exchange.target());
          FlaggedExchange flagged = ScoreTopics.FLAGGED.decode(record.value());
          assertThat(flagged.exchange()).isEqualTo(exchange);
          assertThat(flagged.observations()).extracting("check").isEqualTo(CHECKS);
        });
  }

  @Test
  void whatIsWrittenStaysAsItIs() throws IOException {
    send(Given.exchange("e1", Given.corrupted()));

    assertThat(pretty(output("score.observations.v1").getFirst().value()))
        .isEqualTo(golden("observation.json"));
    assertThat(pretty(output("score.flagged.v1").getFirst().value()))
        .isEqualTo(golden("flagged-exchange.json"));
  }

  @Test
  void whatWasWrittenIsStillRead() throws IOException {
    assertThat(
            pretty(
                ScoreTopics.FLAGGED.encode(
                    ScoreTopics.FLAGGED.decode(golden("flagged-exchange.json").getBytes(UTF_8)))))
        .isEqualTo(golden("flagged-exchange.json"));
  }

  @Test
  void anObservationOfAnOlderReleaseDoesNotSayWhetherItWasStreamed() throws IOException {
    ObjectNode older = (ObjectNode) Json.MAPPER.readTree(golden("observation.json"));
    older.remove("streamed");

    assertThat(Json.MAPPER.treeToValue(older, Observation.class).streamed()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{", "[]", "{\"id\":7,\"outcome\":{\"kind\":\"martian\"}}"})
  void poisonBecomesADeadLetterAndTheStreamGoesOn(String poison) {
    send(poison.getBytes(UTF_8));
    send(Given.exchange("e2", Given.healthy()));

    assertThat(output("probe.exchanges.v1.score.dlt"))
        .singleElement()
        .satisfies(letter -> assertThat(letter.value()).isEqualTo(poison.getBytes(UTF_8)))
        .satisfies(letter -> assertThat(cause(letter)).contains("probe.exchanges.v1"));
    assertThat(output("score.observations.v1")).hasSize(CHECKS.size());
  }

  @Test
  void anExchangeThatCrashesACheckBecomesADeadLetterAndStillFeedsTheOthers() {
    driver.close();
    driver =
        driver(
            new CheckRegistry(
                List.of(
                    new ScorerTest.Broken(new IllegalStateException("bug")),
                    new ForeignScriptCheck())),
            Given.catalog(
                Given.target(),
                Given.probe(
                    "?",
                    Set.of("Latin"),
                    Given.greedy(),
                    new CheckUse.Plain("broken"),
                    new CheckUse.Plain("foreign-script"))));
    Exchange exchange = Given.exchange("e1", Given.healthy());

    send(exchange);

    assertThat(output("probe.exchanges.v1.score.dlt"))
        .singleElement()
        .satisfies(letter -> {
          assertThat(ProbeTopics.EXCHANGES.decode(letter.value())).isEqualTo(exchange);
          assertThat(cause(letter)).isEqualTo("broken: java.lang.IllegalStateException: bug");
        });
    assertThat(output("score.observations.v1"))
        .singleElement()
        .satisfies(record -> assertThat(record.key()).isEqualTo("foreign-script"))
        .satisfies(record -> assertThat(record.headers()).isEmpty());
    assertThat(meters.get("plumbline.check.crashes").tag("check", "broken").counter().count())
        .isEqualTo(1);
  }

  @Test
  void trialsFailuresAndSkipsAreCounted() {
    send(Given.exchange("e1", Given.healthy()));
    send(Given.exchange("e2", Given.corrupted()));
    send(Given.exchange("e3", Given.answer("[]")));
    send(Given.exchange("e4", new Outcome.TimedOut("body")));

    assertThat(counted("plumbline.check.trials", "foreign-script")).isEqualTo(3);
    assertThat(counted("plumbline.check.failures", "foreign-script")).isEqualTo(1);
    assertThat(counted("plumbline.check.trials", "argmax")).isEqualTo(2);
    assertThat(counted("plumbline.check.failures", "argmax")).isZero();
    assertThat(counted("plumbline.check.skipped", "argmax")).isEqualTo(1);
    assertThat(meters.scrape())
        .contains(
            "plumbline_check_failures_total{accelerator=\"tpu\",check=\"foreign-script\","
                + "model=\"ash\",platform=\"direct\",pool=\"standard\"} 1.0")
        .contains("plumbline_score_unscored_total{reason=\"not_answered\"} 1.0");
  }

  private double counted(String name, String check) {
    Counter counter = meters.get(name).tag("check", check).tag("pool", "standard").counter();
    return counter.count();
  }
}
