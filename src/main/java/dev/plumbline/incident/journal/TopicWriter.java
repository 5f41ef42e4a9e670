package dev.plumbline.incident.journal;

import dev.plumbline.topic.TopicIdentities;
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
 * Follows a topic and has each record written down. Every api process runs one; the {@link Journal}
 * makes one writer of them, so that nobody is elected and nobody has to notice that another died.
 * For topics of few records: reading them once a process costs nothing.
 *
 * <p>Whatever fails, it starts again from where the database says it is, waiting longer each time:
 * it skips nothing and passes over nothing. It looks now and then whether the topic is still the
 * one that was written down, and the database no older than it was: either may have been lost and
 * come back as another, or as it was at the last backup.
 */
public class TopicWriter implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(TopicWriter.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

  private final String name;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Beginning beginning;
  private final Duration looksEvery;
  private final Journal journal;
  private final TopicPartition partition;
  private final Duration retryAtMost;
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
  private @Nullable Run run;

  /**
   * @param name of its thread
   * @param consumers without a group, reading committed records only, that fail where the offset
   *     wanted is gone
   * @param looksEvery how often it looks whether topic and database are those they were
   */
  protected TopicWriter(
      String name,
      Supplier<Consumer<byte[], byte[]>> consumers,
      TopicIdentities identities,
      Journal journal,
      Duration retryAtMost,
      Duration looksEvery) {
    this.name = name;
    this.consumers = consumers;
    this.beginning = new Beginning(identities, journal);
    this.looksEvery = looksEvery;
    this.journal = journal;
    this.partition = new TopicPartition(journal.topic(), 0);
    this.retryAtMost = retryAtMost;
  }

  /** Why it does not get on; empty while it does. */
  public final Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure.get());
  }

  @Override
  public final synchronized void start() {
    if (run == null) {
      run = new Run();
      run.thread.start();
    }
  }

  @Override
  public final synchronized void stop() {
    if (run != null) {
      run.stop();
      run = null;
    }
  }

  @Override
  public final synchronized boolean isRunning() {
    return run != null;
  }

  private final class Run {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<byte[], byte[]>> current =
        new AtomicReference<>();
    private final Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);

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
          log.error("{}: records not written down, trying again in {}", partition, wait, e);
          pause(wait);
        } finally {
          current.set(null);
        }
      }
    }

    /** Returns when asked to stop, and where it has to begin elsewhere. */
    private void follow(Consumer<byte[], byte[]> consumer) {
      consumer.assign(List.of(partition));
      Place place = beginning.at(consumer, partition);
      // By polls and not by a clock: where much comes, it looks more often, and never less.
      Duration poll = POLL.compareTo(looksEvery) < 0 ? POLL : looksEvery;
      long pollsALook = looksEvery.dividedBy(poll);
      long polls = 0;
      while (!stopping()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(poll)) {
          Place after = journal.write(record, place);
          if (!after.follows(place)) {
            log.warn(
                "{} is written down up to {}, not {}: going on there", partition, after, place);
            return;
          }
          place = after;
        }
        failure.set(null);
        polls++;
        if (polls % pollsALook == 0 && !beginning.holds(place)) {
          return;
        }
      }
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
