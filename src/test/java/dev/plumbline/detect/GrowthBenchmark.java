package dev.plumbline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What grows with the fleet. */
@Tag("benchmark")
class GrowthBenchmark {
  private static final int[] SIZES =
      Arrays.stream(System.getProperty("growth.sizes", "100,1000,10000,100000,1000000").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final int TURNS = Integer.getInteger("growth.turns", 10);
  private static final int A_TURN = Integer.getInteger("growth.observations", 87_444);

  /** In turns, so that what else the machine does hits all sizes alike. */
  @Test
  void anObservation() {
    Map<Integer, GrowthScorer> scorers = new LinkedHashMap<>();
    Map<Integer, List<GrowthScorer.Cost>> costs = new LinkedHashMap<>();
    try {
      for (int size : SIZES) {
        GrowthFleet fleet = GrowthFleet.ofSeries(size);
        long start = System.nanoTime();
        int series = new SeriesPlan(fleet.catalog()).all().size();
        System.out.printf("%d: %d series, %d targets, plan in %.3f s%n", size, series, fleet.targets().size(), (System.nanoTime() - start) / 1e9);
        GrowthScorer scorer = new GrowthScorer(fleet);
        scorers.put(size, scorer);
        costs.put(size, new ArrayList<>());
        start = System.nanoTime();
        scorer.seed();
        System.out.printf("seeded in %.1f s%n", (System.nanoTime() - start) / 1e9);
      }
      for (int turn = 0; turn < TURNS; turn++) {
        scorers.forEach((size, scorer) -> costs.get(size).add(scorer.observe(A_TURN)));
      }
    } finally {
      scorers.values().forEach(GrowthScorer::close);
    }
    costs.forEach((size, all) -> System.out.printf("%d: %s %s stands %s%n", size, all.stream().mapToDouble(GrowthScorer.Cost::processor).sorted().boxed().map(Math::round).toList(), all.stream().mapToDouble(GrowthScorer.Cost::clock).sorted().boxed().map(Math::round).toList(), all.stream().mapToDouble(it -> it.stands()/(double)A_TURN).boxed().toList()));
    assertThat(costs).hasSize(SIZES.length);
  }
}
