package dev.plumbline.gate.live;

import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.topic.TopicFollower;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * Reads all exchanges, in every instance: a pair has two targets, whose exchanges lie in two
 * partitions. What is kept of them is kept once, whoever was first.
 */
final class ExchangeFollower implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ExchangeFollower.class);
  private static final String TOPIC = ProbeTopics.EXCHANGES.name();
  private static final Duration POLL = Duration.ofMillis(200);

  private static final Duration REFRESHED = Duration.ofSeconds(1);

  /** Who wants exchanges. */
  interface Listener {

    /** Looks which targets are of interest now; the earliest instant of interest, or null. */
    @Nullable Instant refresh();

    boolean wants(String target);

    /** Takes one. What it throws has the same be read again. */
    void take(Exchange exchange);
  }

  private final Listener listener;
  private final InstantSource clock;
  private final TopicFollower follower;
  private final AtomicReference<Instant> caughtUp = new AtomicReference<>(Instant.MIN);

  /** Where to go on after a failure; empty at first. Of the thread that follows alone. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  private Instant refreshed = Instant.EPOCH;

  ExchangeFollower(
      Supplier<Consumer<String, byte[]>> connect,
      Listener listener,
      InstantSource clock,
      Duration retry) {
    this.listener = listener;
    this.clock = clock;
    this.follower = new TopicFollower("plumbline-gate-exchanges", connect, retry, this::follow);
  }

  /** All that was on the topic at this instant has been taken. */
  Instant caughtUp() {
    return caughtUp.get();
  }

  @Override
  public void start() {
    follower.start();
  }

  @Override
  public void stop() {
    follower.stop();
  }

  @Override
  public boolean isRunning() {
    return follower.isRunning();
  }

  private void follow(Consumer<String, byte[]> consumer, BooleanSupplier goesOn) {
    begin(consumer);
    while (goesOn.getAsBoolean()) {
      Instant now = clock.instant();
      Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
      do {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          // After the poll: whose exchanges these are may have been asked while nothing came.
          refresh();
          records.forEach(this::take);
        }
      } while (goesOn.getAsBoolean() && !reached(consumer, ends));
      if (reached(consumer, ends)) {
        caughtUp.set(now);
      }
    }
  }

  /** What is asked now is due in some seconds: what was asked a second ago has no exchange yet. */
  private void refresh() {
    Instant now = clock.instant();
    if (!now.isBefore(refreshed.plus(REFRESHED))) {
      listener.refresh();
      refreshed = now;
    }
  }

  private void begin(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(TOPIC).stream()
            .map(it -> new TopicPartition(TOPIC, it.partition()))
            .toList();
    consumer.assign(partitions);
    if (next.isEmpty()) {
      refreshed = clock.instant();
      Instant from = listener.refresh();
      long since = (from == null ? clock.instant() : from).toEpochMilli();
      Map<TopicPartition, Long> times = new HashMap<>();
      partitions.forEach(partition -> times.put(partition, since));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer
          .offsetsForTimes(times)
          .forEach((partition, found) ->
              next.put(
                  partition, found == null ? ends.getOrDefault(partition, 0L) : found.offset()));
    }
    next.forEach(consumer::seek);
  }

  /** By the consumer's own position, which also passes what retention has taken away. */
  private static boolean reached(
      Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    if (record.key() != null && listener.wants(record.key())) {
      try {
        listener.take(ProbeTopics.EXCHANGES.decode(record.value()));
      } catch (UnreadableRecordException e) {
        // The scorer reads the same and sends it to the dead letters.
        log.debug("exchange {}@{} is unreadable", record.partition(), record.offset(), e);
      } catch (DataIntegrityViolationException e) {
        refused(record, e);
      } catch (DataAccessException e) {
        throw e; // the database is away: to be read again
      } catch (RuntimeException e) {
        refused(record, e);
      }
    }
    next.put(new TopicPartition(TOPIC, record.partition()), record.offset() + 1);
  }

  /** Read again it would be refused again, and all gates would wait for this one record. */
  private static void refused(ConsumerRecord<String, byte[]> record, RuntimeException e) {
    log.error(
        "exchange {}@{} cannot be used, its side counts as missing",
        record.partition(),
        record.offset(),
        e);
  }
}
