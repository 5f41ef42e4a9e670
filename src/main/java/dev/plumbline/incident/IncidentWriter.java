package dev.plumbline.incident;

import dev.plumbline.detect.DetectTopics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the detections and has each written down. Every api process runs one; {@link Ledger}
 * makes one writer of them, so that nobody is elected and nobody has to notice that another died.
 * Detections are few: reading them once a process costs nothing.
 *
 * <p>Whatever fails, it starts again from where the database says it is, waiting longer each time:
 * it skips nothing and passes over nothing.
 */
final class IncidentWriter implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(IncidentWriter.class);
  private static final TopicPartition PARTITION =
      new TopicPartition(DetectTopics.DETECTIONS.name(), 0);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Ledger ledger;
  private final Duration retryAtMost;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private @Nullable Run run;

  /**
   * @param consumers without a group, reading committed records only, from the earliest where the
   *     offset wanted is gone
   */
  IncidentWriter(
      Supplier<Consumer<byte[], byte[]>> consumers, Ledger ledger, Duration retryAtMost) {
    this.consumers = consumers;
    this.ledger = ledger;
    this.retryAtMost = retryAtMost;
  }

  /** Why it does not get on; empty while it does. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure.get());
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
    private final AtomicReference<@Nullable Consumer<byte[], byte[]>> current =
        new AtomicReference<>();
    private final Thread thread =
        Thread.ofPlatform().name("incident-writer").daemon().unstarted(this::work);

    private void stop() {
      stopped.countDown();
      Consumer<byte[], byte[]> consumer = current.get();
      if (consumer != null) {
        consumer.wakeup();
      }
      try {
        if (!thread.join(STOPS_WITHIN)) {
          log.warn("still writing after {}; left behind, its transaction decides", STOPS_WITHIN);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void work() {
      Duration wait = FIRST_RETRY;
      while (!stopping()) {
        try (Consumer<byte[], byte[]> consumer = consumers.get()) {
          current.set(consumer);
          if (!stopping()) {
            follow(consumer);
          }
        } catch (WakeupException e) {
          log.debug("asked to stop", e);
        } catch (RuntimeException e) {
          wait = failure.getAndSet(e) == null ? FIRST_RETRY : wait.multipliedBy(2);
          wait = wait.compareTo(retryAtMost) > 0 ? retryAtMost : wait;
          log.error("detections not written down, trying again in {}", wait, e);
          pause(wait);
        } finally {
          current.set(null);
        }
      }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
      consumer.assign(List.of(PARTITION));
      consumer.seek(PARTITION, position(consumer));
      while (!stopping()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          ledger.write(record);
        }
        failure.set(null);
      }
    }

    /** A topic shorter than what was written down is another topic: it is read from its start. */
    private long position(Consumer<byte[], byte[]> consumer) {
      long next = ledger.next();
      Long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
      if (end == null || end >= next) {
        return next;
      }
      log.error(
          "{} ends at {} but was read up to {}: it was made anew; reading it from its start",
          PARTITION,
          end,
          next);
      ledger.rewind(next);
      return 0;
    }

    private void pause(Duration wait) {
      try {
        stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        stopped.countDown();
      }
    }

    private boolean stopping() {
      return stopped.getCount() == 0;
    }
  }
}
