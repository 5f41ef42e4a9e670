package dev.plumbline.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * Tables of a Streams task: in memory, restored from their changelogs, so that nothing aborted can
 * survive a crash on disk.
 */
public final class StreamsTables {
  private StreamsTables() {}

  /** What makes a store of this name. */
  public static <V> StoreBuilder<?> store(String name, Class<V> type) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name),
            Serdes.String(),
            TopicStreams.serde(Topic.compacted(name, type, 1)))
        .withLoggingEnabled(Map.of());
  }

  /** A store as the table it is. */
  public static <V> SortedTable<V> table(KeyValueStore<String, V> store) {
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
