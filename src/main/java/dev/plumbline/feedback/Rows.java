package dev.plumbline.feedback;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A sorted map from text, which a Streams store and a plain map both are. */
interface Rows<V> {
  @Nullable V get(String key);

  void put(String key, V value);

  void delete(String key);

  /** Values of keys from the first on to before the second. */
  List<V> between(String from, String to);

  /** In memory, gone with the object. */
  static <V> Rows<V> inMemory() {
    return new InMemory<>();
  }

  /** A plain map in order. */
  final class InMemory<V> implements Rows<V> {
    private final NavigableMap<String, V> map = new TreeMap<>();

    private InMemory() {}

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

    @Override
    public List<V> between(String from, String to) {
      return List.copyOf(map.subMap(from, to).values());
    }
  }
}
