package dev.plumbline.detect;

import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicFollower;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest value of every key of a compacted topic, read from its beginning: the same in every
 * process, whoever wrote it.
 */
final class NewestValues<V> {
  private static final Logger LOG = LoggerFactory.getLogger(NewestValues.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Topic<V> topic;
  private final InstantSource clock;
  private final TopicFollower follower;
  private final Map<String, V> newest = new ConcurrentHashMap<>();
  private volatile boolean loaded;
  private volatile Instant readUntil = Instant.MIN;

  /** Where to go on after a failure; empty at first. Of the thread that follows alone. */
  private final Map<TopicPartition, Long> next = new HashMap<>();

  /**
   * @param retry how long after a failure it is connected anew
   */
  NewestValues(
      Topic<V> topic,
      Supplier<Consumer<String, byte[]>> connect,
      InstantSource clock,
      Duration retry) {
    this.topic = topic;
    this.clock = clock;
    this.follower = new TopicFollower(topic.name(), connect, retry, this::follow);
  }

  /**
   * Whether everything that was on the topic when this process started has been read, and nothing
   * has broken since. A broker that is away breaks nothing: it says nothing new.
   */
  boolean loaded() {
    return loaded;
  }

  /** All that was committed at this instant has been read; stands still while Kafka is away. */
  Instant readUntil() {
    return readUntil;
  }

  Collection<V> all() {
    return newest.values();
  }

  @Nullable V get(String key) {
    return newest.get(key);
  }

  void start() {
    follower.start();
  }

  void stop() {
    follower.stop();
  }

  boolean isRunning() {
    return follower.isRunning();
  }

  private void follow(Consumer<String, byte[]> consumer, BooleanSupplier goesOn) {
    try {
      begin(consumer);
      while (goesOn.getAsBoolean()) {
        readOnce(consumer, goesOn);
      }
    } catch (WakeupException | RetriableException e) {
      throw e;
    } catch (RuntimeException e) {
      loaded = false;
      throw e;
    }
  }

  private void readOnce(Consumer<String, byte[]> consumer, BooleanSupplier goesOn) {
    Instant now = clock.instant();
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    do {
      consumer.poll(POLL).forEach(this::take);
    } while (goesOn.getAsBoolean() && !reached(consumer, ends));
    if (reached(consumer, ends)) {
      loaded = true;
      readUntil = now;
    }
  }

  private void begin(Consumer<String, byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(it -> new TopicPartition(it.topic(), it.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    // From the beginning again, old values would for a while stand where newer ones stood.
    next.forEach(consumer::seek);
  }

  private static boolean reached(
      Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    byte @Nullable [] value = record.value();
    try {
      if (value == null) {
        newest.remove(record.key());
      } else {
        newest.put(record.key(), topic.decode(value));
      }
    } catch (UnreadableRecordException e) {
      LOG.error(
          "{}-{}@{} is unreadable; what it is of stays where it was",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
    }
    next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
  }
}
