package dev.plumbline.benchmark;

import dev.plumbline.benchmark.GateJudge.Word;
import dev.plumbline.catalog.Slice;
import dev.plumbline.gate.CheckKind;
import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.Expected;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Rollouts;
import dev.plumbline.gate.Worse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What is measured of gates, all judges on the same streams. */
final class GateCells {
  static final String MIXED = "mixed";
  static final String RARE = "rare";
  static final String HEALTHY = "healthy";
  static final List<Double> SHARES = List.of(1.0, .16, .05);

  /**
   * A failure in 10,000 answers, over the five rare checks of the mixed gate or eight of the other.
   */
  private static final double FAILURES = 1e-4;

  private static final double MISSING = 0.001;
  private static final long BUDGET = 2_000;

  /** Of competitors: smaller ones are asked less and decide less often. */
  private static final double POWER = 0.9;

  private final GateSize size;
  private final Map<String, List<GateJudge.Maker>> designs = new LinkedHashMap<>();

  GateCells(GateSize size) {
    this.size = size;
  }

  /** Fault classes of the mixed gate: one check each that can be spoilt. */
  static Map<String, String> classes() {
    Map<String, String> classes = new LinkedHashMap<>();
    classes.put("rare failure, p0 = 1e-3", "foreign-script");
    classes.put("rare failure, against the baseline", "format");
    classes.put("wrong answers", "paired-answer");
    classes.put("lower scores", "helpfulness");
    classes.put("slower", "latency");
    return classes;
  }

  /** All of them, the design first. */
  List<Part.Cell> cells() {
    List<Part.Cell> cells = new ArrayList<>();
    Policy mixed = mixed();
    cells.add(cell(MIXED, HEALTHY, mixed, Map.of(), size.nulls()));
    classes()
        .forEach((name, check) -> {
          CheckRule rule = java.util.Objects.requireNonNull(mixed.rule(check));
          double limit = Rollouts.atTheLimit(rule);
          cells.add(
              cell(
                  MIXED, name + ", at what is allowed", mixed, Map.of(check, limit), size.nulls()));
          SHARES.forEach(share ->
              cells.add(
                  cell(
                      MIXED,
                      "%s, %s %%".formatted(name, 100 * share),
                      mixed,
                      Map.of(check, share),
                      size.rollouts())));
        });
    Policy rare = rare();
    cells.add(cell(RARE, HEALTHY, rare, Map.of(), size.nulls()));
    SHARES.forEach(share ->
        cells.add(
            cell(
                RARE,
                "one check, %s %%".formatted(100 * share),
                rare,
                Map.of("check-1", share),
                size.rollouts())));
    return cells;
  }

  private Part.Cell cell(
      String part, String name, Policy policy, Map<String, Double> spoilt, int rollouts) {
    String full = part + ": " + name;
    return new Part.Cell(
        full,
        () ->
            measured(
                designs.computeIfAbsent(part, _ -> design(policy)),
                new Rollouts(policy, spoilt, MISSING),
                rollouts,
                Chance.of(full)));
  }

  private static Map<String, Object> measured(
      List<GateJudge.Maker> makers, Rollouts rollouts, int runs, RandomGenerator random) {
    List<GateRuns> results = makers.stream().map(maker -> new GateRuns(maker.name())).toList();
    for (int run = 0; run < runs; run++) {
      run(makers, results, rollouts, random);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("rollouts", runs);
    values.put("judges", results.stream().map(GateRuns::values).toList());
    return values;
  }

  private static void run(
      List<GateJudge.Maker> makers,
      List<GateRuns> results,
      Rollouts rollouts,
      RandomGenerator random) {
    List<@Nullable GateJudge> open = new ArrayList<>();
    makers.forEach(maker -> open.add(maker.make()));
    int left = open.size();
    for (long pair = 1; left > 0; pair++) {
      GatePair next = rollouts.next(random);
      for (int k = 0; k < open.size(); k++) {
        GateJudge judge = open.get(k);
        Word word = judge == null ? null : judge.after(next);
        if (word != null) {
          results.get(k).add(word, pair);
          open.set(k, null);
          left--;
        }
      }
    }
  }

  /** Competitors as large as it takes that 90 % of healthy candidates pass, as is usual. */
  private List<GateJudge.Maker> design(Policy policy) {
    GateLooks.Plan fixed = smallest(policy, "fixed n", 1);
    return List.of(
        new GatePlumbline.Plan(policy),
        fixed,
        smallest(policy, "group-sequential", 5),
        new GateKayenta.Plan(policy, fixed.pairs() / KayentaJudge.POINTS));
  }

  private GateLooks.Plan smallest(Policy policy, String name, int looks) {
    Rollouts healthy = new Rollouts(policy, Map.of(), MISSING);
    for (long pairs = 440; ; pairs += 10) {
      GateLooks.Plan plan = GateLooks.Plan.of(name, policy, looks, pairs);
      RandomGenerator random = Chance.of("design of " + name);
      GateRuns runs = new GateRuns(name);
      for (int run = 0; run < size.designs(); run++) {
        run(List.of(plan), List.of(runs), healthy, random);
      }
      if (runs.share(Word.PASS) >= POWER) {
        return plan;
      }
    }
  }

  private static Policy mixed() {
    double each = FAILURES / 5;
    return policy(
        List.of(
            rare("foreign-script", 1e-3, each),
            rare("argmax", 1e-3, each),
            rare("routing", 1e-3, each),
            rare("tool-call", 1e-3, each),
            rare("format", null, each),
            CheckRule.usual("paired-answer", CheckKind.PAIRED_ANSWER),
            CheckRule.usual("helpfulness", CheckKind.SCORE),
            CheckRule.usual("latency", CheckKind.QUANTITY)));
  }

  private static Policy rare() {
    List<CheckRule> rules = new ArrayList<>();
    for (int k = 1; k <= 8; k++) {
      rules.add(rare("check-" + k, 1e-3, FAILURES / 8));
    }
    return policy(rules);
  }

  private static CheckRule rare(String check, @Nullable Double objective, double failures) {
    CheckRule usual = CheckRule.usual(check, CheckKind.RARE_FAILURE);
    return new CheckRule(
        check,
        usual.kind(),
        true,
        usual.allowed(),
        objective,
        1,
        Worse.EITHER,
        new Expected(failures, 2 * failures, 1, 1));
  }

  private static Policy policy(List<CheckRule> rules) {
    return new Policy(
        "benchmark",
        Slice.WHOLE_FLEET,
        List.of(),
        List.of(),
        rules,
        0.01,
        0.9,
        new Policy.Budget(BUDGET, null),
        Duration.ofDays(1),
        Policy.Inconclusive.BLOCK,
        new Policy.Missing(0.03, 0.2, MISSING));
  }
}
