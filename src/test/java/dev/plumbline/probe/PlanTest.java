package dev.plumbline.probe;

import static java.time.ZoneOffset.UTC;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Bursts;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
  private static final Instant HOUR = Instant.parse("2026-03-01T10:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {20, 100, 1_000, 7_000, 60_000, 3_600_000})
  void anHourHasItsShareOfSlots(long intervalMillis) {
    List<Slot> slots = Plan.slots(one(Catalogs.budget(Duration.ofMillis(intervalMillis))), HOUR);

    // Jitter may carry one slot over each end of the hour.
    assertThat((double) slots.size()).isCloseTo(3_600_000.0 / intervalMillis, within(1.0));
  }

  @Test
  void anIntervalLongerThanAnHourIsKeptOverDays() {
    Catalog catalog = one(Catalogs.budget(Duration.ofMinutes(100)));

    List<Slot> slots = Plan.slots(catalog, Demands.NONE, HOUR, HOUR.plus(Duration.ofDays(10)));

    assertThat((double) slots.size()).isCloseTo(144.0, within(1.0));
  }

  /**
   * With as many probes as hours, an order that were always the same would ask each at its own hour
   * for ever. Of 240 days each of 576 cells expects 10 askings; chi squared has 529 degrees of
   * freedom, 529 ± 33, and would be 132,480 in a fixed order. The bound is five deviations.
   */
  @Test
  void everyProbeIsAskedAtEveryHourOfTheDay() {
    Catalog catalog =
        Catalogs.of(Catalogs.suite(24), Catalogs.target("a", Catalogs.budget(Duration.ofHours(1))));
    Map<String, Integer> cells = new HashMap<>();
    for (Slot slot : Plan.slots(catalog, Demands.NONE, HOUR, HOUR.plus(Duration.ofDays(240)))) {
      cells.merge(slot.probe() + "@" + slot.at().atZone(UTC).getHour(), 1, Integer::sum);
    }

    double unasked = (576 - cells.size()) * 10.0;
    double chiSquared =
        unasked + cells.values().stream().mapToDouble(n -> (n - 10.0) * (n - 10.0) / 10).sum();
    assertThat(chiSquared).isLessThan(529 + 5 * 33);
  }

  @Test
  void everyWindowIsPartOfTheSamePlan() {
    Catalog catalog =
        fleet(5, new Budget(Duration.ofSeconds(3), 1, Duration.ofSeconds(1), 9, 0.4, 7));
    Random random = new Random(5);
    List<Slot> pieces = new ArrayList<>();
    Instant end = HOUR.plus(Duration.ofHours(1));

    for (Instant from = HOUR; from.isBefore(end); ) {
      Instant to = from.plusNanos(random.nextLong(90_000_000_000L));
      to = to.isAfter(end) ? end : to;
      pieces.addAll(Plan.slots(catalog, Demands.NONE, from, to));
      from = to;
    }

    assertThat(pieces).isEqualTo(Plan.slots(catalog, HOUR)).hasSizeGreaterThan(5900);
  }

  @Test
  void sessionsByTheirBeginningAreAllSlotsOnce() {
    Catalog catalog =
        fleet(3, new Budget(Duration.ofSeconds(2), 1, Duration.ofSeconds(1), 9, 0.5, 10));
    Instant end = HOUR.plus(Duration.ofHours(1));
    List<Slot> begun = new ArrayList<>();
    for (Instant from = HOUR; from.isBefore(end); from = from.plusMillis(200)) {
      begun.addAll(Plan.sessionsBeginning(catalog, from, from.plusMillis(200)));
    }

    List<Slot> inside =
        Plan.slots(catalog, Demands.NONE, HOUR.plusSeconds(60), end.minusSeconds(60));
    assertThat(begun).doesNotHaveDuplicates().containsAll(inside);
    assertThat(begun.stream().filter(slot -> slot.session().turn() == 0))
        .allMatch(slot -> !slot.at().isBefore(HOUR) && slot.at().isBefore(end));
    Map<Session, Long> turns =
        begun.stream()
            .map(Slot::session)
            .collect(groupingBy(s -> new Session(s.id(), s.kind(), 0, s.turns()), counting()));
    assertThat(turns).allSatisfy((session, count) -> assertThat(count).isEqualTo(session.turns()));
  }

  @Test
  void slotsAreMicrosecondsApartAndOrdered() {
    List<Slot> slots =
        Plan.slots(
            fleet(4, Catalogs.budget(Duration.ofMillis(20))),
            Demands.NONE,
            HOUR,
            HOUR.plusSeconds(60));

    assertThat(slots).isSortedAccordingTo(Comparator.comparing(Slot::at));
    assertThat(slots).allMatch(slot -> slot.at().equals(slot.at().truncatedTo(ChronoUnit.MICROS)));
    assertThat(slots.stream().map(SlotKey::of)).doesNotHaveDuplicates().hasSizeGreaterThan(11_990);
  }

  @Test
  void targetsAreStaggeredAndJittered() {
    Duration interval = Duration.ofMinutes(1);
    List<Slot> slots = Plan.slots(fleet(300, Catalogs.budget(interval)), HOUR);

    // 18,000 slots over 60 seconds of the minute: 300 each, Poisson-like spread 17; all targets in
    // step would give 18,000 in one.
    long[] second = new long[60];
    slots.forEach(slot -> second[(int) (slot.at().getEpochSecond() % 60)]++);
    assertThat(Arrays.stream(second).boxed()).allMatch(count -> count > 200 && count < 400);

    List<Instant> one =
        slots.stream().filter(slot -> slot.target().equals("t0")).map(Slot::at).toList();
    List<Duration> gaps =
        IntStream.range(1, one.size())
            .mapToObj(i -> Duration.between(one.get(i - 1), one.get(i)))
            .toList();
    assertThat(gaps)
        .allMatch(gap ->
            gap.compareTo(Duration.ofSeconds(30)) > 0 && gap.compareTo(Duration.ofSeconds(90)) < 0);
    assertThat(gaps.stream().distinct().count()).isGreaterThan(50);
  }

  @Test
  void everyProbeIsAskedEquallyOftenInAnOrderOfTheTargetsOwn() {
    Catalog catalog =
        Catalogs.of(
            Catalogs.suite(7),
            Catalogs.target("a", Catalogs.budget(Duration.ofSeconds(1))),
            Catalogs.target("b", Catalogs.budget(Duration.ofSeconds(1))));

    List<Slot> slots = Plan.slots(catalog, HOUR);

    List<String> a = probes(slots, "a");
    List<String> b = probes(slots, "b");
    assertThat(a.stream().collect(groupingBy(p -> p, counting())).values())
        .hasSize(7)
        .allMatch(count -> Math.abs(count - 3600 / 7) <= 2);
    // Independent orders agree on 1 of 7; the same order would agree on all.
    long same = IntStream.range(0, 3590).filter(i -> a.get(i).equals(b.get(i))).count();
    assertThat(same).isBetween(3590L / 7 - 150, 3590L / 7 + 150);
    // A cycle's order differs from the next one's: the pair that follows a probe varies.
    assertThat(IntStream.range(1, 3590).mapToObj(i -> a.get(i - 1) + a.get(i)).distinct().count())
        .isGreaterThan(40);
  }

  @Test
  void stickySessionsTakeTheirShareInConsecutiveSlots() {
    Budget budget = new Budget(Duration.ofMillis(100), 1, Duration.ofSeconds(1), 9, 0.3, 8);

    List<Slot> slots = Plan.slots(one(budget), HOUR);

    long sticky =
        slots.stream().filter(slot -> slot.session().kind() == Session.Kind.STICKY).count();
    // 4,500 blocks of 8: share 0.3 ± 0.0068 (one sigma).
    assertThat(sticky / (double) slots.size()).isCloseTo(0.3, within(0.028));
    for (int i = 1; i < slots.size(); i++) {
      Session before = slots.get(i - 1).session();
      Session now = slots.get(i).session();
      if (now.turn() > 0) {
        assertThat(now).isEqualTo(new Session(before.id(), before.kind(), before.turn() + 1, 8));
      }
    }
    assertThat(slots.stream().map(Slot::session).filter(s -> s.kind() == Session.Kind.FRESH))
        .allMatch(session -> session.turns() == 1 && session.turn() == 0)
        .extracting(Session::id)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 30, 60, 119, 121, 250, 399})
  void noSessionLastsLongerThanTenMinutes(int intervalSeconds) {
    Budget budget =
        new Budget(Duration.ofSeconds(intervalSeconds), 1, Duration.ofSeconds(1), 9, 1, 20);

    List<Slot> slots = Plan.slots(one(budget), Demands.NONE, HOUR, HOUR.plus(Duration.ofDays(1)));

    Map<String, List<Slot>> sessions =
        slots.stream().collect(groupingBy(slot -> slot.session().id()));
    assertThat(sessions.values())
        .allMatch(turns ->
            Duration.between(turns.getFirst().at(), turns.getLast().at())
                    .compareTo(TargetPlan.LONGEST_SESSION)
                <= 0);
    assertThat(slots).allMatch(slot -> slot.session().turns() <= 20 && slot.session().turns() > 1);
  }

  @Test
  void aSessionThatCannotHaveTwoTurnsIsFresh() {
    Budget budget = new Budget(Duration.ofMinutes(11), 1, Duration.ofSeconds(1), 9, 1, 20);

    assertThat(Plan.slots(one(budget), Demands.NONE, HOUR, HOUR.plus(Duration.ofDays(1))))
        .isNotEmpty()
        .allMatch(slot -> slot.session().kind() == Session.Kind.FRESH);
  }

  @Test
  void burstsTakeTheirShareInSizesThatAreEquallyOften() {
    Budget budget =
        new Budget(
            Duration.ofSeconds(1),
            16,
            Duration.ofSeconds(5),
            1_000_000,
            0.2,
            5,
            null,
            new Bursts(0.5, List.of(1, 4, 16)));
    Catalog catalog = Catalogs.of(Catalogs.suite(3), Catalogs.target("t", budget));
    List<Slot> slots = Plan.slots(catalog, ProbeDatabase.NOON);

    Map<String, List<Slot>> bursts =
        slots.stream()
            .filter(slot -> slot.session().kind() == Session.Kind.BURST)
            .collect(Collectors.groupingBy(slot -> slot.session().id()));

    // 3,600 slots, of which 0.8 are alone, 0.5 of them bursts, a third of each size.
    Map<Integer, Long> sizes =
        bursts.values().stream().collect(Collectors.groupingBy(List::size, Collectors.counting()));
    assertThat(sizes.keySet()).containsExactlyInAnyOrder(4, 16);
    assertThat(sizes.values()).allSatisfy(count -> assertThat(count).isBetween(420L, 540L));
    assertThat(bursts.values())
        .allSatisfy(burst -> {
          assertThat(burst.stream().map(Slot::probe).distinct()).hasSize(1);
          assertThat(Duration.between(burst.getFirst().at(), burst.getLast().at()))
              .isEqualTo(Duration.of(burst.size() - 1, ChronoUnit.MICROS));
          assertThat(burst).allMatch(slot -> slot.session().turns() == burst.size());
        });
    assertThat(slots.stream().map(Slot::exchangeId)).doesNotHaveDuplicates();
    assertThat(
            Plan.sessionsBeginning(
                catalog, ProbeDatabase.NOON, ProbeDatabase.NOON.plus(Duration.ofHours(1))))
        .containsAll(bursts.values().stream().flatMap(List::stream).toList());
  }

  @Test
  void exchangeIdsAreShortAndUnique() {
    List<Slot> slots = Plan.slots(fleet(20, Catalogs.budget(Duration.ofSeconds(1))), HOUR);

    assertThat(slots.stream().map(Slot::exchangeId))
        .allMatch(id -> id.matches("[a-z2-7]{20}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aPlanIsTheSameOnEveryMachine() {
    Slot slot = Plan.slots(one(Catalogs.budget(Duration.ofMinutes(1))), HOUR).getFirst();

    // Frozen: another plan after an upgrade would ask some slots twice and others never.
    assertThat(slot)
        .isEqualTo(
            new Slot(
                "t0",
                "basic",
                "p1",
                Instant.parse("2026-03-01T10:00:17.769411Z"),
                new Session("d6gsd775zciysug3", Session.Kind.FRESH, 0, 1)));
    assertThat(slot.exchangeId()).isEqualTo("3g4st6sw24s6rs4cskyu");
  }

  @Test
  void aTargetWithoutProbesIsNotAsked() {
    Target target = Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1)));

    assertThat(Plan.slots(Catalogs.of(Catalogs.suite(0), target), HOUR)).isEmpty();
  }

  private static List<String> probes(List<Slot> slots, String target) {
    return slots.stream().filter(slot -> slot.target().equals(target)).map(Slot::probe).toList();
  }

  private static Catalog one(Budget budget) {
    return fleet(1, budget);
  }

  private static Catalog fleet(int targets, Budget budget) {
    return Catalogs.of(
        Catalogs.suite(20),
        IntStream.range(0, targets)
            .mapToObj(i -> Catalogs.target("t" + i, budget))
            .toArray(Target[]::new));
  }
}
