package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A fault class nobody watches is named with its reason. */
class CheckCoverageTest {
  private static final String TARGET = Given.LABELS.toString();

  @Test
  void everyCheckOfEveryTargetIsListed() {
    assertThat(CheckCoverage.of(Given.catalog(), CheckRegistry.standard()))
        .containsExactly(
            new CheckCoverage(TARGET, "foreign-script", true, 1, Map.of()),
            new CheckCoverage(TARGET, "argmax", true, 1, Map.of()),
            new CheckCoverage(TARGET, "routing", true, 1, Map.of()),
            new CheckCoverage(TARGET, "format", true, 1, Map.of()),
            unasked("language"),
            unasked("repetition"),
            unasked("latency"));
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

    assertThat(CheckCoverage.of(catalog, CheckRegistry.standard()))
        .containsExactly(
            new CheckCoverage(TARGET, "foreign-script", true, 1, Map.of()),
            new CheckCoverage(
                TARGET, "argmax", false, 0, Map.of("the target returns no log-probabilities", 1)),
            unasked("routing"),
            unasked("format"),
            unasked("language"),
            unasked("repetition"),
            unasked("latency"));
  }

  private static CheckCoverage unasked(String check) {
    return new CheckCoverage(
        TARGET, check, false, 0, Map.of("no probe of the target's suites asks for it", 0));
  }
}
