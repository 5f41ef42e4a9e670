package dev.plumbline.topic;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map from text, which a Streams store and a plain map both are. */
public interface Table<V> {
  @Nullable V get(String key);

  void put(String key, V value);

  void delete(String key);

  /** In memory, gone with the object. */
  static <V> Table<V> inMemory() {
    return new InMemory<>(new HashMap<>());
  }

  /** A plain map. */
  class InMemory<V> implements Table<V> {
    private final Map<String, V> map;

    InMemory(Map<String, V> map) {
      this.map = map;
    }

    @Override
    public @Nullable V get(String key) {
      return map.get(key);
    }

    @Override
    public void put(String key, V value) {
      map.put(key, value);
    }

    @Override
    public void delete(String key) {
      map.remove(key);
    }
  }
}
