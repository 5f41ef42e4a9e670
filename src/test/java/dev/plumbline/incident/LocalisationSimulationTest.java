package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalisationSimulationTest {
  private static final List<Double> SHARES = List.of(.008, .02, .05, .2);
  private static final List<Integer> FAILURES = List.of(4, 5, 6);
  private static final int RUNS = 60;
  private static final int PAGED_RUNS = 150;

  @ParameterizedTest(name = "{0} at objective {1}")
  @CsvSource({
    "opus-4/direct/tpu/tpu-a, 1e-4, .93, .99",
    "opus-4/*/tpu/*,          1e-4, .93, .99",
    "opus-4/direct/*/*,       1e-4, .93, .99",
    "*/*/tpu/*,               1e-4, .93, .99",
    "opus-4/*/*/*,            1e-4, .93, .99",
    "*/*/*/*,                 1e-4, .90, .99",
    "opus-4/direct/tpu/tpu-a, 1e-3, .80, .97",
    "opus-4/*/tpu/*,          1e-3, .80, .97",
    "opus-4/direct/*/*,       1e-3, .80, .97",
    "*/*/tpu/*,               1e-3, .80, .97",
    "opus-4/*/*/*,            1e-3, .80, .97",
    "*/*/*/*,                 1e-3, .80, .97",
  })
  void namesTheBrokenSlice(String slice, double objective, double first, double third) {
    FaultSimulation simulation = new FaultSimulation(17);
    int runs = 0;
    int namedAtFirst = 0;
    int namedAtThird = 0;
    for (double share : SHARES) {
      for (int failures : FAILURES) {
        for (int run = 0; run < RUNS; run++) {
          FaultSimulation.Run drawn =
              simulation.draw(Slice.parse(slice), share, objective, failures);
          runs++;
          namedAtFirst += drawn.namedBy(1) ? 1 : 0;
          namedAtThird += drawn.namedBy(3) ? 1 : 0;
        }
      }
    }
    System.out.printf(
        "MEASURE K %s %s %.3f %.3f%n",
        slice, objective, (double) namedAtFirst / runs, (double) namedAtThird / runs);
    assertThat((double) namedAtFirst / runs).as("at the first page").isGreaterThanOrEqualTo(first);
    assertThat((double) namedAtThird / runs).as("at the third page").isGreaterThanOrEqualTo(third);
  }

  @ParameterizedTest(name = "{0} at objective {1}")
  @CsvSource({
    "opus-4/direct/tpu/tpu-a, 1e-4, .5, .9",
    "opus-4/*/tpu/*,          1e-4, .5, .9",
    "opus-4/direct/*/*,       1e-4, .5, .9",
    "*/*/tpu/*,               1e-4, .5, .9",
    "opus-4/*/*/*,            1e-4, .5, .9",
    "*/*/*/*,                 1e-4, .5, .9",
    "opus-4/direct/tpu/tpu-a, 1e-3, .5, .9",
    "opus-4/*/tpu/*,          1e-3, .5, .9",
    "opus-4/direct/*/*,       1e-3, .5, .9",
    "*/*/tpu/*,               1e-3, .5, .9",
    "opus-4/*/*/*,            1e-3, .5, .9",
    "*/*/*/*,                 1e-3, .5, .9",
  })
  void namesItFromWhatPagesCarry(String slice, double objective, double first, double third) {
    PagingFleet fleet = new PagingFleet(23);
    int runs = 0;
    int namedAtFirst = 0;
    int namedAtThird = 0;
    for (double share : SHARES) {
      for (int run = 0; run < PAGED_RUNS; run++) {
        FaultSimulation.Run drawn =
            new FaultSimulation.Run(
                Slice.parse(slice), fleet.pages(Slice.parse(slice), share, objective));
        runs++;
        namedAtFirst += drawn.namedBy(1) ? 1 : 0;
        namedAtThird += drawn.namedBy(3) ? 1 : 0;
      }
    }
    System.out.printf(
        "MEASURE SR %s %s %.3f %.3f%n",
        slice, objective, (double) namedAtFirst / runs, (double) namedAtThird / runs);
    assertThat((double) namedAtFirst / runs).as("at the first page").isGreaterThanOrEqualTo(first);
    assertThat((double) namedAtThird / runs).as("at the third page").isGreaterThanOrEqualTo(third);
  }
}
