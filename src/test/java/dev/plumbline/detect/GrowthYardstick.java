package dev.plumbline.detect;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;

/**
 * What no program gets around: one look into a map of so many, in any order. A large one is in no
 * cache of the processor. A store of Streams is a tree over bytes.
 */
final class GrowthYardstick {
  private static final int LOOKS = 200_000;

  private final Map<String, long[]> hashed = new HashMap<>();
  private final Map<Bytes, long[]> sorted = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Double> hash = new ArrayList<>();
  private final List<Double> tree = new ArrayList<>();
  private final int series;

  GrowthYardstick(GrowthFleet fleet) {
    List<String> keys =
        new ArrayList<>(
            new SeriesPlan(fleet.catalog()).all().stream().map(SeriesKey::toString).toList());
    Collections.shuffle(keys, new Random(5));
    keys.forEach(key -> {
      long[] value = new long[16];
      hashed.put(key, value);
      sorted.put(Bytes.wrap(key.getBytes(StandardCharsets.UTF_8)), value);
    });
    Collections.shuffle(keys, new Random(6));
    asked.addAll(keys.subList(0, Math.min(keys.size(), LOOKS)));
    series = keys.size();
  }

  int series() {
    return series;
  }

  /** Nanoseconds of each look, a round each. */
  List<Double> hash() {
    return hash;
  }

  List<Double> tree() {
    return tree;
  }

  void look() {
    // New text each time, as a key is made of labels each time.
    List<String> keys =
        asked.stream()
            .map(it -> new String(it.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
            .toList();
    hash.add(time(keys, key -> hashed.getOrDefault(key, new long[1]).length));
    List<Bytes> bytes =
        asked.stream().map(it -> Bytes.wrap(it.getBytes(StandardCharsets.UTF_8))).toList();
    tree.add(time(bytes, key -> sorted.getOrDefault(key, new long[1]).length));
  }

  private static <K> double time(List<K> keys, ToLongFunction<K> look) {
    var processor = ManagementFactory.getThreadMXBean();
    int rounds = Math.max(1, LOOKS / keys.size());
    long found = 0;
    long start = processor.getCurrentThreadCpuTime();
    for (int round = 0; round < rounds; round++) {
      for (K key : keys) {
        found += look.applyAsLong(key);
      }
    }
    double nanos = (double) (processor.getCurrentThreadCpuTime() - start) / rounds / keys.size();
    if (found != 16L * rounds * keys.size()) {
      throw new IllegalStateException("a key is missing");
    }
    return nanos;
  }
}
