package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.SUITE;
import static dev.plumbline.catalog.Catalogs.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.plumbline.testing.Drilled;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The drill: probed like a target, counted nowhere; its faults are a matter of the clock alone. */
class SelfTestTest {
  private static final String FLEET = "targets:\n" + target("") + "\n";

  private static SelfTest selfTest(Catalog catalog) {
    return Objects.requireNonNull(catalog.selfTest());
  }

  @Test
  void isThereOnlyWhereTheFleetAsksForIt() {
    assertThat(Catalogs.load(FLEET, SUITE).selfTest()).isNull();
    assertThat(Catalogs.load(FLEET, SUITE).probed()).hasSize(1);

    SelfTest usual = selfTest(Catalogs.load(FLEET + "self-test: {}\n", SUITE));
    assertThat(usual.period()).isEqualTo(Duration.ofHours(1));
    assertThat(usual.target().budget().interval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(usual.target().endpoint())
        .isEqualTo(URI.create("http://127.0.0.1:18080/plumbline-drill/drill/drill/drill/v1"));
  }

  @Test
  void itsTargetIsProbedAndIsNoneOfTheFleet() {
    Catalog catalog =
        Catalogs.load(
            FLEET + "self-test: {endpoint: 'http://lab:1/x/', period: 20m, interval: 10s}", SUITE);

    assertThat(catalog.targets()).hasSize(1);
    assertThat(catalog.probed()).hasSize(2).contains(selfTest(catalog).target());
    assertThat(catalog.suites()).hasSize(1);
    assertThat(catalog.target(SelfTest.MODEL).map(Target::endpoint))
        .contains(URI.create("http://lab:1/x/plumbline-drill/drill/drill/drill/v1"));
    assertThat(catalog.suite(SelfTest.MODEL).orElseThrow().probes())
        .isNotEmpty()
        .allSatisfy(probe ->
            assertThat(probe.checks().stream().map(CheckUse::name))
                .containsExactlyElementsOf(SelfTest.CHECKS));
  }

  /** Otherwise a change of it would not reach who follows the catalog by its version. */
  @Test
  void itIsAPartOfTheCatalogsVersion() {
    assertThat(
            Stream.of("", "self-test: {}", "self-test: {period: 2h}")
                .map(it -> Catalogs.load(FLEET + it, SUITE).version())
                .distinct())
        .hasSize(3);
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments(
            FLEET + "self-test: {period: 10m}",
            "fleet.yaml:3:13 self-test.period: half of it, a fault, holds fewer than 40 probes"
                + " — make it PT20M or longer, or the interval shorter"),
        arguments(
            FLEET + "self-test: {every: 10m}",
            "fleet.yaml:3:13 self-test.every: unknown key 'every' — one of: endpoint,"
                + " period, interval"),
        arguments(
            FLEET + "self-test: {endpoint: 'ftp://lab'}",
            "fleet.yaml:3:13 self-test.endpoint: is neither http nor https"
                + " — write for example https://api.example.com/v1"),
        arguments(
            "targets:\n" + target("").replace("model: m", "model: plumbline-drill") + "\n",
            "fleet.yaml:2:5 targets[0]: 'plumbline-drill' is the name of the self-test's own target"
                + " — rename it; the self-test is switched on by 'self-test: {}' beside 'targets'"),
        arguments(
            "targets:\n" + target("name: plumbline-drill") + "\n",
            "fleet.yaml:2:5 targets[0]: 'plumbline-drill' is the name of the self-test's own target"
                + " — rename it; the self-test is switched on by 'self-test: {}' beside"
                + " 'targets'"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatIsWrongIsToldWithItsPlaceAndARemedy(String fleet, String error) {
    assertThat(Catalogs.errors(fleet, SUITE)).containsExactly(error);
  }

  @Test
  void aSuiteMayNotHaveTheNameOfItsOwn() {
    assertThat(
            Catalogs.errors(
                FLEET + "self-test: {}", SUITE.replace("suite: core", "suite: plumbline-drill")))
        .containsExactly(
            "fleet.yaml:3:1 self-test: a suite of the catalog has the name of its own,"
                + " 'plumbline-drill' — rename that suite");
  }

  /** At any time: the newest fault has begun, the next has not, and it lasts for half a period. */
  @Test
  void faultsComeByTheClock() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      Duration period = Duration.ofSeconds(1 + random.nextInt(100_000));
      SelfTest selfTest = Drilled.selfTest(Duration.ofSeconds(1), period);
      Instant now = Instant.ofEpochMilli(random.nextLong(2_000_000_000_000L));
      Instant fault = selfTest.newestFault(now);

      assertThat(fault).isBeforeOrEqualTo(now).isAfter(now.minus(period));
      assertThat(fault.toEpochMilli() % period.toMillis()).isZero();
      assertThat(selfTest.faulty(now))
          .isEqualTo(Duration.between(fault, now).compareTo(period.dividedBy(2)) < 0);
      assertThat(selfTest.newestFault(fault)).isEqualTo(fault);
      assertThat(selfTest.newestFault(fault.minusMillis(1))).isEqualTo(fault.minus(period));
    }
  }

  @Test
  void delaysAreCountedInProbes() {
    SelfTest selfTest = Drilled.selfTest(Duration.ofSeconds(10), Duration.ofHours(1));
    Instant fault = Instant.parse("2026-03-01T12:00:00Z");

    assertThat(selfTest.probesSince(fault, fault)).isEqualTo(1);
    assertThat(selfTest.probesSince(fault, fault.plusSeconds(9))).isEqualTo(1);
    assertThat(selfTest.probesSince(fault, fault.plusSeconds(95))).isEqualTo(10);
  }
}
