package dev.plumbline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Slices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index says what looking over all slices and leaves would, to the last bit. */
class CheckIndexTest {
  private static final Set<String> SHARED = Set.of("core/a", "core/b");

  private static List<WatchedLeaf> leaves(int seed) {
    Random random = new Random(seed);
    Set<Labels> labels = new LinkedHashSet<>();
    for (int i = 0; i < 5 + random.nextInt(60); i++) {
      labels.add(
          new Labels(
              "m" + random.nextInt(4),
              "p" + random.nextInt(3),
              "a" + random.nextInt(2),
              "pool" + random.nextInt(3)));
    }
    List<Labels> all = List.copyOf(labels);
    return all.stream()
        .map(it ->
            new WatchedLeaf(
                it,
                Duration.ofMillis(1_000 + random.nextInt(90_000)),
                random.nextBoolean() ? SHARED : Set.of("core/" + random.nextInt(5)),
                peer(all, random)))
        .toList();
  }

  private static @Nullable Labels peer(List<Labels> all, Random random) {
    return random.nextInt(3) > 0 ? null : all.get(random.nextInt(all.size()));
  }

  /** Every slice against every leaf: as it is defined. */
  private static List<Slice> pooledByDefinition(List<WatchedLeaf> leaves) {
    Map<List<WatchedLeaf>, Slice> distinct = new LinkedHashMap<>();
    for (Slice slice : Slices.pooling(leaves.stream().map(WatchedLeaf::labels).toList()).pooled()) {
      List<WatchedLeaf> telling = leaves.stream().filter(leaf -> leaf.tellsOf(slice)).toList();
      if (telling.size() >= 2) {
        distinct.putIfAbsent(telling, slice);
      }
    }
    return List.copyOf(distinct.values());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void agreesWithTheDefinition(int seed) {
    List<WatchedLeaf> leaves = leaves(seed);
    WatchedCheck check = WatchedCheck.pooling(leaves);
    CheckIndex index = new CheckIndex(check);

    List<Slice> pooled = check.slices().pooled();
    assertThat(pooled).isNotEmpty().isEqualTo(pooledByDefinition(leaves));
    for (WatchedLeaf leaf : leaves) {
      assertThat(index.pooledAround(leaf.labels()))
          .isEqualTo(pooled.stream().filter(it -> it.contains(leaf.labels())).toList());
      assertThat(index.peer(Slice.leaf(leaf.labels()))).isEqualTo(leaf.peer());
    }
    for (Slice slice : pooled) {
      double rate = 0;
      Set<String> probes = new HashSet<>();
      for (WatchedLeaf leaf : leaves) {
        if (leaf.tellsOf(slice)) {
          rate += SeriesPlan.rate(leaf.interval());
          probes.addAll(leaf.probes());
        }
      }
      assertThat(index.entering(slice)).isEqualTo(new CheckIndex.Entering(rate, probes.size()));
    }
    List<Slice> all = new ArrayList<>(leaves.stream().map(it -> Slice.leaf(it.labels())).toList());
    assertThat(index.leaves()).isEqualTo(all);
    assertThat(index.differing().model())
        .isEqualTo(all.stream().map(Slice::model).distinct().count() > 1);
  }
}
