package dev.plumbline.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlicesTest {

  @Test
  void aFullCrossHasEverySliceOfOneAndOfTwoLabelsAndTheWholeFleet() {
    List<Target> targets =
        Stream.of("m1", "m2", "m3", "m4")
            .flatMap(m -> Stream.of("p1", "p2", "p3").map(p -> m + "/" + p))
            .flatMap(mp -> Stream.of("tpu", "gpu", "trn").map(a -> mp + "/" + a + "/a"))
            .map(SlicesTest::target)
            .toList();

    // 4 + 3 + 3 single labels, 4·3 + 4·3 + 3·3 pairs, 1 whole; the 36 triples have one member each.
    assertThat(Slices.pooledOf(targets).pooled()).hasSize(10 + 33 + 1).contains(Slice.WHOLE_FLEET);
  }

  @Test
  void aTripleCountsWhereItHasTwoPools() {
    assertThat(pooled("m/p/tpu/a", "m/p/tpu/b", "m/q/tpu/a", "n/p/gpu/a"))
        .contains("m/p/tpu/*")
        .doesNotContain("m/q/tpu/*", "*/*/gpu/*");
  }

  @Test
  void slicesWithTheSameMembersGoByTheNameThatFixesMost() {
    // Platform p is model m is tpu: one slice of two members, not seven.
    assertThat(pooled("m/p/tpu/a", "m/p/tpu/b", "n/q/gpu/a"))
        .containsExactly("m/p/tpu/*", "*/*/*/*");
  }

  @Test
  void noTwoSlicesHaveTheSameMembersAndEveryOneHasTwo() {
    List<Target> targets =
        Stream.of("m/p/tpu/a", "m/q/gpu/a", "m/q/gpu/b", "n/p/tpu/a", "n/r/tpu/c", "o/r/trn/a")
            .map(SlicesTest::target)
            .toList();
    Set<Set<String>> memberSets = new HashSet<>();

    for (Slice slice : Slices.pooledOf(targets).pooled()) {
      Set<String> members =
          targets.stream()
              .filter(target -> slice.contains(target.labels()))
              .map(Target::name)
              .collect(Collectors.toSet());
      assertThat(members).as(slice.toString()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(memberSets.add(members)).as(slice + " " + members).isTrue();
    }
  }

  @Test
  void theOrderOfTargetsDoesNotMatter() {
    String[] labels = {"m/p/tpu/a", "m/q/gpu/a", "n/p/tpu/a", "n/q/tpu/a"};

    assertThat(pooled(labels[3], labels[1], labels[0], labels[2])).isEqualTo(pooled(labels));
  }

  @Test
  void aTrialEntersThePooledSlicesAroundItsTarget() {
    Slices slices =
        Slices.pooledOf(
            Stream.of("m/p/tpu/a", "m/q/tpu/a", "n/p/gpu/a").map(SlicesTest::target).toList());

    assertThat(slices.pooledContaining(new Labels("m", "p", "tpu", "a")))
        .map(Slice::toString)
        .containsExactly("m/*/tpu/*", "*/p/*/*", "*/*/*/*");
    assertThat(slices.pooledContaining(new Labels("n", "p", "gpu", "a")))
        .map(Slice::toString)
        .containsExactly("*/p/*/*", "*/*/*/*");
  }

  @Test
  void oneTargetIsNotPooled() {
    assertThat(pooled("m/p/tpu/a")).isEmpty();
  }

  private static List<String> pooled(String... labels) {
    List<Target> targets = Stream.of(labels).map(SlicesTest::target).toList();
    return Slices.pooledOf(targets).pooled().stream().map(Slice::toString).toList();
  }

  private static Target target(String labels) {
    String[] part = labels.split("/", -1);
    String item =
        "{model: %s, platform: %s, accelerator: %s, pool: %s, endpoint: 'http://localhost'}"
            .formatted((Object[]) part);
    return Catalogs.load("targets: [" + item + "]", Catalogs.SUITE).targets().getFirst();
  }
}
