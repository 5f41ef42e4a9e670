package dev.plumbline.detect;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.catalog.DetectionPolicy.Objective;
import dev.plumbline.catalog.FeedbackReason;
import dev.plumbline.catalog.Labels;
import dev.plumbline.catalog.SelfTest;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.stats.AlarmBudget;
import dev.plumbline.stats.Grid;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which series a catalog makes and how each is judged. A target has a leaf series for every check
 * that has an objective and that one of its probes feeds; the false alarms the fleet may have are
 * divided among all of them, whether or not a check turns out to apply. What users report has false
 * alarms of its own, as many again, so that it takes nothing from what probes see. Not thread-safe.
 */
final class SeriesPlan {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration WEEK = Duration.ofDays(7);

  private final DetectionPolicy policy;
  private final Map<String, WatchedCheck> checks;
  private final Map<String, String> suiteVersions;
  private final StartWeight startWeight;
  private final Map<SeriesKey, DetectorConfig> pooledConfigs = new HashMap<>();
  private final Map<String, CheckIndex> indexes = new HashMap<>();
  private final Budgets probed;
  private final Budgets reported;

  /** What a fleet may have in false alarms. */
  private record Budgets(AlarmBudget pages, AlarmBudget tickets) {
    static Budgets of(DetectionPolicy policy, Stream<WatchedCheck> checks) {
      List<WatchedCheck> all = checks.toList();
      // Observations of what the catalog no longer holds still need a threshold: at least one leaf.
      int leaves = Math.max(1, all.stream().mapToInt(it -> it.leaves().size()).sum());
      int pooled = all.stream().mapToInt(it -> it.slices().pooled().size()).sum();
      return new Budgets(
          new AlarmBudget(policy.pagesPerMonth(), policy.pooledShare(), leaves, pooled),
          new AlarmBudget(policy.ticketsPerWeek(), policy.pooledShare(), leaves, pooled));
    }
  }

  SeriesPlan(Catalog catalog) {
    this(
        catalog.detection(),
        WatchedCheck.of(catalog),
        catalog.suites().stream().collect(Collectors.toMap(Suite::name, Suite::version)),
        StartWeight.BY_TIME);
  }

  /**
   * Of what is known to be watched.
   *
   * @param watched by check; those without an objective in the policy have a budget only
   */
  SeriesPlan(DetectionPolicy policy, Map<String, WatchedCheck> watched, StartWeight startWeight) {
    this(policy, watched, Map.of(), startWeight);
  }

  private SeriesPlan(
      DetectionPolicy policy,
      Map<String, WatchedCheck> watched,
      Map<String, String> suiteVersions,
      StartWeight startWeight) {
    this.policy = policy;
    this.checks = watched;
    this.suiteVersions = suiteVersions;
    this.startWeight = startWeight;
    this.probed = Budgets.of(policy, checksThat(check -> !FeedbackReason.feeds(check)));
    this.reported = Budgets.of(policy, checksThat(FeedbackReason::feeds));
  }

  private Stream<WatchedCheck> checksThat(Predicate<String> matches) {
    return checks.entrySet().stream()
        .filter(it -> matches.test(it.getKey()))
        .map(Map.Entry::getValue);
  }

  private Budgets budgets(String check) {
    return FeedbackReason.feeds(check) ? reported : probed;
  }

  DetectionPolicy policy() {
    return policy;
  }

  /** Whether a check is watched: what has no objective is recorded, and pages nobody. */
  boolean watched(String check) {
    return policy.objectives().containsKey(check);
  }

  /** Content hash of the suite of a suite/probe; empty where no catalog says. */
  String suiteVersion(String probe) {
    return suiteVersions.getOrDefault(Quarantine.suite(probe), "");
  }

  /** Every target that feeds a check. */
  List<Slice> leaves(String check) {
    return index(check).leaves();
  }

  /** Labels in which the targets of a check differ. */
  CheckIndex.Differing differing(String check) {
    return index(check).differing();
  }

  /** What a detection says of a leaf that has had no trial. */
  Detection.LeafCount unknown(String check, Slice leaf) {
    Labels peer = index(check).peer(leaf);
    Grid grid = peer == null ? Grid.FAILURES : Grid.PAIRS;
    return new Detection.LeafCount(
        leaf,
        0,
        0,
        initialObjective(check),
        grid.logRestingEvidence(),
        peer == null ? null : Slice.leaf(peer),
        List.of());
  }

  /** The pooled series of a check that a target's outcomes enter; those of the drill enter none. */
  List<Slice> pooledContaining(String check, Labels labels) {
    return labels.equals(SelfTest.LABELS) ? List.of() : index(check).pooledAround(labels);
  }

  /** Made when first asked for: who only wants a threshold needs none. */
  private CheckIndex index(String check) {
    return indexes.computeIfAbsent(
        check, it -> new CheckIndex(checks.getOrDefault(it, WatchedCheck.NONE)));
  }

  /** Every series the catalog makes. */
  Set<SeriesKey> all() {
    Set<SeriesKey> all = new HashSet<>();
    checks.forEach((check, watched) -> {
      watched.slices().pooled().forEach(slice -> all.add(new SeriesKey(check, slice)));
      watched.labels().forEach(labels -> all.add(new SeriesKey(check, Slice.leaf(labels))));
    });
    return all;
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
        budgets(check).pages().logLeafThreshold(rate * MONTH.toSeconds()),
        budgets(check).tickets().logLeafThreshold(rate * WEEK.toSeconds()));
  }

  /** ln A of a leaf that is compared with a reference, which no objective holds it to. */
  double logComparedThreshold(Duration interval) {
    Double threshold = policy.threshold();
    return threshold == null
        ? probed.pages().logLeafThreshold(rate(interval) * MONTH.toSeconds())
        : AlarmBudget.logThreshold(threshold);
  }

  /**
   * How a pooled series is judged: its members' rates added up, but one trial a probe and window.
   */
  DetectorConfig pooled(SeriesKey series) {
    return pooledConfigs.computeIfAbsent(series, key -> derive(key.check(), key.slice()));
  }

  private DetectorConfig derive(String check, Slice slice) {
    CheckIndex.Entering entering = index(check).entering(slice);
    double trials = Math.min(entering.rate(), entering.probes() * rate(policy.window()));
    return config(
        check,
        entering.rate(),
        budgets(check).pages().logPooledThreshold(trials * MONTH.toSeconds()),
        budgets(check).tickets().logPooledThreshold(trials * WEEK.toSeconds()));
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
      return new DetectorConfig(objective, rate, startWeight, logPage, logTicket);
    }
    double weekly = threshold * WEEK.toDays() / MONTH.toDays();
    return new DetectorConfig(
        objective,
        rate,
        startWeight,
        AlarmBudget.logThreshold(threshold),
        AlarmBudget.logThreshold(weekly));
  }

  /** Once each interval, a second. */
  static double rate(Duration interval) {
    return 1e9 / interval.toNanos();
  }
}
