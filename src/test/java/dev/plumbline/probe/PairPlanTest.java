package dev.plumbline.probe;

import static dev.plumbline.probe.DemandTest.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a gate's demand adds to the plan: the same asked of two targets at the same instants. */
class PairPlanTest {
  private static final Budget BUDGET =
      new Budget(Duration.ofMinutes(1), 4, Duration.ofSeconds(5), 1_000_000, 0, 1);
  private static final Catalog CATALOG =
      Catalogs.of(
          Catalogs.suite(7),
          Catalogs.target("new", BUDGET),
          Catalogs.target("old", BUDGET),
          Catalogs.target("other", BUDGET));
  private static final Demand DEMAND = demand(600);

  private static Demand demand(int seconds) {
    return new Demand(
        "new",
        List.of("argmax"),
        1,
        NOON.plusSeconds(7),
        NOON.plusSeconds(7 + seconds),
        "gate rollout",
        new Pairs("e1", "old", List.of("basic"), Duration.ofSeconds(2), 100_000));
  }

  private static List<Slot> added(Demand demand, Instant from, Instant to) {
    List<Slot> slots = new ArrayList<>(Plan.slots(CATALOG, new Demands(List.of(demand)), from, to));
    slots.removeAll(Plan.slots(CATALOG, Demands.NONE, from, to));
    return slots;
  }

  @Test
  void bothSidesAreAskedTheSameAtOnce() {
    List<Slot> slots = added(DEMAND, NOON, NOON.plusSeconds(1000));

    assertThat(slots).hasSize(600);
    Map<Instant, List<Slot>> pairs = slots.stream().collect(groupingBy(Slot::at));
    assertThat(pairs).hasSize(300);
    assertThat(pairs.values())
        .allSatisfy(pair -> {
          assertThat(pair).extracting(Slot::target).containsExactlyInAnyOrder("new", "old");
          assertThat(pair).extracting(Slot::probe).containsOnly(pair.getFirst().probe());
          assertThat(pair)
              .extracting(slot -> slot.session().kind())
              .containsOnly(Session.Kind.FRESH);
          assertThat(pair).extracting(slot -> slot.session().id()).doesNotHaveDuplicates();
        });
    assertThat(slots).allMatch(slot -> DEMAND.holdsAt(slot.at()));
  }

  /** Of 9,000 pairs each of 7 probes expects 1,286 ± 33. */
  @Test
  void probesAreDrawnAtRandom() {
    Map<String, Long> drawn =
        added(demand(18_000), NOON, NOON.plusSeconds(20_000)).stream()
            .filter(slot -> slot.target().equals("new"))
            .collect(groupingBy(Slot::probe, counting()));

    assertThat(drawn).hasSize(7);
    assertThat(drawn.values()).allMatch(count -> count > 1_286 - 5 * 33 && count < 1_286 + 5 * 33);
  }

  /** Every worker cuts time in pieces of its own. */
  @Test
  void everyWindowIsPartOfTheSamePlan() {
    List<Slot> pieces = new ArrayList<>();
    Instant end = NOON.plusSeconds(700);
    for (Instant from = NOON; from.isBefore(end); from = from.plusMillis(1_700)) {
      Instant to = from.plusMillis(1_700).isAfter(end) ? end : from.plusMillis(1_700);
      pieces.addAll(added(DEMAND, from, to));
    }
    assertThat(pieces).containsExactlyInAnyOrderElementsOf(added(DEMAND, NOON, end));
  }

  @Test
  void aProlongationOnlyAdds() {
    assertThat(added(demand(1200), NOON, NOON.plusSeconds(607)))
        .containsExactlyElementsOf(added(DEMAND, NOON, NOON.plusSeconds(607)));
  }

  @Test
  void anExchangeKnowsItsPair() {
    PairPlan plan = PairPlan.of(CATALOG, DEMAND).orElseThrow();
    List<Slot> slots = added(DEMAND, NOON, NOON.plusSeconds(1000));
    slots.sort(Comparator.comparing(Slot::at));

    for (int i = 0; i < slots.size(); i++) {
      assertThat(plan.number(exchange(slots.get(i)))).hasValue(i / 2);
      assertThat(plan.at(i / 2)).isEqualTo(slots.get(i).at());
      assertThat(plan.probe(i / 2)).isEqualTo("basic/" + slots.get(i).probe());
    }
    Slot ofPlan = Plan.slots(CATALOG, Demands.NONE, NOON, NOON.plusSeconds(1000)).getFirst();
    assertThat(plan.number(exchange(ofPlan))).isEmpty();
    Slot first = slots.getFirst();
    assertThat(
            plan.number(
                exchange(
                    new Slot("other", first.suite(), first.probe(), first.at(), first.session()))))
        .as("another target's at the same instant")
        .isEmpty();
  }

  @Test
  void theTargetsOwnPlanIsAsItWas() {
    Demands demands = new Demands(List.of(DEMAND));

    assertThat(Plan.slots(CATALOG, demands, NOON, NOON.plusSeconds(1000)))
        .containsAll(Plan.slots(CATALOG, Demands.NONE, NOON, NOON.plusSeconds(1000)));
    assertThat(demands.factor("new", NOON.plusSeconds(60))).isEqualTo(1);
    assertThat(demands.at("new", NOON.plusSeconds(60))).as("what an incident prolongs").isEmpty();
  }

  @Test
  void withoutItsTargetsItWantsNothing() {
    Catalog without = Catalogs.of(Catalogs.suite(7), Catalogs.target("new", BUDGET));

    assertThat(PairPlan.of(without, DEMAND)).isEmpty();
    assertThat(Plan.slots(without, new Demands(List.of(DEMAND)), NOON, NOON.plusSeconds(600)))
        .isEqualTo(Plan.slots(without, Demands.NONE, NOON, NOON.plusSeconds(600)));
  }

  /** The payload of {@code probe.demands.v1} is frozen; what wants no pairs does not change. */
  @Test
  void theGoldenDemandIsWrittenAndReadBack() {
    String golden =
        """
        {"target":"new","checks":["argmax"],"factor":1,"from":"2026-03-01T12:00:07Z",\
        "until":"2026-03-01T12:10:07Z","reason":"gate rollout",\
        "pairs":{"id":"e1","baseline":"old","suites":["basic"],"interval":"PT2S","most":100000}}\
        """;

    assertThat(new String(ProbeTopics.DEMANDS.encode(DEMAND), UTF_8)).isEqualTo(golden);
    assertThat(DemandReader.read("pairs/e1", golden.getBytes(UTF_8))).isEqualTo(DEMAND);
    assertThatThrownBy(() -> DemandReader.read("new", golden.getBytes(UTF_8)))
        .hasMessageContaining("a demand of pairs/e1 under the key new");
  }

  private static Exchange exchange(Slot slot) {
    return new Exchange(
        slot.exchangeId(),
        slot.target(),
        CATALOG.target(slot.target()).orElseThrow().labels(),
        null,
        null,
        slot.suite(),
        "s1",
        slot.probe(),
        slot.session(),
        slot.at(),
        Duration.ofMinutes(1),
        slot.at(),
        null,
        Duration.ZERO,
        new Outcome.TimedOut("total"),
        null);
  }
}
