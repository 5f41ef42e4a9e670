package dev.plumbline.detect;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A table whose keys have an order that is asked for. */
interface SortedTable<V> extends Table<V> {
  /** Values of keys from the first on to before the second. */
  List<V> between(String from, String to);

  /** In memory, gone with the object. */
  static <V> SortedTable<V> inMemory() {
    NavigableMap<String, V> map = new TreeMap<>();
    return new SortedTable<>() {
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
    };
  }
}
