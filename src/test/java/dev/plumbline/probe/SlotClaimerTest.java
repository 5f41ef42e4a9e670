package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.dao.DataAccessException;

/** Claiming and sweeping together, on a clock of their own. */
@ExtendWith(ProbeDatabase.class)
class SlotClaimerTest {
  private static final Instant NOON = ProbeDatabase.NOON;
  private static final Duration TICK = Duration.ofMillis(200);
  private static final ProbeProperties PROPERTIES =
      new ProbeProperties(
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          TICK,
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          List.of(),
          null,
          List.of());

  private final TurnableClock clock = new TurnableClock(NOON);
  private final CurrentCatalog catalogs = new CurrentCatalog(everySecond("v1", "a"));
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ProbeMetrics metrics = new ProbeMetrics(registry, catalogs);
  private final CatalogTimeline timeline = new CatalogTimeline(() -> Demands.NONE);
  private final ClaimStore store =
      new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());
  private final Throttling throttling = new Throttling(new PauseStore(ProbeDatabase.jdbc()), clock);
  private final SlotClaimer claimer =
      new SlotClaimer(
          catalogs, () -> Demands.NONE, timeline, store, throttling, metrics, clock, PROPERTIES);
  private final SkipSweep sweep = sweep(timeline);

  @BeforeEach
  void begin() {
    claimer.begin();
    metrics.follow(catalogs.current());
    sweep.run();
  }

  @Test
  void everySlotFromTheStartOnIsClaimedOnceAndInTime() {
    List<Slot> claimed = run(Duration.ofSeconds(30));

    assertThat(claimed)
        .containsExactlyElementsOf(
            Plan.slots(
                catalogs.current(),
                Demands.NONE,
                NOON,
                clock.instant().plusSeconds(3).minus(TICK)));
    sweep.run();
    assertThat(skipped("a")).isZero();
  }

  /**
   * It began an hour ahead and has been set right since: it does not wait for that hour to pass.
   */
  @Test
  void aClockThatWasSetBackIsFollowed() {
    clock.advance(Duration.ofHours(1));
    claimer.begin();
    clock.advance(Duration.ofHours(-1));

    List<Slot> claimed = run(Duration.ofSeconds(5));

    assertThat(claimed)
        .isNotEmpty()
        .allSatisfy(slot -> assertThat(slot.at()).isBefore(NOON.plusSeconds(8)));
  }

  @Test
  void twoWorkersShareThePlan() {
    SlotClaimer other =
        new SlotClaimer(
            catalogs,
            () -> Demands.NONE,
            new CatalogTimeline(() -> Demands.NONE),
            store,
            throttling,
            metrics,
            clock,
            PROPERTIES);
    other.begin();
    List<Slot> claimed = new ArrayList<>();
    for (int tick = 0; tick < 50; tick++) {
      claimed.addAll(claimer.claim());
      clock.advance(TICK);
      claimed.addAll(other.claim());
      clock.advance(TICK);
    }

    assertThat(claimed)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            Plan.slots(
                catalogs.current(),
                Demands.NONE,
                NOON,
                clock.instant().plusSeconds(3).minus(TICK)));
  }

  /** 300 slots, each at home in one place with probability 1/2: 150 ± 9 each. */
  @Test
  void twoPlacesHaveHalfOfThePlanEach() {
    SlotClaimer north = at("north");
    SlotClaimer south = at("south");
    List<Slot> ofNorth = new ArrayList<>();
    List<Slot> ofSouth = new ArrayList<>();
    for (int second = 0; second < 300; second++) {
      ofNorth.addAll(north.claim());
      ofSouth.addAll(south.claim());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(ofNorth.size() + ofSouth.size()).isBetween(298, 304);
    assertThat(ofNorth).doesNotContainAnyElementsOf(ofSouth).hasSizeBetween(105, 195);
  }

  /** Its slots are claimed later than its own workers would, and in time. */
  @Test
  void aPlaceWithoutAWorkerLeavesNothingUnasked() {
    SlotClaimer north = at("north");
    List<Slot> claimed = new ArrayList<>();
    for (int tick = 0; tick < 300; tick++) {
      List<Slot> now = north.claim();
      assertThat(now).allSatisfy(slot -> assertThat(slot.at()).isAfterOrEqualTo(clock.instant()));
      claimed.addAll(now);
      clock.advance(TICK);
    }

    List<Slot> due =
        Plan.slots(
            catalogs.current(), Demands.NONE, NOON, clock.instant().plusSeconds(1).minus(TICK));
    assertThat(claimed).doesNotHaveDuplicates().containsAll(due);
  }

  /** Else pairs would compare places too. */
  @Test
  void whatIsDueAtOnceHasOneHome() {
    Locations locations = new Locations("north", List.of("north", "south"));
    for (Slot slot : Plan.slots(catalogs.current(), NOON)) {
      Slot peers =
          new Slot("peer", slot.suite(), slot.probe(), slot.at(), TargetPlan.fresh("p", slot.at()));
      assertThat(locations.isHome(peers)).isEqualTo(locations.isHome(slot));
    }
  }

  @Test
  void aPlaceThatIsNoneOfThePlacesIsRefused() {
    assertThatThrownBy(() -> at("west"))
        .hasMessage(
            "plumbline.probe.location is west; must be one of plumbline.probe.locations,"
                + " [north, south]");
  }

  private SlotClaimer at(String location) {
    SlotClaimer other =
        new SlotClaimer(
            catalogs,
            () -> Demands.NONE,
            new CatalogTimeline(() -> Demands.NONE),
            store,
            throttling,
            metrics,
            clock,
            new ProbeProperties(
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                TICK,
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                List.of(),
                location,
                List.of("north", "south")));
    other.begin();
    return other;
  }

  @Test
  void slotsOfADowntimeAreSkippedOnceOverAllWorkers() {
    run(Duration.ofSeconds(10));
    Instant down = clock.instant().plusSeconds(3).minus(TICK);
    clock.advance(Duration.ofHours(2));
    Instant up = clock.instant();
    CatalogTimeline fresh = new CatalogTimeline(() -> Demands.NONE);
    SlotClaimer restarted =
        new SlotClaimer(
            catalogs, () -> Demands.NONE, fresh, store, throttling, metrics, clock, PROPERTIES);
    restarted.begin();
    restarted.claim();
    clock.advance(Duration.ofSeconds(10));

    sweep(fresh).run();
    sweep.run();

    assertThat(skipped("a"))
        .isEqualTo(Plan.slots(catalogs.current(), Demands.NONE, down, up).size())
        .isGreaterThan(7000);
  }

  @Test
  void noMoreThanADayIsMadeUpFor() {
    catalogs.reload(Catalogs.version("v2", Catalogs.suite(3), target("a", 20_000)));
    run(Duration.ofSeconds(10));
    clock.advance(Duration.ofHours(30));
    store.roll(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));

    sweep.run();

    assertThat((double) skipped("a")).isCloseTo(24 * 180, within(2.0));
  }

  @Test
  void aHotReloadSkipsNothingThatNoPlanInForceHad() {
    run(Duration.ofSeconds(10));
    catalogs.reload(Catalogs.version("v2", Catalogs.suite(3), target("a", 500), target("b", 700)));
    run(Duration.ofSeconds(30));

    sweep.run();

    assertThat(skipped("a")).isZero();
    assertThat(skipped("b")).isZero();
  }

  @Test
  void slotsBeyondTheBudgetAreSkippedAndCountedOnce() {
    Budget five = new Budget(Duration.ofSeconds(1), 4, Duration.ofSeconds(5), 5, 0, 1);
    catalogs.reload(Catalogs.version("v2", Catalogs.suite(3), Catalogs.target("a", five)));

    List<Slot> claimed = run(Duration.ofSeconds(20));
    clock.advance(Duration.ofSeconds(10));
    sweep.run();

    assertThat(claimed).hasSize(5);
    assertThat((double) skipped("a")).isCloseTo(17, within(2.0));
    assertThat(ClaimStates.all()).isEqualTo(Map.of("claimed", 5L, "skipped", skipped("a")));
  }

  /** Thirty more than the day needs, half a minute before its end: base slots all get theirs. */
  @Test
  void demandedSlotsHaveWhatTheBaseSlotsOfTheDayLeave() {
    Instant evening = Instant.parse("2026-03-01T23:59:00Z");
    Budget budget = new Budget(Duration.ofSeconds(1), 4, Duration.ofSeconds(5), 90, 0, 1);
    catalogs.reload(Catalogs.version("v2", Catalogs.suite(3), Catalogs.target("a", budget)));
    Demands demands =
        new Demands(
            List.of(
                new Demand("a", List.of("argmax"), 10, evening, evening.plusSeconds(60), "why")));
    clock.advance(Duration.between(clock.instant(), evening));
    store.roll(LocalDate.ofInstant(evening, ZoneOffset.UTC));
    SlotClaimer demanded =
        new SlotClaimer(
            catalogs,
            () -> demands,
            new CatalogTimeline(() -> demands),
            store,
            throttling,
            metrics,
            clock,
            PROPERTIES);
    demanded.begin();

    List<Slot> claimed = new ArrayList<>();
    for (int tick = 0; tick < 285; tick++) {
      claimed.addAll(demanded.claim());
      clock.advance(TICK);
    }

    List<Slot> base =
        Plan.slots(catalogs.current(), Demands.NONE, evening, evening.plusSeconds(59));
    assertThat(claimed).doesNotHaveDuplicates().containsAll(base);
    assertThat(claimed.size() - base.size()).isBetween(27, 31);
  }

  @Test
  void aStickySessionIsClaimedWholeByWhoGetsItsFirstTurn() {
    Budget sticky = new Budget(Duration.ofSeconds(1), 4, Duration.ofSeconds(5), 10_000, 1, 20);
    catalogs.reload(Catalogs.version("v2", Catalogs.suite(3), Catalogs.target("a", sticky)));

    List<Slot> claimed = run(Duration.ofSeconds(60));

    assertThat(claimed).isNotEmpty();
    assertThat(claimed.size() % 20).isZero();
    // Until the first session that begins after the start, later turns of older ones are skipped.
    clock.advance(Duration.ofSeconds(10));
    sweep.run();
    assertThat(skipped("a"))
        .isEqualTo(ClaimStates.all().getOrDefault("skipped", 0L))
        .isBetween(0L, 30L);
  }

  @Test
  void aFailedClaimIsTriedAgain() {
    ProbeDatabase.jdbc().sql("ALTER TABLE probe.budgets RENAME TO away").update();
    try {
      assertThatThrownBy(claimer::claim).isInstanceOf(DataAccessException.class);
    } finally {
      ProbeDatabase.jdbc().sql("ALTER TABLE probe.away RENAME TO budgets").update();
    }
    clock.advance(Duration.ofSeconds(2));

    assertThat(claimer.claim())
        .containsExactlyElementsOf(
            Plan.slots(catalogs.current(), Demands.NONE, NOON, NOON.plusSeconds(5)));
  }

  private List<Slot> run(Duration time) {
    List<Slot> claimed = new ArrayList<>();
    for (Instant end = clock.instant().plus(time); clock.instant().isBefore(end); ) {
      claimed.addAll(claimer.claim());
      clock.advance(TICK);
    }
    return claimed;
  }

  private SkipSweep sweep(CatalogTimeline of) {
    return new SkipSweep(
        new SkipStore(ProbeDatabase.jdbc()),
        ProbeDatabase.transactions(),
        catalogs,
        of,
        metrics,
        clock,
        PROPERTIES.claimDeadline());
  }

  private long skipped(String target) {
    return (long)
        registry
            .get("plumbline.probe.runs")
            .tags("model", target, "outcome", "skipped")
            .counter()
            .count();
  }

  private static Catalog everySecond(String version, String target) {
    return Catalogs.version(version, Catalogs.suite(3), target(target, 1000));
  }

  private static Target target(String name, long intervalMillis) {
    return Catalogs.target(name, Catalogs.budget(Duration.ofMillis(intervalMillis)));
  }
}
