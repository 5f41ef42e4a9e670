package dev.plumbline.probe;

import static java.time.Instant.EPOCH;
import static java.util.Comparator.naturalOrder;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Slots as the arrays a statement unnests: one round trip however many there are. */
final class SlotColumns {
  private final List<SlotKey> keys;

  private SlotColumns(List<SlotKey> keys) {
    this.keys = keys;
  }

  static SlotColumns of(List<Slot> slots) {
    return ofKeys(slots.stream().map(SlotKey::of).toList());
  }

  static SlotColumns ofKeys(List<SlotKey> keys) {
    return new SlotColumns(keys);
  }

  /**
   * {@code targets}, {@code suites}, {@code probes}, {@code ats}; and {@code first} and {@code
   * last}, the range of instants, which lets PostgreSQL leave the other days' partitions alone.
   */
  Map<String, Object> parameters() {
    return Map.of(
        "targets", texts(keys, SlotKey::target),
        "suites", texts(keys, SlotKey::suite),
        "probes", texts(keys, SlotKey::probe),
        "ats", texts(keys, SlotKey::at),
        "first", keys.stream().map(SlotKey::at).min(naturalOrder()).orElse(EPOCH).toString(),
        "last", keys.stream().map(SlotKey::at).max(naturalOrder()).orElse(EPOCH).toString());
  }

  static <T> String[] texts(List<T> rows, Function<T, ?> column) {
    return rows.stream().map(column).map(String::valueOf).toArray(String[]::new);
  }
}
