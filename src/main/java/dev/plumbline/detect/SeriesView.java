package dev.plumbline.detect;

import dev.plumbline.catalog.CatalogSource;
import dev.plumbline.role.ConditionalOnRole;
import dev.plumbline.role.Role;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.UnreadableRecordException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * The newest evidence of every series the catalog makes, read from the compacted topic from its
 * beginning: the same in every process, whoever computed it.
 */
@Component
@ConditionalOnRole(Role.API)
public final class SeriesView implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesView.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Topic<Evidence> topic;
  private final CatalogSource catalog;
  private final Supplier<Consumer<String, byte[]>> connect;
  private final Map<SeriesKey, Evidence> newest = new ConcurrentHashMap<>();
  private volatile boolean loaded;
  private @Nullable Consumer<String, byte[]> consumer;
  private @Nullable Thread thread;

  @Autowired
  SeriesView(ConsumerFactory<?, ?> consumers, Topic<Evidence> topic, CatalogSource catalog) {
    this(topic, catalog, () -> EvidenceConsumer.of(consumers));
  }

  SeriesView(
      Topic<Evidence> topic, CatalogSource catalog, Supplier<Consumer<String, byte[]>> connect) {
    this.topic = topic;
    this.catalog = catalog;
    this.connect = connect;
  }

  /** Whether everything that was on the topic when this process started has been read. */
  public boolean loaded() {
    return loaded;
  }

  /** Newest evidence of each series that the catalog still makes and that had a trial. */
  public List<Evidence> all() {
    SeriesPlan plan = new SeriesPlan(catalog.current());
    return newest.values().stream().filter(it -> plan.contains(it.series())).toList();
  }

  /** Newest evidence of one series, also of one the catalog no longer makes. */
  public Optional<Evidence> find(SeriesKey series) {
    return Optional.ofNullable(newest.get(series));
  }

  @Override
  public synchronized void start() {
    Consumer<String, byte[]> connected = connect.get();
    consumer = connected;
    thread = Thread.ofPlatform().name("detect-series-view").start(() -> follow(connected));
  }

  @Override
  public synchronized void stop() {
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

  @Override
  public synchronized boolean isRunning() {
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
          "Series are no longer shown, because {} cannot be read; restart once Kafka is well",
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
        newest.remove(SeriesKey.parse(record.key()));
      } else {
        Evidence evidence = topic.decode(value);
        newest.put(evidence.series(), evidence);
      }
    } catch (UnreadableRecordException | IllegalArgumentException e) {
      LOG.error(
          "Evidence at {}-{}@{} is unreadable; its series stays where it was",
          record.topic(),
          record.partition(),
          record.offset(),
          e);
    }
  }
}
