package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Budget;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.Ways;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ways to ask are drawn by the catalog's shares, and whoever is to be compared is asked alike. */
class AskingTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Probe PROBE = Catalogs.probe("hello");
  private static final int SLOTS = 4000;

  /** A share of 4,000 has a standard deviation of at most 0.008; the bounds are five of them. */
  @Test
  void sharesAreDrawnSlotBySlot() {
    Target target = target(new Ways(0.25, 0.5));
    List<Asking> askings = fresh().map(slot -> Asking.of(target, PROBE, slot)).toList();

    assertThat(share(askings, it -> it.probe().sampling().stream())).isBetween(0.21, 0.29);
    assertThat(share(askings, AskingTest::isWarm)).isBetween(0.46, 0.54);
    assertThat(share(askings, it -> isWarm(it) && it.probe().sampling().stream()))
        .as("independent of each other")
        .isBetween(0.09, 0.16);
    assertThat(fresh().map(slot -> Asking.of(target, PROBE, slot)).toList())
        .as("the same slot is asked the same way by whoever asks it")
        .isEqualTo(askings);
  }

  @Test
  void withoutSharesProbesSayAndEachSessionHasACacheOfItsOwn() {
    Slot slot = fresh().findFirst().orElseThrow();
    Asking asking = Asking.of(target(Ways.USUAL), PROBE, slot);

    assertThat(asking).isEqualTo(new Asking(PROBE, slot.session()));
    assertThat(asking.session().cacheSalt()).isEqualTo(slot.session().id());
  }

  @Test
  void warmSessionsShareOneCache() {
    assertThat(
            fresh()
                .map(slot -> Asking.of(target(new Ways(null, 1.0)), PROBE, slot))
                .map(it -> it.session().cacheSalt())
                .distinct())
        .containsExactly("plumbline");
  }

  /** Of a target that takes no salt nobody knows what its cache holds. */
  @Test
  void withoutTheCapabilityNothingIsWarmed() {
    Target target = target(new Ways(null, 1.0)).able(EnumSet.noneOf(Capability.class));

    assertThat(fresh().map(slot -> Asking.of(target, PROBE, slot))).noneMatch(AskingTest::isWarm);
  }

  @Test
  void allOfABurstAreTheSame() {
    Target target = target(new Ways(0.5, 0.5));
    for (int burst = 0; burst < 50; burst++) {
      Session session = new Session("burst-" + burst, Session.Kind.BURST, 0, 16);
      assertThat(
              IntStream.range(0, 16)
                  .mapToObj(turn ->
                      new Slot("a", "basic", "hello", NOON.plusNanos(1000L * turn), session))
                  .map(slot -> Asking.of(target, PROBE, slot))
                  .distinct())
          .hasSize(1);
    }
  }

  @Test
  void bothSidesOfAPairAreStreamedAlike() {
    Target target = target(new Ways(0.5, null));
    fresh()
        .forEach(slot -> {
          Slot peers =
              new Slot(
                  "b", slot.suite(), slot.probe(), slot.at(), TargetPlan.fresh("b", slot.at()));
          assertThat(Asking.of(target, PROBE, peers).probe())
              .isEqualTo(Asking.of(target, PROBE, slot).probe());
        });
  }

  private static java.util.stream.Stream<Slot> fresh() {
    return IntStream.range(0, SLOTS)
        .mapToObj(i -> NOON.plusSeconds(i))
        .map(at -> new Slot("a", "basic", "hello", at, TargetPlan.fresh("a", at)));
  }

  private static boolean isWarm(Asking asking) {
    return Boolean.TRUE.equals(asking.session().warm());
  }

  private static double share(List<Asking> askings, java.util.function.Predicate<Asking> which) {
    return (double) askings.stream().filter(which).count() / askings.size();
  }

  private static Target target(Ways ways) {
    Budget budget =
        new Budget(
            Duration.ofSeconds(1), 2, Duration.ofSeconds(5), 100_000, 0, 1, null, null, ways);
    return Catalogs.target("a", budget).able(EnumSet.allOf(Capability.class));
  }
}
