package dev.plumbline.detect;

import dev.plumbline.topic.Topic;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
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
  private final Supplier<Consumer<String, byte[]>> connect;
  private final Map<String, V> newest = new ConcurrentHashMap<>();
  private volatile boolean loaded;
  private @Nullable Consumer<String, byte[]> consumer;
  private @Nullable Thread thread;

  NewestValues(Topic<V> topic, Supplier<Consumer<String, byte[]>> connect) {
    this.topic = topic;
    this.connect = connect;
  }

  /** Whether everything that was on the topic when this process started has been read. */
  boolean loaded() {
    return loaded;
  }

  Collection<V> all() {
    return newest.values();
  }

  @Nullable V get(String key) {
    return newest.get(key);
  }

  synchronized void start() {
    Consumer<String, byte[]> connected = connect.get();
    consumer = connected;
    thread = Thread.ofPlatform().name(topic.name()).start(() -> follow(connected));
  }

  synchronized void stop() {
    if (consumer != null) {
      consumer.wakeup();
    }
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    consumer = null;
    thread = null;
  }

  synchronized boolean isRunning() {
    return thread != null;
  }

  private void follow(Consumer<String, byte[]> connected) {
    try (connected) {
      List<TopicPartition> partitions =
          connected.partitionsFor(topic.name()).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      connected.assign(partitions);
      connected.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = connected.endOffsets(partitions);
      while (true) {
        connected.poll(POLL).forEach(this::take);
        loaded = loaded || ends.entrySet().stream().allMatch(end -> reached(connected, end));
      }
    } catch (WakeupException _) {
      LOG.debug("No longer following {}: asked to stop", topic.name());
    } catch (KafkaException e) {
      loaded = false;
      LOG.error(
          "{} is no longer shown, because it cannot be read; restart once Kafka is well",
          topic.name(),
          e);
    }
  }

  private static boolean reached(
      Consumer<String, byte[]> connected, Map.Entry<TopicPartition, Long> end) {
    return connected.position(end.getKey()) >= end.getValue();
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
  }
}
