package dev.plumbline.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What grows with the number of series, and what does not: {@code ./mvnw -q test
 * -Dtest=GrowthBenchmark -Dgroups=benchmark -DexcludedGroups= -Dtest.heap=9g}. Prints rows of
 * tables for docs/scale.md.
 *
 * <ul>
 *   <li>a million series only in a heap of 8 GiB or more
 *   <li>{@code -Dgrowth.sizes=100,10000}: these numbers of series only
 *   <li>{@code -Dgrowth.turns=3}, {@code -Dgrowth.observations=10000}: how often, how many each
 * </ul>
 */
@Tag("benchmark")
class GrowthBenchmark {
  private static final int[] SIZES =
      Arrays.stream(
              System.getProperty(
                      "growth.sizes",
                      "100,1000,10000,100000"
                          + (Runtime.getRuntime().maxMemory() > 8L << 30 ? ",1000000" : ""))
                  .split(","))
          .mapToInt(Integer::parseInt)
          .toArray();
  private static final int TURNS = Integer.getInteger("growth.turns", 10);

  /** A minute of one of the ten checks of a million series: ten turns meet each of them. */
  private static final int OF_A_TURN = Integer.getInteger("growth.observations", 87_444);

  private record Measured(
      GrowthScorer scorer, GrowthYardstick yardstick, List<GrowthScorer.Cost> costs) {}

  /** In turns, so that what else the machine does hits all sizes alike. */
  @Test
  void anObservationTheHeapAnAlarmAndTheRestore() {
    Map<Integer, Measured> bySize = new LinkedHashMap<>();
    try {
      for (int size : SIZES) {
        GrowthFleet fleet = GrowthFleet.ofSeries(size);
        GrowthScorer scorer = new GrowthScorer(fleet);
        scorer.seed();
        bySize.put(size, new Measured(scorer, new GrowthYardstick(fleet), new ArrayList<>()));
      }
      for (int turn = 0; turn < TURNS; turn++) {
        for (Measured measured : bySize.values()) {
          measured.costs().add(measured.scorer().observe(OF_A_TURN));
          measured.yardstick().look();
        }
      }
      double first =
          median(bySize.values().iterator().next().costs(), GrowthScorer.Cost::processor);
      say(
          "series | an observation, µs | by the clock, µs | ratio | written | closing a window, ms | hash map, ns | tree, ns");
      bySize.forEach((size, measured) -> {
        double median = median(measured.costs(), GrowthScorer.Cost::processor);
        say(
            "%,d | %s | %s | %.2f | %.3f | %s | %s | %s"
                .formatted(
                    measured.yardstick().series(),
                    spread(measured.costs(), it -> it.processor() / 1e3),
                    spread(measured.costs(), it -> it.clock() / 1e3),
                    median / first,
                    median(measured.costs(), it -> (double) it.stands() / OF_A_TURN),
                    spread(measured.costs(), GrowthScorer.Cost::longest),
                    spread(measured.yardstick().hash(), it -> it),
                    spread(measured.yardstick().tree(), it -> it)));
      });
      say("series | bytes of a series in the store | of JSON | restored in, s | an alarm");
      bySize.forEach((_, measured) -> {
        GrowthScorer.Store store = measured.scorer().copied();
        say(
            "%,d | %.0f | %.0f | %.3f | %s"
                .formatted(
                    store.series(),
                    store.heapOfEach(),
                    store.jsonOfEach(),
                    store.seconds(),
                    measured.scorer().alarm()));
      });
    } finally {
      bySize.values().forEach(it -> it.scorer().close());
    }
    assertThat(bySize).hasSize(SIZES.length);
  }

  /** The same through a Streams task and its topics, where that is not too slow to be tried. */
  @Test
  void anObservationThroughStreams() {
    Map<Integer, GrowthDriver> drivers = new LinkedHashMap<>();
    Map<GrowthDriver, List<Double>> micros = new LinkedHashMap<>();
    try {
      for (int size : Arrays.stream(SIZES).filter(it -> it <= 10_000).toArray()) {
        GrowthDriver driver = new GrowthDriver(GrowthFleet.ofSeries(size));
        drivers.put(size, driver);
        micros.put(driver, new ArrayList<>());
      }
      for (int turn = 0; turn < 5; turn++) {
        micros.forEach((driver, all) -> all.add(driver.observe(20_000)));
      }
    } finally {
      drivers.values().forEach(GrowthDriver::close);
    }
    drivers.forEach((size, driver) ->
        say(
            "%,d through Streams | %s"
                .formatted(size, spread(micros.getOrDefault(driver, List.of()), it -> it))));
    assertThat(micros).isNotEmpty();
  }

  /** On a topic: as a batch of a producer, 16 KiB or so, is packed. */
  @Test
  void theBytesOfObservations() {
    List<byte[]> records = GrowthFleet.ofSeries(1_000).records(0, 840);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    double packed = 0;
    for (int from = 0; from < records.size(); from += 35) {
      ByteArrayOutputStream batch = new ByteArrayOutputStream();
      records.subList(from, from + 35).forEach(batch::writeBytes);
      packed += Zstd.compress(batch.toByteArray()).length;
      all.writeBytes(batch.toByteArray());
    }
    say(
        "an observation, bytes %.0f | packed by 35 %.0f"
            .formatted((double) all.size() / records.size(), packed / records.size()));
    assertThat(packed).isLessThan(all.size());
  }

  @Test
  void theCatalogAndThePlans(@TempDir Path folder) throws IOException {
    say(
        "series | targets | YAML, characters | read in, s | series planned in, s | slots of an hour | planned in, s | a second's slots, ms | a target found, ns");
    for (int size : SIZES) {
      say(GrowthCatalog.row(GrowthFleet.ofSeries(size), folder));
    }
  }

  @Test
  void theInterface(@TempDir Path folder) {
    say(
        "series | read from Kafka in, s | heap of each, bytes | all, ms | /api/v1/series, bytes | s | metrics, lines | bytes | s");
    for (int size : SIZES) {
      try (GrowthView view =
          new GrowthView(GrowthFleet.ofSeries(size), folder.resolve("" + size))) {
        say(view.row());
      }
    }
  }

  private static <T> double median(List<T> values, ToDoubleFunction<T> of) {
    double[] sorted = values.stream().mapToDouble(of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static <T> String spread(List<T> values, ToDoubleFunction<T> of) {
    double[] sorted = values.stream().mapToDouble(of).sorted().toArray();
    return "%.1f (%.1f to %.1f)"
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }

  /** With the load beside it: a number of a busy machine is another number. */
  private static void say(String row) {
    System.out.printf(
        "| %s | load %.1f%n",
        row, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
