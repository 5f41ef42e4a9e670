package dev.plumbline.gate.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.detect.DetectorState;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.SeriesKey;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.Tally;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.PairPlan;
import dev.plumbline.probe.ProbeTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What gates make of a topic that holds less, more or something else than it should. */
@ExtendWith(GateDatabase.class)
class UnreadableExchangesTest {
  /** What is on the topic instead of the exchange of a healthy candidate. */
  private static final List<UnaryOperator<String>> INSTEAD =
      List.of(
          _ -> "",
          _ -> "null",
          _ -> "[]",
          _ -> "{}",
          _ -> "{\"id\": 7}",
          _ -> "\u0000\u0001\u0002",
          _ -> "[".repeat(5_000),
          json -> json.substring(0, json.length() / 2),
          json -> json.replace("\"outcome\"", "\"outcom\""),
          // Parses, but PostgreSQL has no text with this character.
          json -> json.replace("new@", "new\\u0000@"),
          json ->
              json.replaceAll(
                  "\"scheduledAt\":\"[^\"]*\"", "\"scheduledAt\":\"+1000000000-01-01T00:00:00Z\""),
          json -> json.replace("\"suite\":\"core\"", "\"suite\":\"other\""));

  private static final long FIRST = 20;
  private static final long PAIRS = 300;

  private final KafkaRollout kafka;

  UnreadableExchangesTest(@TempDir Path folder) {
    kafka = new KafkaRollout(GateDatabase.dataSource(), folder);
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  /** Each is one missing side of the candidate, and holds up none of those behind it. */
  @Test
  void whatCannotBeReadIsMissing() {
    kafka.start();
    String id = kafka.ask("garbage");
    PairPlan plan = PairPlan.of(kafka.rollout.catalog, kafka.rollout.demand(id)).orElseThrow();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (long number = 0; number < PAIRS; number++) {
      Exchange candidate = exchange(plan, number, Rollout.CANDIDATE);
      int broken = (int) (number - FIRST);
      if (broken >= 0 && broken < INSTEAD.size()) {
        String json = new String(ProbeTopics.EXCHANGES.encode(candidate), UTF_8);
        records.add(
            KafkaRollout.record(candidate, INSTEAD.get(broken).apply(json).getBytes(UTF_8)));
      } else {
        // A worker that got no answer of the broker sends again.
        records.add(record(candidate));
        records.add(record(candidate));
      }
      records.add(record(exchange(plan, number, Rollout.BASELINE)));
    }
    records.add(KafkaRollout.record(exchange(plan, 1, Rollout.CANDIDATE), null));
    kafka.broker.publish(records);
    kafka.rollout.advance(Duration.between(kafka.rollout.instant(), plan.at(PAIRS)));
    kafka.awaitExchanges();
    kafka.awaitEvidence();
    kafka.rollout.look();

    GateBody body = kafka.rollout.find(id).body();
    Tally counts = body.detectors().getFirst().counts();
    assertThat(counts.missing()).isEqualTo(INSTEAD.size());
    assertThat(counts.baselineMissing() + counts.bothMissing()).isZero();
    assertThat(counts.trials()).isEqualTo(body.samples() - INSTEAD.size());
    assertThat(counts.baselineTrials()).isEqualTo(body.samples());
    assertRecomputed(id);
  }

  /** A page that came while nothing could be read shuts the gate once it can. */
  @Test
  void aPageThatCouldNotBeReadIsWaitedFor() {
    kafka.start();
    kafka.awaitEvidence();
    String id = kafka.ask("paged");
    kafka.rollout.look();
    kafka.broker.fail(
        new FailingBroker.Point("evidence", "endOffsets"),
        FailingBroker.Way.AWAY,
        Integer.MAX_VALUE);
    kafka.awaitFailures(1);
    kafka.publish(page());
    for (long from = 0; from < 100; from += 20) {
      kafka.answer(id, from, from + 20, Rollout.HEALTHY);
      kafka.awaitExchanges();
      kafka.rollout.look();
    }
    assertThat(kafka.rollout.find(id).running()).isTrue();

    kafka.broker.heal();
    kafka.awaitEvidence();
    kafka.rollout.look();

    Evaluation ended = kafka.rollout.find(id);
    assertThat(ended.verdict()).isEqualTo("inconclusive");
    assertThat(ended.body().reasons().getFirst())
        .isEqualTo("foreign-script|m/p/gpu/new stands at PAGE is open on the candidate's slice");
    assertRecomputed(id);
  }

  private Evidence page() {
    return new Evidence(
        SeriesKey.parse("foreign-script|" + Rollout.CANDIDATE),
        kafka.rollout.instant(),
        100,
        3,
        1e-3,
        20,
        18,
        12,
        Evidence.Level.PAGE,
        null,
        3,
        DetectorState.START);
  }

  private Exchange exchange(PairPlan plan, long number, String target) {
    return kafka.rollout.exchange(plan, number, target, Rollout.answered(Rollout.HEALTHY));
  }

  private static ProducerRecord<String, byte[]> record(Exchange exchange) {
    return KafkaRollout.record(exchange, ProbeTopics.EXCHANGES.encode(exchange));
  }

  private void assertRecomputed(String id) {
    GateFacts facts = kafka.rollout.gates.facts(id).orElseThrow();
    assertThat(GateBody.of(facts.state(), facts.verdict()))
        .isEqualTo(kafka.rollout.find(id).body());
  }
}
