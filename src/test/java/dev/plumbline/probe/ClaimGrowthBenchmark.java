package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a worker does each time it claims, in fleets that are asked once a minute: {@code ./mvnw -q
 * test -Dtest=ClaimGrowthBenchmark -Dgroups=benchmark -DexcludedGroups=}; {@code
 * -Dgrowth.targets=100,1000} for other fleets. Prints rows of a table for docs/scale.md.
 */
@Tag("benchmark")
@ExtendWith(ProbeDatabase.class)
class ClaimGrowthBenchmark {
  private static final int[] TARGETS =
      Arrays.stream(System.getProperty("growth.targets", "84,840,8736").split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final int SECONDS = 20;
  private final ClaimStore claims =
      new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());

  /** A minute apart, so that no fleet finds claims of another in its time. */
  @Test
  void aSecondsSlots() {
    System.out.println(
        "targets | planned a second, ms | slots | claimed a slot, ms | bytes a claim");
    for (int fleet = 0; fleet < TARGETS.length; fleet++) {
      Catalog catalog = catalog(TARGETS[fleet]);
      ClaimRequests requests = new ClaimRequests(catalog, Duration.ofSeconds(60));
      Instant begin = ProbeDatabase.NOON.plus(Duration.ofMinutes(fleet));
      long bytes = bytes();
      long planning = 0;
      long claiming = 0;
      int slots = 0;
      for (int second = 0; second < SECONDS; second++) {
        Instant from = begin.plusSeconds(second);
        long start = System.nanoTime();
        List<ClaimRequest> wanted = requests.of(Demands.NONE, from, from.plusSeconds(1));
        long planned = System.nanoTime();
        slots += claims.claim(wanted).claimed().size();
        claiming += System.nanoTime() - planned;
        planning += planned - start;
      }
      System.out.printf(
          "%,d | %.1f | %.1f | %.2f | %d | load %.1f%n",
          TARGETS[fleet],
          planning / 1e6 / SECONDS,
          (double) slots / SECONDS,
          claiming / 1e6 / slots,
          (bytes() - bytes) / slots,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      assertThat((double) slots)
          .isBetween(0.5 * SECONDS, TARGETS[fleet] / 60.0 * SECONDS * 1.6 + 20);
    }
  }

  private static Catalog catalog(int targets) {
    return Catalogs.of(
        Catalogs.suite(40),
        IntStream.range(0, targets)
            .mapToObj(i -> Catalogs.target("t" + i, Catalogs.budget(Duration.ofMinutes(1))))
            .toArray(Target[]::new));
  }

  /** Of the claims with their indexes. */
  private static long bytes() {
    return ProbeDatabase.jdbc()
        .sql(
            """
            SELECT coalesce(sum(pg_total_relation_size(inhrelid)), 0) FROM pg_inherits
            WHERE inhparent = 'probe.claims'::regclass
            """)
        .query(Long.class)
        .single();
  }
}
