package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both sides of a pair are asked the same probe at the same instant, and nothing else changes. */
class PeerPlanTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant END = NOON.plus(Duration.ofHours(6));
  private static final Budget BUDGET =
      new Budget(Duration.ofSeconds(10), 4, Duration.ofSeconds(5), 1_000_000, 0.2, 5);

  /** Of five probes, two feed the check. */
  private static final Suite SUITE =
      new Suite(
          "basic",
          "s1",
          IntStream.range(0, 5)
              .mapToObj(i -> i < 2 ? paired("p" + i) : Catalogs.probe("p" + i))
              .toList());

  private static final Target A = Catalogs.target("a", BUDGET);
  private static final Target B = Catalogs.target("b", BUDGET);
  private static final Target C = Catalogs.target("c", BUDGET);

  private record Asking(String suite, String probe, Instant at) {
    static Asking of(Slot slot) {
      return new Asking(slot.suite(), slot.probe(), slot.at());
    }
  }

  @Test
  void thePeerIsAskedEachFreshQuestionThatFeedsTheCheckAtTheSameInstant() {
    Catalog catalog = Catalogs.of(SUITE, A.comparedWith("b"), B, C);
    List<Slot> besides = Plan.ofPeers(catalog, NOON, END);

    Set<Asking> expected =
        Plan.slots(catalog, Demands.NONE, NOON, END).stream()
            .filter(slot -> slot.target().equals("a"))
            .filter(slot -> slot.session().kind() == Session.Kind.FRESH)
            .filter(slot -> Set.of("p0", "p1").contains(slot.probe()))
            .map(Asking::of)
            .collect(Collectors.toSet());
    assertThat(besides.stream().map(Asking::of)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(besides)
        .allSatisfy(slot -> {
          assertThat(slot.target()).isEqualTo("b");
          assertThat(slot.session().kind()).isEqualTo(Session.Kind.FRESH);
        });
    // 2,160 slots, two fifths of them feed it, four fifths of those are fresh.
    assertThat(besides).hasSizeBetween(640, 740);
  }

  @Test
  void nobodysOwnSlotsChange() {
    List<Slot> without = slots(Catalogs.of(SUITE, A, B, C));
    Catalog catalog = Catalogs.of(SUITE, A.comparedWith("b"), B, C);
    List<Slot> with = new ArrayList<>(slots(catalog));

    with.removeAll(Plan.ofPeers(catalog, NOON, END));
    assertThat(with).isEqualTo(without);
    assertThat(slots(catalog))
        .isSortedAccordingTo(Comparator.comparing(Slot::at).thenComparing(Slot::target));
  }

  /** What two targets are compared by at one instant is asked once. */
  @Test
  void anyWindowCanBePlannedByItself() {
    Catalog catalog =
        Catalogs.of(SUITE, A.comparedWith("b"), B.comparedWith("a"), C.comparedWith("b"));
    List<Slot> pieces = new ArrayList<>();
    for (Instant from = NOON; from.isBefore(END); from = from.plusMillis(7_500)) {
      pieces.addAll(Plan.slots(catalog, Demands.NONE, from, from.plusMillis(7_500)));
    }
    assertThat(pieces).isEqualTo(slots(catalog)).doesNotHaveDuplicates();
    assertThat(Plan.ofPeers(catalog, NOON, END).stream().map(Slot::target).distinct())
        .containsExactlyInAnyOrder("a", "b");
  }

  /** What made one suspect the target is no reason to ask its peer ten times as often. */
  @Test
  void whatIsDemandedHasNoCounterpart() {
    Catalog catalog = Catalogs.of(SUITE, A.comparedWith("b"), B);
    Demands demands = new Demands(List.of(new Demand("a", List.of("x"), 10, NOON, END, "because")));

    List<Slot> more = Plan.slots(catalog, demands, NOON, END);
    assertThat(more.stream().filter(slot -> slot.target().equals("b")))
        .hasSameSizeAs(slots(catalog).stream().filter(slot -> slot.target().equals("b")).toList());
    assertThat(more.size()).isGreaterThan(4 * slots(catalog).size());
  }

  @Test
  void aPeerIsNotAskedSuitesThatAreNotIts() {
    Suite other = new Suite("other", "s2", List.of(paired("q")));
    Catalog both = Catalogs.of(SUITE, asked(A, "basic", "other").comparedWith("b"), B);
    Catalog catalog = new Catalog("v1", both.targets(), List.of(SUITE, other), both.detection());

    assertThat(Plan.ofPeers(catalog, NOON, END).stream().map(Slot::suite).distinct())
        .containsExactly("basic");
  }

  private static List<Slot> slots(Catalog catalog) {
    return Plan.slots(catalog, Demands.NONE, NOON, END);
  }

  private static Target asked(Target target, String... suites) {
    return new Target(
        target.name(),
        target.labels(),
        target.region(),
        target.build(),
        target.wireFormat(),
        target.endpoint(),
        target.servedModel(),
        target.credential(),
        target.identity(),
        target.contextWindow(),
        target.capabilities(),
        null,
        target.budget(),
        Stream.of(suites).toList());
  }

  private static Probe paired(String id) {
    Probe probe = Catalogs.probe(id);
    return new Probe(
        id,
        probe.family(),
        probe.sees(),
        probe.messages(),
        probe.tools(),
        probe.sampling(),
        probe.scripts(),
        List.of(new CheckUse.Plain(CheckUse.PAIRED_ANSWER)),
        null,
        null);
  }
}
