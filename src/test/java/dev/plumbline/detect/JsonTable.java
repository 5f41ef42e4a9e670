package dev.plumbline.detect;

import dev.plumbline.topic.Json;
import dev.plumbline.topic.SortedTable;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Keeps text, as a store does: whatever does not survive JSON is lost at once. */
final class JsonTable<V> implements SortedTable<V> {
  private final TreeMap<String, String> map = new TreeMap<>();
  private final Class<V> type;

  JsonTable(Class<V> type) {
    this.type = type;
  }

  @Override
  public @Nullable V get(String key) {
    String text = map.get(key);
    return text == null ? null : read(text);
  }

  @Override
  public void put(String key, V value) {
    map.put(key, Json.MAPPER.writeValueAsString(value));
  }

  @Override
  public void delete(String key) {
    map.remove(key);
  }

  @Override
  public List<V> between(String from, String to) {
    return map.subMap(from, to).values().stream().map(this::read).toList();
  }

  int size() {
    return map.size();
  }

  private V read(String text) {
    return Json.MAPPER.readValue(text, type);
  }
}
