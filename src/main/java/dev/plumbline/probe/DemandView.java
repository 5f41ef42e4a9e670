package dev.plumbline.probe;

import dev.plumbline.topic.TopicFollower;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
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

  private final AtomicReference<Demands> known = new AtomicReference<>(Demands.NONE);
  private final TopicFollower follower;

  /**
   * @param connect to a consumer of no group
   * @param retry how long after a failure it is tried again
   */
  DemandView(Supplier<Consumer<String, byte[]>> connect, Duration retry) {
    follower = new TopicFollower("plumbline-probe-demands", connect, retry, this::follow);
  }

  @Override
  public Demands get() {
    return known.get();
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
    consumer.assign(List.of(PARTITION));
    consumer.seekToBeginning(List.of(PARTITION));
    while (goesOn.getAsBoolean()) {
      consumer.poll(POLL).forEach(this::take);
    }
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    try {
      Demand demand = DemandReader.read(record.key(), record.value());
      known.updateAndGet(demands -> demands.with(demand));
    } catch (UnreadableRecordException e) {
      log.error("demand at {}@{} is unreadable and passed over", PARTITION, record.offset(), e);
    }
  }
}
