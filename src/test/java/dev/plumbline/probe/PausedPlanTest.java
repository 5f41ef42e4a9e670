package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Courtesy;
import dev.plumbline.catalog.Limits;
import dev.plumbline.catalog.Maintenance;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** In a window of maintenance nothing is planned, and around it all is as it was. */
class PausedPlanTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant FROM = NOON.plus(Duration.ofMinutes(20));
  private static final Instant UNTIL = NOON.plus(Duration.ofMinutes(40));
  private static final Budget MIXED =
      new Budget(Duration.ofSeconds(7), 4, Duration.ofSeconds(5), 1_000_000, 0.4, 6);
  private static final Target A = Catalogs.target("a", MIXED);
  private static final Target B = Catalogs.target("b", MIXED);

  @Test
  void noSlotOfAWindowIsPlannedAndNoSessionIsCutInTwo() {
    List<Slot> before = hour(plan(Courtesy.NONE));
    List<Slot> paused = hour(plan(window("a/*/*/*")));

    assertThat(paused)
        .allSatisfy(slot -> assertThat(slot.target().equals("a") && inWindow(slot)).isFalse());
    Set<String> cut =
        before.stream()
            .filter(slot -> slot.target().equals("a") && inWindow(slot))
            .map(slot -> slot.session().id())
            .collect(Collectors.toSet());
    assertThat(paused)
        .as("all the others, and nothing else")
        .containsExactlyElementsOf(
            before.stream().filter(slot -> !cut.contains(slot.session().id())).toList());
    assertThat(cut).hasSizeGreaterThan(50);
  }

  @Test
  void whatIsClaimedIsWhatIsPlanned() {
    Catalog catalog = plan(window("*/*/*/*"));
    List<Slot> claimed = new ArrayList<>();
    for (Instant at = NOON.minusSeconds(600); at.isBefore(NOON.plusSeconds(3600)); ) {
      claimed.addAll(Plan.sessionsBeginning(catalog, at, at.plusSeconds(60)));
      at = at.plusSeconds(60);
    }

    assertThat(
            claimed.stream()
                .filter(slot -> !slot.at().isBefore(NOON))
                .filter(slot -> slot.at().isBefore(NOON.plusSeconds(3600))))
        .containsExactlyInAnyOrderElementsOf(hour(catalog));
  }

  @Test
  void neitherDemandsNorPeersAskInAWindow() {
    Catalog catalog =
        new Catalog(
            "v1",
            List.of(A.comparedWith("b"), B),
            List.of(Catalogs.suite(3)),
            Catalogs.of(Catalogs.suite(3), A).detection(),
            null,
            window("b/*/*/*"));
    Demands demands =
        new Demands(
            List.of(new Demand("b", List.of("argmax"), 10, NOON, NOON.plusSeconds(3600), "why")));

    assertThat(Plan.slots(catalog, demands, FROM, UNTIL))
        .isNotEmpty()
        .allSatisfy(slot -> assertThat(slot.target()).isEqualTo("a"));
  }

  @Test
  void aTargetThatDrainsIsAskedNothingAnyMore() {
    Courtesy draining = new Courtesy(Limits.NONE, Map.of(), List.of(), Set.of("a"));

    assertThat(hour(plan(draining)))
        .isNotEmpty()
        .allSatisfy(slot -> assertThat(slot.target()).isEqualTo("b"));
  }

  private static boolean inWindow(Slot slot) {
    return !slot.at().isBefore(FROM) && slot.at().isBefore(UNTIL);
  }

  private static List<Slot> hour(Catalog catalog) {
    return Plan.slots(catalog, NOON);
  }

  private static Courtesy window(String slice) {
    return new Courtesy(
        Limits.NONE,
        Map.of(),
        List.of(new Maintenance(Slice.parse(slice), new Maintenance.Once(FROM, UNTIL))),
        Set.of());
  }

  private static Catalog plan(Courtesy courtesy) {
    Catalog plain = Catalogs.of(Catalogs.suite(3), A, B);
    return new Catalog("v1", plain.targets(), plain.suites(), plain.detection(), null, courtesy);
  }
}
