package dev.plumbline.feedback;

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

/** Memory of the models in stores of a Streams task: in memory, restored from their changelogs. */
final class FeedbackStores {
  private static final String CLOCKS = "feedback-clocks";
  private static final String COUNTED = "feedback-counted";
  private static final String PASTS = "feedback-pasts";

  private FeedbackStores() {}

  static Set<StoreBuilder<?>> builders() {
    return Set.of(
        store(CLOCKS, FeedbackMemory.Clock.class),
        store(COUNTED, FeedbackMemory.Counted.class),
        store(PASTS, Past.class));
  }

  static FeedbackMemory memory(ProcessorContext<?, ?> context) {
    return new FeedbackMemory(
        rows(context.getStateStore(CLOCKS)),
        rows(context.getStateStore(COUNTED)),
        rows(context.getStateStore(PASTS)));
  }

  private static <V> StoreBuilder<?> store(String name, Class<V> type) {
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(name),
            Serdes.String(),
            TopicStreams.serde(Topic.compacted(name, type, 1)))
        .withLoggingEnabled(Map.of());
  }

  private static <V> Rows<V> rows(KeyValueStore<String, V> store) {
    return new Rows<>() {
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
