package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A fault class nobody watches is named with its reason. */
class CheckCoverageTest {
  private static final String TARGET = Given.LABELS.toString();

  private static CheckCoverage of(Catalog catalog, String check) {
    return CheckCoverage.of(catalog, CheckRegistry.standard()).stream()
        .filter(coverage -> coverage.check().equals(check))
        .reduce((_, again) -> fail("twice: " + again))
        .orElseThrow();
  }

  @Test
  void everyCheckOfEveryTargetIsListed() {
    assertThat(CheckCoverage.of(Given.catalog(), CheckRegistry.standard()))
        .extracting(CheckCoverage::check)
        .containsExactlyInAnyOrderElementsOf(CheckRegistry.standard().names());
  }

  @Test
  void whatCannotBeSeenSaysWhy() {
    Catalog catalog =
        Given.catalog(
            Given.target(Set.of()),
            Given.probe(
                "?",
                Set.of("Latin"),
                Given.greedy(),
                new CheckUse.Plain("foreign-script"),
                new CheckUse.Plain("argmax")));

    assertThat(of(catalog, "foreign-script"))
        .isEqualTo(new CheckCoverage(TARGET, "foreign-script", true, true, 1, Map.of()));
    assertThat(of(catalog, "argmax"))
        .isEqualTo(
            new CheckCoverage(
                TARGET,
                "argmax",
                false,
                true,
                0,
                Map.of("the target returns no log-probabilities", 1)));
    assertThat(of(catalog, "routing"))
        .isEqualTo(
            new CheckCoverage(
                TARGET,
                "routing",
                false,
                true,
                0,
                Map.of("no probe of the target's suites asks for it", 0)));
  }

  @Test
  void aCheckWithAnObjectiveIsWatched() {
    Catalog catalog = Given.catalog();
    DetectionPolicy policy =
        new DetectionPolicy(
            1,
            1,
            0.2,
            null,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Map.of("format", new DetectionPolicy.Objective(0.01, 0.001, 1000)));
    Catalog watching = new Catalog(catalog.version(), catalog.targets(), catalog.suites(), policy);

    assertThat(of(watching, "format").recorded()).isFalse();
    assertThat(of(watching, "routing").recorded()).isTrue();
  }
}
