package dev.plumbline.gate.protocol;

import dev.plumbline.gate.CheckKind;
import dev.plumbline.gate.CheckReport;
import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.GateState;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Side;
import dev.plumbline.gate.protocol.RemoteJudgement.GroupScore;
import dev.plumbline.gate.protocol.RemoteJudgement.Result;
import dev.plumbline.gate.protocol.RemoteJudgement.Score;
import dev.plumbline.gate.protocol.RemoteJudgement.Stats;
import dev.plumbline.gate.protocol.SampleMetric.Samples;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges two samples of each metric as a gate judges quantities, pair by pair in the order given,
 * so that a caller may look as often as it likes while samples grow. All values count: a candidate
 * that begins well and then does not is not let through for its beginning. Each metric errs with at
 * most α/m, m metrics that count (Bonferroni). Weights of groups are not read: a regression of one
 * metric is one of the candidate, and only all of them together let it pass.
 */
final class SampleJudge {
  private static final String NAME = "RemoteJudge-v1.0";

  private SampleJudge() {}

  static RemoteJudgement judge(Samples samples) {
    long counting = samples.metrics().stream().filter(metric -> !metric.muted()).count();
    List<Result> results =
        samples.metrics().stream().map(metric -> result(metric, Math.max(1, counting))).toList();
    Map<String, List<Result>> groups = new LinkedHashMap<>();
    results.stream()
        .filter(result -> !result.muted())
        .forEach(result ->
            result
                .groups()
                .forEach(group ->
                    groups.computeIfAbsent(group, _ -> new java.util.ArrayList<>()).add(result)));
    return new RemoteJudgement(
        NAME,
        results,
        groups.entrySet().stream()
            .map(group -> {
              Score score = score(group.getValue(), samples.thresholds());
              return new GroupScore(
                  group.getKey(),
                  score.score(),
                  score.classification(),
                  score.classificationReason());
            })
            .toList(),
        score(results.stream().filter(it -> !it.muted()).toList(), samples.thresholds()));
  }

  private static Score score(List<Result> counted, KayentaThresholds thresholds) {
    List<String> worse = named(counted, "High", "Low");
    if (!worse.isEmpty()) {
      return new Score(0, "Fail", "worse: " + String.join(", ", worse));
    }
    List<String> open = named(counted, "Nodata", "NodataFailMetric");
    return counted.isEmpty() || !open.isEmpty()
        ? new Score(
            thresholds.between(),
            "Marginal",
            counted.isEmpty() ? "no metric counts" : "undecided: " + String.join(", ", open))
        : new Score(KayentaThresholds.MOST, "Pass", "");
  }

  private static List<String> named(List<Result> results, String one, String other) {
    return results.stream()
        .filter(it -> it.classification().equals(one) || it.classification().equals(other))
        .map(Result::name)
        .toList();
  }

  private static Result result(SampleMetric metric, long counting) {
    Policy policy = policy(metric, counting);
    CheckReport report = report(metric, policy);
    String classification = classification(metric, policy, report);
    return new Result(
        metric.name(),
        metric.id(),
        metric.tags(),
        classification,
        reason(metric, report),
        metric.groups(),
        stats(metric.experiment()),
        stats(metric.control()),
        ratio(metric),
        metric.critical(),
        metric.muted());
  }

  /** A required check that nothing feeds keeps it from ending before the last value is read. */
  private static Policy policy(SampleMetric metric, long counting) {
    CheckRule usual = CheckRule.usual(metric.name(), CheckKind.QUANTITY);
    CheckRule rule =
        new CheckRule(
            metric.name(),
            CheckKind.QUANTITY,
            false,
            metric.allowed(),
            null,
            1,
            metric.worse(),
            usual.expected());
    Policy standard =
        Policy.standard(List.of(rule, CheckRule.usual("the end", CheckKind.RARE_FAILURE)));
    return new Policy(
        standard.name(),
        standard.slice(),
        standard.suites(),
        standard.environments(),
        standard.checks(),
        standard.alpha() / counting,
        standard.power(),
        standard.budget(),
        standard.deadline(),
        standard.inconclusive(),
        standard.missing());
  }

  /** All values, for a candidate may well begin as it should. */
  private static CheckReport report(SampleMetric metric, Policy policy) {
    GateState state = GateState.start(policy);
    int pairs = Math.max(metric.experiment().size(), metric.control().size());
    for (int k = 0; k < pairs; k++) {
      state =
          state.after(
              new GatePair(
                  Instant.EPOCH,
                  "",
                  Map.of(
                      metric.name(),
                      new GatePair.Sides(
                          side(metric.experiment(), k), side(metric.control(), k)))));
    }
    return state.reports().getFirst();
  }

  private static Side side(List<Double> values, int k) {
    double value = k < values.size() ? values.get(k) : Double.NaN;
    return Double.isFinite(value) ? new Side.Quantity(value) : new Side.Missing("no value");
  }

  private static String classification(SampleMetric metric, Policy policy, CheckReport report) {
    if (!metric.hasBothSides()) {
      return metric.mustHaveData() || metric.critical() ? "NodataFailMetric" : "Nodata";
    }
    if (report.logFail() >= policy.logThreshold()) {
      return report.tally().losses() >= report.tally().wins() ? "High" : "Low";
    }
    return report.passes() ? "Pass" : "Nodata";
  }

  private static String reason(SampleMetric metric, CheckReport report) {
    return "%s%d of %d pairs larger, %d smaller%s"
        .formatted(
            metric.hasBothSides() ? "" : "one side or both have no value: ",
            report.tally().losses(),
            report.tally().asked(),
            report.tally().wins(),
            report.needs().isEmpty() ? "" : "; to pass it needs " + report.needs());
  }

  private static Stats stats(List<Double> values) {
    return new Stats(
        Map.of(
            "count",
            (double) values.stream().filter(Double::isFinite).count(),
            "mean",
            mean(values)));
  }

  private static Map<String, Double> ratio(SampleMetric metric) {
    double ratio = mean(metric.experiment()) / mean(metric.control());
    return Double.isFinite(ratio) ? Map.of("ratio", ratio) : Map.of();
  }

  private static double mean(List<Double> values) {
    return values.stream()
        .filter(Double::isFinite)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }
}
