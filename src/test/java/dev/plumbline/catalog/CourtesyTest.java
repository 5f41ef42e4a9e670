package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.SUITE;
import static dev.plumbline.catalog.Catalogs.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fleet says of its budgets, its pools and the times in which nobody is asked. */
class CourtesyTest {
  private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");

  @Test
  void everythingIsRead() {
    Catalog catalog =
        Catalogs.load(
            """
            budget: {requests-per-day: 9, tokens-per-hour: 8, usd-per-day: 1.5}
            pools: {a: {concurrency: 3}}
            maintenance:
              - {slice: 'm/*/*/*', from: 2026-01-01T00:00:00Z, until: 2026-01-01T01:00:00Z, reason: move}
              - {slice: '*/*/*/a', weekly: {day: Sunday, from: '23:00', until: '01:00', zone: Europe/Oslo}}
            targets:
            """
                + target(
                    "draining: true, price: {input: 1, output: 2}, budget: {usd-per-hour: 0.5}"),
            SUITE);

    assertThat(catalog.manners())
        .isEqualTo(
            new Courtesy(
                new Limits(null, 9L, 8L, null, null, 1.5),
                Map.of("a", 3),
                List.of(
                    new Maintenance(
                        Slice.parse("m/*/*/*"),
                        new Maintenance.Once(
                            Instant.parse("2026-01-01T00:00:00Z"),
                            Instant.parse("2026-01-01T01:00:00Z"))),
                    new Maintenance(
                        Slice.parse("*/*/*/a"),
                        new Maintenance.Weekly(
                            DayOfWeek.SUNDAY, LocalTime.of(23, 0), LocalTime.of(1, 0), OSLO))),
                Set.of("m/p/gpu/a")));
    assertThat(catalog.targets().getFirst().budget().limits())
        .isEqualTo(new Limits(null, null, null, null, 0.5, null));
  }

  @Test
  void aFleetThatSaysNothingHasTheVersionItHadBeforeThereWasAnythingToSay() {
    Catalog plain = Catalogs.load("targets:\n" + target(""), SUITE);

    assertThat(plain.courtesy()).isNull();
    assertThat(plain.manners()).isEqualTo(Courtesy.NONE);
    assertThat(Catalogs.load("targets:\n" + target("draining: true"), SUITE).version())
        .isNotEqualTo(plain.version());
  }

  @ParameterizedTest
  @CsvSource({
    "SUNDAY,02:00,04:00,2026-01-04T01:00:00Z,true",
    "SUNDAY,02:00,04:00,2026-01-04T00:59:59Z,false",
    "SUNDAY,02:00,04:00,2026-01-04T03:00:00Z,false",
    "SUNDAY,02:00,04:00,2026-01-05T01:30:00Z,false",
    "SUNDAY,23:00,01:00,2026-01-04T22:00:00Z,true",
    "SUNDAY,23:00,01:00,2026-01-04T23:59:00Z,true",
    "SUNDAY,23:00,01:00,2026-01-05T00:00:00Z,false",
    "SUNDAY,23:00,01:00,2026-01-03T23:30:00Z,false",
    "SUNDAY,00:00,00:00,2026-01-04T12:00:00Z,true",
    "SUNDAY,00:00,00:00,2026-01-04T23:00:00Z,false",
    // Clocks go forward from 02:00 to 03:00, and back from 03:00 to 02:00.
    "SUNDAY,02:00,03:00,2026-03-29T01:00:00Z,false",
    "SUNDAY,02:00,03:00,2026-10-25T00:30:00Z,true",
    "SUNDAY,02:00,03:00,2026-10-25T01:30:00Z,true",
  })
  void aWeeklyWindowGoesByTheClocksOfItsPlace(
      DayOfWeek day, LocalTime from, LocalTime until, Instant at, boolean holds) {
    assertThat(new Maintenance.Weekly(day, from, until, OSLO).holds(at)).isEqualTo(holds);
  }

