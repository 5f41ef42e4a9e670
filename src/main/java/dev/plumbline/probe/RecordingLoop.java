package dev.plumbline.probe;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.topic.TopicStreams;
import dev.plumbline.topic.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Reads published exchanges and gives their claims their ends; loses claims whose exchange should
 * long have come. One thread, one consumer; after any exception a new loop goes on where the last
 * committed.
 */
final class RecordingLoop {
  private static final Duration CHECK_EVERY = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofMillis(500);

  /** Everything published to our partitions before {@code asOf} lies before these offsets. */
  private record Checkpoint(Instant asOf, Map<TopicPartition, Long> ends) {}

  private final Consumer<String, byte[]> consumer;
  private final RecordStore store;
  private final KafkaOperations<String, byte[]> deadLetters;
  private final ProbeMetrics metrics;
  private final CatalogSource catalogs;
  private final InstantSource clock;
  private final ClockAgreement clocks;
  private @Nullable Checkpoint checkpoint;
  private Instant nextCheck = Instant.MIN;

  RecordingLoop(
      Consumer<String, byte[]> consumer,
      RecordStore store,
      KafkaOperations<String, byte[]> deadLetters,
      ProbeMetrics metrics,
      CatalogSource catalogs,
      InstantSource clock,
      ClockAgreement clocks) {
    this.consumer = consumer;
    this.store = store;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.catalogs = catalogs;
    this.clock = clock;
    this.clocks = clocks;
  }

  /** Records what one poll brings. */
  void step() {
    if (checkpoint == null && !clock.instant().isBefore(nextCheck) && clocks.holds()) {
      checkpoint = new Checkpoint(clock.instant(), consumer.endOffsets(consumer.assignment()));
    }
    ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
    if (!records.isEmpty()) {
      store.record(outcomes(records));
      consumer.commitSync();
    }
    if (checkpoint != null) {
      check(checkpoint);
    }
  }

  private void check(Checkpoint reached) {
    if (!reached.ends().keySet().equals(consumer.assignment())) {
      checkpoint = null;
      return;
    }
    boolean caughtUp =
        reached.ends().entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    if (caughtUp) {
      checkpoint = null;
      nextCheck = reached.asOf().plus(CHECK_EVERY);
      store.caughtUp(
          reached.ends().keySet().stream().map(TopicPartition::partition).toList(), reached.asOf());
      metrics.lost(store.lose(consumer.partitionsFor(ProbeTopics.EXCHANGES.name()).size()));
    }
  }

  private Map<SlotKey, RecordStore.End> outcomes(ConsumerRecords<String, byte[]> records) {
    Map<SlotKey, RecordStore.End> outcomes = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      try {
        Exchange exchange = ProbeTopics.EXCHANGES.decode(record.value());
        outcomes.put(
            new SlotKey(
                exchange.target(), exchange.suite(), exchange.probe(), exchange.scheduledAt()),
            new RecordStore.End(exchange.outcome().word(), used(exchange)));
      } catch (UnreadableRecordException e) {
        putAside(record, String.valueOf(e.getMessage()));
      }
    }
    return outcomes;
  }

  /**
   * What an answer cost, where the target says and its price is known; else the worst case stays.
   */
  private @Nullable SlotCost used(Exchange exchange) {
    if (exchange.outcome() instanceof Outcome.Answered(Answer answer)
        && answer.usage() instanceof Answer.Usage(int prompt, int completion, _)
        && prompt >= 0
        && completion >= 0) {
      return catalogs
          .current()
          .target(exchange.target())
          .map(target -> SlotCost.of(target.price(), prompt, completion))
          .orElse(null);
    }
    return null;
  }

  private void putAside(ConsumerRecord<String, byte[]> record, String cause) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(ClaimRecorder.DEAD_LETTERS.name(), record.key(), record.value());
    letter.headers().add(TopicStreams.CAUSE_HEADER, cause.getBytes(StandardCharsets.UTF_8));
    deadLetters.send(letter).join();
  }
}
