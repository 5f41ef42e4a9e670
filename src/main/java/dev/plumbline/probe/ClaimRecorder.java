package dev.plumbline.probe;

import dev.plumbline.topic.DeadLetters;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the {@link RecordingLoop}, with a new consumer a second after each failure. */
final class ClaimRecorder implements SmartLifecycle {
  static final DeadLetters DEAD_LETTERS = new DeadLetters(ProbeTopics.EXCHANGES, "probe-recorder");

  private static final Logger log = LoggerFactory.getLogger(ClaimRecorder.class);
  private static final long STOP_SECONDS = 10;

  private final Supplier<Consumer<String, byte[]>> consumers;
  private final Function<Consumer<String, byte[]>, RecordingLoop> loops;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("plumbline-probe-recorder").factory());
  private volatile boolean running;

  ClaimRecorder(
      Supplier<Consumer<String, byte[]>> consumers,
      Function<Consumer<String, byte[]>, RecordingLoop> loops) {
    this.consumers = consumers;
    this.loops = loops;
  }

  @Override
  public void start() {
    running = true;
    var _ = thread.scheduleWithFixedDelay(this::record, 0, 1, TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    running = false;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void record() {
    try (Consumer<String, byte[]> consumer = consumers.get()) {
      consumer.subscribe(List.of(ProbeTopics.EXCHANGES.name()));
      RecordingLoop loop = loops.apply(consumer);
      while (running) {
        loop.step();
      }
    } catch (RuntimeException e) {
      log.warn("recording exchanges failed, starting again: {}", e.toString());
    }
  }
}