  @Test
  void theDrillIsNeverPaused() {
    Catalog catalog =
        Catalogs.load(
            """
            self-test: {}
            maintenance: [{slice: '*/*/*/*', from: 2026-01-01T00:00:00Z, until: 2027-01-01T00:00:00Z}]
            targets:
            """
                + target(""),
            SUITE);
    Instant within = Instant.parse("2026-06-01T00:00:00Z");

    assertThat(catalog.probed())
        .extracting(target -> catalog.manners().pauses(target, within))
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "budget: {usd-per-day: 1}",
        "budget: {usd-per-day: 0}",
        "budget: {requests-per-day: 0}",
        "budget: {interval: 1m}",
        "pools: {b: {concurrency: 3}}",
        "pools: {a: {}}",
        "pools: {a: {concurrency: 0}}",
        "maintenance: [{slice: '*/*/*/*'}]",
        "maintenance: [{slice: 'x/*/*/*', from: 2026-01-01T00:00:00Z, until: 2026-01-02T00:00:00Z}]",
        "maintenance: [{slice: '*/*/*/*', from: 2026-01-02T00:00:00Z, until: 2026-01-01T00:00:00Z}]",
        "maintenance: [{slice: '*/*/*/*', from: tomorrow, until: 2026-01-01T00:00:00Z}]",
        "maintenance: [{slice: '*/*', from: 2026-01-01T00:00:00Z, until: 2026-01-02T00:00:00Z}]",
        "maintenance: [{slice: '*/*/*/*', weekly: {day: someday, from: '1', until: '2', zone: X}}]",
        "maintenance: [{slice: '*/*/*/*', from: 2026-01-01T00:00:00Z, weekly: {day: monday, from: '01:00', until: '02:00', zone: UTC}}]",
      })
  void whatIsWrongIsToldWithARemedy(String written) {
    assertThat(Catalogs.errors(written + "\ntargets:\n" + target(""), SUITE))
        .isNotEmpty()
        .allSatisfy(error -> assertThat(error).startsWith("fleet.yaml:").contains(" — "));
  }

  @Test
  void aLimitOfMoneyNeedsAPrice() {
    assertThat(Catalogs.errors("targets:\n" + target("budget: {usd-per-hour: 1}"), SUITE))
        .singleElement()
        .asString()
        .startsWith("fleet.yaml:3:5 targets[0].budget: limits money, and the target has no price")
        .contains("add price: {input: …, output: …}");
    assertThat(Catalogs.errors("budget: {usd-per-day: 1}\ntargets:\n" + target(""), SUITE))
        .singleElement()
        .asString()
        .contains("targets[0]: has no price, and the fleet's budget limits money");
  }

  @Test
  void aPoolMustTakeTheLargestBurstAtOnce() {
    String bursting = target("budget: {burst-share: 0.1, burst-sizes: [4, 16], concurrency: 16}");

    assertThat(Catalogs.errors("pools: {a: {concurrency: 8}}\ntargets:\n" + bursting, SUITE))
        .containsExactly(
            "fleet.yaml:1:13 pools.a.concurrency: 8 is less than the 16 at once of a burst to"
                + " m/p/gpu/a — raise concurrency of the pool, or leave larger bursts out of"
                + " burst-sizes");
    assertThat(Catalogs.errors("pools: {a: {concurrency: 16}}\ntargets:\n" + bursting, SUITE))
        .isEmpty();
    assertThat(
            Catalogs.errors(
                "pools: {a: {concurrency: 8}}\ntargets:\n" + bursting.replace("0.1", "0"), SUITE))
        .as("none are sent")
        .isEmpty();
    assertThat(
            Catalogs.errors(
                "targets:\n" + bursting.replace("concurrency: 16", "concurrency: 8"), SUITE))
        .singleElement()
        .asString()
        .startsWith("fleet.yaml:3:")
        .contains("16 at once are more than concurrency, 8, lets under way");
  }
}
