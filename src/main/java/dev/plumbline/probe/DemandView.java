package dev.plumbline.probe;

import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
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

/**
 * The demands as this process knows them, read from the compacted topic from its beginning. Without
 * the broker no new ones come and those known end by themselves: probing goes on at its base rate.
 */
final class DemandView implements SmartLifecycle, Supplier<Demands> {
  private static final Logger log = LoggerFactory.getLogger(DemandView.class);
  private static final TopicPartition PARTITION = new TopicPartition(ProbeTopics.DEMANDS.name(), 0);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<Consumer<String, byte[]>> connect;
  private final Duration retry;
  private final AtomicReference<Demands> known = new AtomicReference<>(Demands.NONE);
  private @Nullable Run run;

  /**
   * @param connect to a consumer of no group
   * @param retry how long after a failure it is tried again
   */
  DemandView(Supplier<Consumer<String, byte[]>> connect, Duration retry) {
    this.connect = connect;
    this.retry = retry;
  }

  @Override
  public Demands get() {
    return known.get();
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

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      Demand demand = DemandReader.read(record.key(), record.value());
      known.updateAndGet(demands -> demands.with(demand));
    } catch (UnreadableRecordException e) {
      log.error("demand at {}@{} is unreadable and passed over", PARTITION, record.offset(), e);
    }
  }

  private final class Run {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<String, byte[]>> current =
        new AtomicReference<>();
    private final Thread thread =
        Thread.ofPlatform().name("plumbline-probe-demands").daemon().unstarted(this::work);

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
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
        while (stopped.getCount() > 0) {
          consumer.poll(POLL).forEach(DemandView.this::take);
        }
      } catch (WakeupException _) {
        log.debug("no longer following demands: asked to stop");
      } catch (KafkaException e) {
        log.error("demands cannot be read, trying again in {}", retry, e);
      } finally {
        current.set(null);
      }
    }
  }
}
