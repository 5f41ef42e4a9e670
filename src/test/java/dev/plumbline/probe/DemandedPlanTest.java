package dev.plumbline.probe;

import static dev.plumbline.probe.DemandTest.NOON;
import static dev.plumbline.probe.DemandTest.demand;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What demands add to the plan. */
class DemandedPlanTest {
  private static final Budget BUDGET =
      new Budget(Duration.ofSeconds(20), 4, Duration.ofSeconds(5), 1_000_000, 0.3, 5);
  private static final Catalog CATALOG =
      Catalogs.of(Catalogs.suite(7), Catalogs.target("a", BUDGET), Catalogs.target("b", BUDGET));
  private static final Instant END = NOON.plus(Duration.ofHours(1));
  private static final Demands DEMANDS = new Demands(List.of(demand("a", 10, 10, 50)));

  @Test
  void theRateIsTenfoldAndOnlyWhileAndWhereDemanded() {
    List<Slot> base = Plan.slots(CATALOG, Demands.NONE, NOON, END);
    List<Slot> slots = Plan.slots(CATALOG, DEMANDS, NOON, END);

    assertThat(slots).containsAll(base);
    List<Slot> added = new ArrayList<>(slots);
    added.removeAll(base);
    // Nine times 120 slots of 40 minutes; jitter may carry one over each end.
    assertThat(added.size()).isBetween(1_078, 1_082);
    assertThat(added).allMatch(slot -> slot.target().equals("a"));
    assertThat(added).allMatch(slot -> DEMANDS.factor("a", slot.at()) == 10);
    assertThat(added).isEqualTo(Plan.demanded(CATALOG, DEMANDS, NOON, END));
  }

  /** Every worker cuts time in pieces of its own. */
  @Test
  void everyWindowIsPartOfTheSamePlan() {
    List<Slot> pieces = new ArrayList<>();
    for (Instant from = NOON; from.isBefore(END); from = from.plusMillis(7_500)) {
      pieces.addAll(Plan.slots(CATALOG, DEMANDS, from, from.plusMillis(7_500)));
    }
    assertThat(pieces).isEqualTo(Plan.slots(CATALOG, DEMANDS, NOON, END));
  }

  /** Who has not read yet that a demand goes on plans the same slots up to its old end. */
  @Test
  void aProlongationOnlyAdds() {
    Demands prolonged = DEMANDS.with(demand("a", 10, 10, 55));
    Instant oldEnd = NOON.plus(Duration.ofMinutes(50));

    assertThat(Plan.slots(CATALOG, prolonged, NOON, oldEnd))
        .isEqualTo(Plan.slots(CATALOG, DEMANDS, NOON, oldEnd));
    assertThat(Plan.demanded(CATALOG, prolonged, oldEnd, END)).hasSizeBetween(133, 137);
  }

  @Test
  void noSlotNoSessionAndNoExchangeIsThereTwice() {
    Budget dense = new Budget(Duration.ofMillis(1), 4, Duration.ofSeconds(5), 9, 0.3, 5);
    Catalog catalog = Catalogs.of(Catalogs.suite(1), Catalogs.target("a", dense));
    Instant from = NOON.plus(Duration.ofMinutes(10));

    // 10,000 base slots of microseconds in which about one in 500 would meet an added one.
    List<Slot> slots = Plan.slots(catalog, DEMANDS, from, from.plusSeconds(10));
    assertThat(slots).hasSizeBetween(99_980, 100_020);
    assertThat(slots.stream().map(Slot::exchangeId)).doesNotHaveDuplicates();
    Set<Session> sessions = new HashSet<>();
    assertThat(slots).allMatch(slot -> sessions.add(slot.session()));
  }

  @Test
  void addedSlotsAreFreshSessionsAndAskEveryProbeEquallyOften() {
    List<Slot> added = Plan.demanded(CATALOG, DEMANDS, NOON, END);

    assertThat(added).allMatch(slot -> slot.session().kind() == Session.Kind.FRESH);
    Map<String, Long> asked = added.stream().collect(groupingBy(Slot::probe, counting()));
    // 1,080 of a deck of seven: 154 each, but for the two decks cut by the ends.
    assertThat(asked.values()).hasSize(7).allMatch(count -> count >= 152 && count <= 157);
  }

  @Test
  void ofOverlappingDemandsTheHighestIsMet() {
    Demands overlapping =
        new Demands(
            List.of(demand("a", 3, 0, 40), demand("a", 10, 20, 30), demand("a", 3, 35, 60)));

    assertThat(count(overlapping, 0, 20)).isBetween(118, 122);
    assertThat(count(overlapping, 20, 30)).isBetween(268, 272);
    assertThat(count(overlapping, 30, 60)).isBetween(178, 182);
  }

  @Test
  void aDemandOfATargetThatIsNotThereAddsNothing() {
    assertThat(Plan.demanded(CATALOG, new Demands(List.of(demand("z", 10, 0, 60))), NOON, END))
        .isEmpty();
  }

  private static int count(Demands demands, int from, int to) {
    return Plan.demanded(
            CATALOG,
            demands,
            NOON.plus(Duration.ofMinutes(from)),
            NOON.plus(Duration.ofMinutes(to)))
        .size();
  }
}
