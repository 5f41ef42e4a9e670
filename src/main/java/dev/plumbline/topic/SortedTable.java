package dev.plumbline.topic;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A table whose keys have an order that is asked for. */
public interface SortedTable<V> extends Table<V> {
  /** Values of keys from the first on to before the second. */
  List<V> between(String from, String to);

  /** In memory, gone with the object. */
  static <V> SortedTable<V> inMemory() {
    return new SortedInMemory<>(new TreeMap<>());
  }

  /** A plain map in order. */
  final class SortedInMemory<V> extends Table.InMemory<V> implements SortedTable<V> {
    private final NavigableMap<String, V> map;

    private SortedInMemory(NavigableMap<String, V> map) {
      super(map);
      this.map = map;
    }

    @Override
    public List<V> between(String from, String to) {
      return List.copyOf(map.subMap(from, to).values());
    }
  }
}
