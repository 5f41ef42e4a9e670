package dev.plumbline.detect;

import dev.plumbline.score.Observation;
import dev.plumbline.topic.Topic;
import dev.plumbline.topic.TopicStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Memory of the checks in stores of a Streams task: in memory, restored from their changelogs, so
 * that nothing aborted can survive a crash on disk.
 */
final class DetectionStores {
  private static final String SERIES = "detect-series";
  private static final String CLOCKS = "detect-clocks";
  private static final String WAITING = "detect-waiting";
  private static final String PROBES = "detect-probes";

  private DetectionStores() {}

  static Set<StoreBuilder<?>> builders() {
    return Set.of(
        store(SERIES, Evidence.class),
        store(CLOCKS, CheckClock.class),
        store(WAITING, Observation.class),
        store(PROBES, ProbeMemory.class));
  }

  static CheckMemory memory(ProcessorContext<?, ?> context) {
    return new CheckMemory(
        table(context.getStateStore(SERIES)),
        table(context.getStateStore(CLOCKS)),
        table(context.getStateStore(WAITING)),
        table(context.getStateStore(PROBES)));
  }

  private static <V> StoreBuilder<?> store(String name, Class<V> type) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name),
            Serdes.String(),
            TopicStreams.serde(Topic.compacted(name, type, 1)))
        .withLoggingEnabled(Map.of());
  }

  private static <V> SortedTable<V> table(KeyValueStore<String, V> store) {
    return new SortedTable<>() {
      @Override
      public @Nullable V get(String key) {
        return store.get(key);
      }

      @Override
      public void put(String key, V value) {
        store.put(key, value);
      }

      @Override
      public void delete(String key) {
        store.delete(key);
      }

      @Override
      public List<V> between(String from, String to) {
        List<V> values = new ArrayList<>();
        try (KeyValueIterator<String, V> entries = store.range(from, to)) {
          entries.forEachRemaining(entry -> {
            if (!entry.key.equals(to)) {
              values.add(entry.value);
            }
          });
        }
        return values;
      }
    };
  }
}
