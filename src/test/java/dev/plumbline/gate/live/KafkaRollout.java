package dev.plumbline.gate.live;

import static org.awaitility.Awaitility.await;

import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.SeriesView;
import dev.plumbline.probe.Demand;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.PairPlan;
import dev.plumbline.probe.ProbeTopics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A rollout over a real broker: demands, both followers and the judge are the real ones, the clock
 * is a test's. So is the worker, which answers the pairs of all demands that the broker took.
 */
final class KafkaRollout implements Rollout.Kafka, AutoCloseable {
  private static final Duration RETRY = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  final FailingBroker broker = new FailingBroker();
  final Rollout rollout;
  private final PairDemands demands = new PairDemands(broker::producer);
  private final Map<String, Demand> taken = new ConcurrentHashMap<>();
  private @Nullable ExchangeFollower exchanges;
  private @Nullable SeriesView series;
  private @Nullable CandidateEvidence evidence;

  KafkaRollout(DataSource database, Path folder) {
    rollout = new Rollout(database, folder, this);
  }

  /** Followers that know nothing, as after a start of the process. */
  void start() {
    stop();
    exchanges =
        new ExchangeFollower(() -> broker.consumer("exchanges"), rollout.listener, rollout, RETRY);
    SeriesView view =
        new SeriesView(
            DetectTopics.EVIDENCE,
            () -> rollout.catalog,
            () -> broker.consumer("evidence"),
            rollout,
            RETRY);
    evidence = new CandidateEvidence(view::all, view::find, () -> rollout.catalog);
    series = view;
    exchanges.start();
    view.start();
  }

  private void stop() {
    if (exchanges != null) {
      exchanges.stop();
    }
    if (series != null) {
      series.stop();
    }
  }

  @Override
  public void write(Demand demand) {
    demands.write(demand);
    taken.put(demand.key(), demand);
  }

  @Override
  public Instant caughtUp() {
    return exchanges == null ? Instant.MIN : exchanges.caughtUp();
  }

  @Override
  public Instant evidenceReadUntil() {
    return series == null ? Instant.MIN : series.readUntil();
  }

  @Override
  public List<String> open(String target) {
    return evidence == null ? List.of() : evidence.apply(target);
  }

  String ask(String build) {
    return asked(rollout.gates.ask(question(build)));
  }

  String askAgain(String build) {
    return asked(rollout.gates.askAgain(question(build)));
  }

  /** No exchange of a pair is there before the pair is due, in more seconds than these. */
  private String asked(Gates.Asked asked) {
    rollout.advance(Duration.ofSeconds(2));
    return asked.evaluation().id();
  }

  private static GateRequest question(String build) {
    return new GateRequest("quick", Rollout.CANDIDATE, Rollout.BASELINE, build, null);
  }

  /** Time goes on to a pair, whose predecessors from another one on workers answer. */
  void answer(String id, long from, long to, String candidate) {
    PairPlan plan = PairPlan.of(rollout.catalog, rollout.demand(id)).orElseThrow();
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (long number = from; number < to; number++) {
      if (demanded(id, plan.at(number))) {
        records.add(
            record(rollout.exchange(plan, number, Rollout.CANDIDATE, Rollout.answered(candidate))));
        records.add(
            record(
                rollout.exchange(
                    plan, number, Rollout.BASELINE, Rollout.answered(Rollout.HEALTHY))));
      }
    }
    broker.publish(records);
    Duration step = Duration.between(rollout.instant(), plan.at(to));
    rollout.advance(step.isPositive() ? step : Duration.ZERO);
  }

  private boolean demanded(String id, Instant at) {
    return taken.values().stream().anyMatch(it -> it.key().endsWith(id) && at.isBefore(it.until()));
  }

  private static ProducerRecord<String, byte[]> record(Exchange exchange) {
    return record(exchange, ProbeTopics.EXCHANGES.encode(exchange));
  }

  /** Some bytes where an exchange would be. */
  static ProducerRecord<String, byte[]> record(Exchange exchange, byte @Nullable [] bytes) {
    return new ProducerRecord<>(
        ProbeTopics.EXCHANGES.name(),
        null,
        exchange.scheduledAt().toEpochMilli(),
        exchange.target(),
        bytes);
  }

  void publish(Evidence of) {
    broker.publish(
        List.of(
            new ProducerRecord<>(
                DetectTopics.EVIDENCE.name(),
                of.series().toString(),
                DetectTopics.EVIDENCE.encode(of))));
  }

  /** Until all that was published is read. */
  void awaitExchanges() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> !caughtUp().isBefore(rollout.instant()));
  }

  void awaitEvidence() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> !evidenceReadUntil().isBefore(rollout.instant()));
  }

  /** Until what was armed has happened, so often. */
  void awaitFailures(int atLeast) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> broker.failed() >= atLeast);
  }

  @Override
  public void close() {
    stop();
    demands.close();
    broker.close();
  }
}
