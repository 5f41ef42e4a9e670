package dev.plumbline.gate.live;

import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeTopics;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Reads all exchanges, in every instance: a pair has two targets, whose exchanges lie in two
 * partitions. What is kept of them is kept once, whoever was first.
 */
final class ExchangeFollower implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(ExchangeFollower.class);
  private static final String TOPIC = ProbeTopics.EXCHANGES.name();
  private static final Duration POLL = Duration.ofMillis(200);

  /** Who wants exchanges. */
  interface Listener {

    /** Looks which targets are of interest now; the earliest instant of interest, or null. */
    @Nullable Instant refresh();

    boolean wants(String target);

    /** Takes one. What it throws has the same be read again. */
    void take(Exchange exchange);
  }

  private final Supplier<Consumer<String, byte[]>> connect;
  private final Listener listener;
  private final InstantSource clock;
  private final Duration retry;
  private final AtomicReference<Instant> caughtUp = new AtomicReference<>(Instant.MIN);
  private @Nullable Run run;

  ExchangeFollower(
      Supplier<Consumer<String, byte[]>> connect,
      Listener listener,
      InstantSource clock,
      Duration retry) {
    this.connect = connect;
    this.listener = listener;
    this.clock = clock;
    this.retry = retry;
  }

  /** All that was on the topic at this instant has been taken. */
  Instant caughtUp() {
    return caughtUp.get();
  }

  @Override
  public synchronized void start() {
    if (run == null) {
      run = new Run();
      run.thread.start();
    }
  }

  @Override
  public synchronized void stop() {
    if (run != null) {
      run.stop();
      run = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return run != null;
  }

  private final class Run {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<String, byte[]>> current =
        new AtomicReference<>();
    private final Thread thread =
        Thread.ofPlatform().name("plumbline-gate-exchanges").daemon().unstarted(this::work);

    /** Where to go on after a failure; empty at first. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private void stop() {
      stopped.countDown();
      Consumer<String, byte[]> consumer = current.get();
      if (consumer != null) {
        consumer.wakeup();
      }
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void work() {
      try {
        do {
          follow();
        } while (!stopped.await(retry.toMillis(), TimeUnit.MILLISECONDS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void follow() {
      try (Consumer<String, byte[]> consumer = connect.get()) {
        current.set(consumer);
        begin(consumer);
        while (stopped.getCount() > 0) {
          Instant now = clock.instant();
          Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
          listener.refresh();
          do {
            consumer.poll(POLL).forEach(this::take);
          } while (stopped.getCount() > 0 && !reached(ends));
          caughtUp.set(now);
        }
      } catch (WakeupException _) {
        log.debug("no longer following exchanges: asked to stop");
      } catch (KafkaException | DataAccessException e) {
        log.error("gates cannot read exchanges, trying again in {}", retry, e);
      } finally {
        current.set(null);
      }
    }

    private void begin(Consumer<String, byte[]> consumer) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(it -> new TopicPartition(TOPIC, it.partition()))
              .toList();
      consumer.assign(partitions);
      if (next.isEmpty()) {
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

    private boolean reached(Map<TopicPartition, Long> ends) {
      return ends.entrySet().stream()
          .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
      if (record.key() != null && listener.wants(record.key())) {
        try {
          listener.take(ProbeTopics.EXCHANGES.decode(record.value()));
        } catch (UnreadableRecordException e) {
          // The scorer reads the same and sends it to the dead letters.
          log.debug("exchange {}@{} is unreadable", record.partition(), record.offset(), e);
        }
      }
      next.put(new TopicPartition(TOPIC, record.partition()), record.offset() + 1);
    }
  }
}
