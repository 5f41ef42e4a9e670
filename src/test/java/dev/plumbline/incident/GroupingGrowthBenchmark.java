package dev.plumbline.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.SeriesKey;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How long an alarm takes to find its incident, by the number of leaves it tells of: {@code ./mvnw
 * -q test -Dtest=GroupingGrowthBenchmark -Dgroups=benchmark -DexcludedGroups=}; {@code
 * -Dgrowth.targets=84,840} for other fleets.
 */
@Tag("benchmark")
class GroupingGrowthBenchmark {
  private static final int[] TARGETS =
      Arrays.stream(System.getProperty("growth.targets", "84,840,8736").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final int TIMES = 5;

  /** One broken pool; the fleet is made anew as at each change of the catalog, then kept. */
  @Test
  void anAlarm() {
    for (int targets : TARGETS) {
      List<Slice> leaves = leaves(targets);
      long start = System.nanoTime();
      Fleet fleet = Fleet.ofLeaves(leaves);
      double made = (System.nanoTime() - start) / 1e6;
      IncidentGrouping grouping =
          new IncidentGrouping(
              new IncidentGrouping.Rules(Duration.ofMinutes(30), Duration.ofHours(2)), fleet);
      double[] millis = new double[TIMES];
      for (int i = 0; i < TIMES; i++) {
        start = System.nanoTime();
        List<IncidentGrouping.Change> changes = grouping.apply(List.of(), alarm(leaves));
        millis[i] = (System.nanoTime() - start) / 1e6;
        assertThat(changes).hasSize(1);
      }
      Arrays.sort(millis);
      System.out.printf(
          "%,d targets: fleet made in %.0f ms, an alarm grouped in %.0f ms (%.0f to %.0f); load %.1f%n",
          targets,
          made,
          millis[TIMES / 2],
          millis[0],
          millis[TIMES - 1],
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }

  private static List<Slice> leaves(int targets) {
    return IntStream.range(0, targets)
        .mapToObj(i ->
            new Slice(
                "model-" + i / 84,
                List.of("direct", "cloud-a", "cloud-b").get(i / 28 % 3),
                i / 14 % 2 == 0 ? "tpu" : "gpu",
                "pool-" + i % 14))
        .toList();
  }

  private static Detection alarm(List<Slice> leaves) {
    Slice broken = leaves.getFirst();
    return new Detection(
        "d1",
        new SeriesKey("foreign-script", broken),
        Detection.Kind.PAGE,
        AT,
        500,
        20,
        17,
        new Detection.Onset(AT.minusSeconds(3_600), AT.minusSeconds(3_000), AT.minusSeconds(2_400)),
        new Detection.Effect(0.1, 0.05, 0.2, 5, 60),
        leaves.stream()
            .map(leaf -> new Detection.LeafCount(leaf, 60, leaf.equals(broken) ? 7 : 0, 1e-3, 1))
            .toList(),
        List.of());
  }
}
