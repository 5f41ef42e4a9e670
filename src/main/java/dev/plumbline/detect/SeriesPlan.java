package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Slices;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.stats.AlarmBudget;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Which series a catalog makes and how each is judged. A target has a leaf series for every check
 * that has an objective and that one of its probes feeds; the false alarms the fleet may have are
 * divided among all of them, whether or not a check turns out to apply. Not thread-safe.
 */
final class SeriesPlan {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * What one check watches.
   *
   * @param probes that feed it, by target, as suite/probe
   */
  private record Watched(Map<Target, Set<String>> probes, Slices slices) {
    List<Labels> leaves() {
      return probes.keySet().stream().map(Target::labels).toList();
    }
  }

  private final DetectionPolicy policy;
  private final Map<String, Watched> checks;
  private final Map<SeriesKey, DetectorConfig> pooledConfigs = new HashMap<>();
  private final AlarmBudget pages;
  private final AlarmBudget tickets;

  SeriesPlan(Catalog catalog) {
    policy = catalog.detection();
    checks = new LinkedHashMap<>();
    probesByCheck(catalog)
        .forEach((check, probes) ->
            checks.put(check, new Watched(probes, Slices.pooledOf(List.copyOf(probes.keySet())))));
    // Observations of what the catalog no longer holds still need a threshold: at least one leaf.
    int leaves = Math.max(1, checks.values().stream().mapToInt(it -> it.probes().size()).sum());
    int pooled = checks.values().stream().mapToInt(it -> it.slices().pooled().size()).sum();
    pages = new AlarmBudget(policy.pagesPerMonth(), policy.pooledShare(), leaves, pooled);
    tickets = new AlarmBudget(policy.ticketsPerWeek(), policy.pooledShare(), leaves, pooled);
  }

  /** Whether a check is watched: what has no objective is recorded, and pages nobody. */
  static boolean watched(Catalog catalog, String check) {
    return catalog.detection().objectives().containsKey(check);
  }

  /** Every target that feeds a check. */
  List<Labels> leaves(String check) {
    Watched watched = checks.get(check);
    return watched == null ? List.of() : watched.leaves();
  }

  /** The pooled series of a check that a target's outcomes enter. */
  List<Slice> pooledContaining(String check, Labels labels) {
    Watched watched = checks.get(check);
    return watched == null ? List.of() : watched.slices().pooledContaining(labels);
  }

  /** Whether the catalog still makes this series. */
  boolean contains(SeriesKey series) {
    Watched watched = checks.get(series.check());
    return watched != null
        && (watched.slices().pooled().contains(series.slice())
            || watched.leaves().stream().map(Slice::leaf).anyMatch(series.slice()::equals));
  }

  /**
   * How a leaf is judged.
   *
   * @param interval mean time between its slots, as of the observation
   */
  DetectorConfig leaf(String check, Duration interval) {
    double rate = rate(interval);
    return config(
        check,
        rate,
        pages.logLeafThreshold(rate * MONTH.toSeconds()),
        tickets.logLeafThreshold(rate * WEEK.toSeconds()));
  }

  /**
   * How a pooled series is judged: its members' rates added up, but one trial a probe and window.
   */
  DetectorConfig pooled(SeriesKey series) {
    return pooledConfigs.computeIfAbsent(series, key -> derive(key.check(), key.slice()));
  }

  private DetectorConfig derive(String check, Slice slice) {
    double rate = 0;
    Set<String> probes = new HashSet<>();
    for (Map.Entry<Target, Set<String>> entry :
        Objects.requireNonNull(checks.get(check), check).probes().entrySet()) {
      if (slice.contains(entry.getKey().labels())) {
        rate += rate(entry.getKey().budget().interval());
        probes.addAll(entry.getValue());
      }
    }
    double trials = Math.min(rate, probes.size() * rate(policy.window()));
    return config(
        check,
        rate,
        pages.logPooledThreshold(trials * MONTH.toSeconds()),
        tickets.logPooledThreshold(trials * WEEK.toSeconds()));
  }

  /** What a series that has seen nothing is held to. */
  double initialObjective(String check) {
    return objective(check).initial();
  }

  private Objective objective(String check) {
    return Objects.requireNonNull(policy.objectives().get(check), check);
  }

  private DetectorConfig config(String check, double rate, double logPage, double logTicket) {
    Objective objective = objective(check);
    Double threshold = policy.threshold();
    if (threshold == null) {
      return new DetectorConfig(objective, rate, logPage, logTicket);
    }
    double weekly = threshold * WEEK.toDays() / MONTH.toDays();
    return new DetectorConfig(
        objective, rate, AlarmBudget.logThreshold(threshold), AlarmBudget.logThreshold(weekly));
  }

  private static double rate(Duration interval) {
    return 1e9 / interval.toNanos();
  }

  private static Map<String, Map<Target, Set<String>>> probesByCheck(Catalog catalog) {
    Map<String, Map<Target, Set<String>>> byCheck = new LinkedHashMap<>();
    for (Target target : catalog.targets()) {
      for (String name : target.suites()) {
        Suite suite = catalog.suite(name).orElseThrow();
        for (Probe probe : suite.probes()) {
          for (CheckUse check : probe.checks()) {
            if (!watched(catalog, check.name())) {
              continue;
            }
            byCheck
                .computeIfAbsent(check.name(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(target, _ -> new HashSet<>())
                .add(suite.name() + "/" + probe.id());
          }
        }
      }
    }
    return byCheck;
  }
}
