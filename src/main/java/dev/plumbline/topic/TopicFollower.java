package dev.plumbline.topic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows a topic on a thread of its own, with a consumer connected anew after each failure. */
public final class TopicFollower {
  private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);

  /** What is done with a consumer that has just connected. */
  @FunctionalInterface
  public interface Following {

    /** Returns soon after {@code goesOn} says no. What it throws has it begin anew. */
    void follow(Consumer<String, byte[]> consumer, BooleanSupplier goesOn);
  }

  private final String name;
  private final Supplier<Consumer<String, byte[]>> connect;
  private final Duration retry;
  private final Following following;
  private @Nullable Run run;

  /**
   * @param name of the thread, and in the log
   * @param connect to a consumer of no group
   * @param retry how long after a failure it is tried again
   */
  public TopicFollower(
      String name,
      Supplier<Consumer<String, byte[]>> connect,
      Duration retry,
      Following following) {
    this.name = name;
    this.connect = connect;
    this.retry = retry;
    this.following = following;
  }

  public synchronized void start() {
    if (run == null) {
      run = new Run();
      run.thread.start();
    }
  }

  public synchronized void stop() {
    if (run != null) {
      run.stop();
      run = null;
    }
  }

  public synchronized boolean isRunning() {
    return run != null;
  }

  private final class Run {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable Consumer<String, byte[]>> current =
        new AtomicReference<>();
    private final Thread thread = Thread.ofPlatform().name(name).daemon().unstarted(this::work);

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
        following.follow(consumer, () -> stopped.getCount() > 0);
      } catch (WakeupException _) {
        log.debug("{}: asked to stop", name);
      } catch (RuntimeException e) {
        log.error("{}: the topic cannot be followed, trying again in {}", name, retry, e);
      } finally {
        current.set(null);
      }
    }
  }
}
