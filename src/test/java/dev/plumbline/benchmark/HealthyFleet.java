package dev.plumbline.benchmark;

import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Slice;
import dev.plumbline.detect.PlannedThresholds;
import dev.plumbline.detect.WatchedLeaf;
import dev.plumbline.stats.BernoulliEDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * False pages of a healthy fleet: 300 leaf series of one check, asked once a minute, each failing
 * at exactly its objective, and their pooled series, with the thresholds production derives from
 * one false page a month. {@link BernoulliEDetector}s are stepped from failure to failure, with
 * what {@code detect} makes a trial: one outcome of a leaf, in a pooled series the outcomes of one
 * probe in one minute. Each leaf asks the probes in turn.
 */
final class HealthyFleet implements Part {
  static final int MONTHS_A_CELL = 20;
  static final double HIGH_THRESHOLD = 1e8;
  private static final double P0 = 1e-4;
  private static final int PROBES = 20;
  private static final int MINUTES = 43_200;
  private static final String CHECK = "foreign-script";

  /** A detector and the number of its last trial. */
  private static final class Series {
    private final double logThreshold;
    private BernoulliEDetector detector = BernoulliEDetector.start();
    private long last = -1;

    Series(double logThreshold) {
      this.logThreshold = logThreshold;
    }

    /** A trial with a failure; 1 where it pages. */
    int fail(long number, double ratio) {
      detector = detector.afterMisses(number - last - 1, 1).after(ratio, 1);
      last = number;
      if (detector.logEvidence() < logThreshold) {
        return 0;
      }
      detector = BernoulliEDetector.start();
      return 1;
    }
  }

  /**
   * A pooled series.
   *
   * @param members of the slice that ask one probe in one minute, by the first probe they ask
   * @param order of those probes within a minute
   */
  private record Pool(Series series, Map<Integer, Integer> members, List<Integer> order) {
    int fail(long minute, int probe, int failures) {
      long number = minute * order.size() + order.indexOf(probe);
      return series.fail(number, failures / (double) members.getOrDefault(probe, 0) / P0);
    }
  }

  @Override
  public String name() {
    return "fleet";
  }

  @Override
  public List<Cell> cells(Size size) {
    return IntStream.range(0, size.months() / MONTHS_A_CELL)
        .mapToObj(i -> {
          String name = "months %d to %d".formatted(i * MONTHS_A_CELL + 1, (i + 1) * MONTHS_A_CELL);
          return new Cell(name, () -> pages(MONTHS_A_CELL, Chance.of(name)));
        })
        .toList();
  }

  static Map<String, Object> pages(int months, RandomGenerator random) {
    List<Labels> labels = labels();
    DetectionPolicy policy =
        new DetectionPolicy(
            1,
            1,
            0.2,
            null,
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Map.of(CHECK, new Objective(P0, P0, 1)));
    PlannedThresholds plan = PlannedThresholds.of(policy, CHECK, watched(labels));
    int[] firstProbe = labels.stream().mapToInt(_ -> random.nextInt(PROBES)).toArray();
    List<Series> leaves = labels.stream().map(_ -> new Series(plan.logLeaf())).toList();
    List<Series> high = labels.stream().map(_ -> new Series(Math.log(HIGH_THRESHOLD))).toList();
    Map<Slice, Pool> pools = pools(plan, labels, firstProbe);
    List<List<Pool>> poolsOf =
        labels.stream()
            .map(leaf ->
                pools.entrySet().stream()
                    .filter(it -> it.getKey().contains(leaf))
                    .map(Map.Entry::getValue)
                    .toList())
            .toList();

    int n = labels.size();
    long trials = (long) months * MINUTES * n;
    long leafPages = 0;
    long highPages = 0;
    long pooledPages = 0;
    IdentityHashMap<Pool, Map<Integer, Integer>> failed = new IdentityHashMap<>();
    long minute = 0;
    for (long at = Chance.misses(P0, random); at < trials; at += Chance.misses(P0, random) + 1) {
      if (at / n != minute) {
        pooledPages += close(failed, minute);
        minute = at / n;
      }
      int leaf = (int) (at % n);
      leafPages += leaves.get(leaf).fail(minute, 1 / P0);
      highPages += high.get(leaf).fail(minute, 1 / P0);
      for (Pool pool : poolsOf.get(leaf)) {
        failed.computeIfAbsent(pool, _ -> new TreeMap<>()).merge(firstProbe[leaf], 1, Integer::sum);
      }
    }
    pooledPages += close(failed, minute);

    Map<String, Object> values = new LinkedHashMap<>();
    values.put("months", months);
    values.put("leaves", n);
    values.put("pooled", pools.size());
    values.put("leafThreshold", Math.exp(plan.logLeaf()));
    values.put("leafPages", leafPages);
    values.put("pooledPages", pooledPages);
    values.put("leafPagesAt1e8", highPages);
    return values;
  }

  private static long close(IdentityHashMap<Pool, Map<Integer, Integer>> failed, long minute) {
    long pages = 0;
    for (Map.Entry<Pool, Map<Integer, Integer>> pool : failed.entrySet()) {
      for (Map.Entry<Integer, Integer> probe : pool.getValue().entrySet()) {
        pages += pool.getKey().fail(minute, probe.getKey(), probe.getValue());
      }
    }
    failed.clear();
    return pages;
  }

  private static Map<Slice, Pool> pools(
      PlannedThresholds plan, List<Labels> labels, int[] firstProbe) {
    Map<Slice, Pool> pools = new LinkedHashMap<>();
    for (Slice slice : plan.pooled()) {
      Map<Integer, Integer> members =
          IntStream.range(0, labels.size())
              .filter(i -> slice.contains(labels.get(i)))
              .boxed()
              .collect(Collectors.toMap(i -> firstProbe[i], _ -> 1, Integer::sum));
      List<Integer> order = List.copyOf(new TreeSet<>(members.keySet()));
      pools.put(slice, new Pool(new Series(plan.logPooled(slice)), members, order));
    }
    return pools;
  }

  private static List<WatchedLeaf> watched(List<Labels> labels) {
    Set<String> probes =
        IntStream.range(0, PROBES).mapToObj("core/p%d"::formatted).collect(Collectors.toSet());
    return labels.stream()
        .map(leaf -> new WatchedLeaf(leaf, Duration.ofMinutes(1), probes))
        .toList();
  }

  /** 5 models on 3 platforms on 4 accelerators in 5 pools each. */
  private static List<Labels> labels() {
    List<Labels> labels = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      labels.add(
          new Labels(
              "model-" + i / 60,
              "platform-" + i / 20 % 3,
              "accelerator-" + i / 5 % 4,
              "pool-" + i % 5));
    }
    return labels;
  }
}
