package dev.plumbline.endtoend;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.detect.DetectTopics;
import dev.plumbline.detect.Evidence;
import dev.plumbline.detect.Replay;
import dev.plumbline.lab.Truth;
import dev.plumbline.lab.TruthLog;
import dev.plumbline.probe.Demands;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Plan;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.probe.Slot;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.Observation;
import dev.plumbline.score.ScoreTopics;
import dev.plumbline.score.Scorer;
import dev.plumbline.standalone.EmbeddedBroker;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.TopicReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the topics hold after everything stopped, held against what must be true of it. */
public final class Books {
  private final Catalog catalog;
  private final List<Exchange> exchanges;
  private final List<ConsumerRecord<String, byte[]>> observations;
  private final Map<String, Evidence> evidence = new HashMap<>();

  /** Reads all there is. */
  public Books(String bootstrapServers, Catalog catalog) {
    this.catalog = catalog;
    exchanges =
        TopicReader.all(bootstrapServers, ProbeTopics.EXCHANGES).stream()
            .map(record -> ProbeTopics.EXCHANGES.decode(record.value()))
            .toList();
    observations = TopicReader.all(bootstrapServers, ScoreTopics.OBSERVATIONS);
    TopicReader.all(bootstrapServers, DetectTopics.EVIDENCE)
        .forEach(
            record -> evidence.put(record.key(), DetectTopics.EVIDENCE.decode(record.value())));
  }

  /** Whether the scorer has committed everything there is. */
  public static boolean settled(String bootstrapServers) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(properties)) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets("plumbline-scorer").partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> wanted =
          committed.keySet().stream()
              .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
      return !committed.isEmpty()
          && admin.listOffsets(wanted).all().get().entrySet().stream()
              .allMatch(end ->
                  requireNonNull(committed.get(end.getKey())).offset() >= end.getValue().offset());
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static Servers.Broker wrap(EmbeddedBroker broker) {
    return new Servers.Broker() {
      @Override
      public String bootstrapServers() {
        return broker.bootstrapServers();
      }

      @Override
      public void close() {}
    };
  }

  /** Exactly the observations that scoring each exchange once gives: none missing, none twice. */
  public void everyExchangeIsCountedOnce() {
    Scorer scorer = new Scorer(CheckRegistry.standard());
    Map<Observation, Long> expected =
        exchanges.stream()
            .flatMap(exchange -> scorer.score(catalog, exchange).stream())
            .collect(groupingBy(observation -> observation, counting()));
    Map<Observation, Long> counted =
        observations.stream()
            .map(record -> ScoreTopics.OBSERVATIONS.decode(record.value()))
            .collect(groupingBy(observation -> observation, counting()));

    assertThat(expected).as("load").hasSizeGreaterThan(2_000);
    assertThat(difference(expected, counted)).as("not counted, or not as often").isEmpty();
    assertThat(difference(counted, expected)).as("counted, or too often").isEmpty();
    assertThat(exchanges).extracting(Exchange::id).doesNotHaveDuplicates();
  }

  /** What one has that the other has not: all of both would be too much to read. */
  private static Map<Observation, Long> difference(
      Map<Observation, Long> one, Map<Observation, Long> other) {
    Map<Observation, Long> more = new HashMap<>(one);
    more.entrySet().removeAll(other.entrySet());
    return more;
  }

  /** Evidence is what a replay of the observations gives, bit for bit. */
  public void evidenceIsAReplayOfTheObservations() {
    Replay replay = new Replay(() -> catalog);
    observations.forEach(
        record -> replay.observe(record.offset(), ScoreTopics.OBSERVATIONS.decode(record.value())));
    Map<String, Evidence> replayed =
        replay.evidence().entrySet().stream()
            .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue));

    assertThat(replayed).as("series").hasSizeGreaterThan(20);
    assertThat(evidence).isEqualTo(replayed);
  }

  /** The lab saw each planned session at most as often as it has turns, and no other session. */
  public void noSlotWasSentTwice(TruthLog truths, Instant began) {
    Map<String, Long> planned =
        Plan.slots(catalog, Demands.NONE, began, InstantSource.system().instant()).stream()
            .map(Slot::session)
            .collect(groupingBy(session -> "user:" + session.id(), counting()));
    Map<String, Long> sent =
        truths.all().stream().collect(groupingBy(Truth::affinityKey, counting()));

    Set<String> tooOften =
        sent.entrySet().stream()
            .filter(session -> session.getValue() > planned.getOrDefault(session.getKey(), 0L))
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    assertThat(tooOften).as("sessions sent more often than planned").isEmpty();
    assertThat(sent).hasSizeGreaterThan(1_000);
  }
}
