package dev.plumbline.benchmark;

import dev.plumbline.gate.CheckKind;
import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.Side;
import dev.plumbline.stats.ClopperPearson;

/** What tests of a fixed size need to know of one check: sums over pairs that have both sides. */
final class GateTotals {
  private final CheckRule rule;
  private long pairs;
  private long failures;
  private long baselineFailures;
  private double sum;
  private double squares;

  GateTotals(CheckRule rule) {
    this.rule = rule;
  }

  void add(GatePair pair) {
    GatePair.Sides sides = pair.readings().get(rule.check());
    if (sides == null || !sides.candidate().present() || !sides.baseline().present()) {
      return;
    }
    pairs++;
    double candidate = badness(sides.candidate());
    double baseline = badness(sides.baseline());
    failures += candidate == 1 ? 1 : 0;
    baselineFailures += baseline == 1 ? 1 : 0;
    double difference =
        rule.kind() == CheckKind.QUANTITY
            ? Math.signum(candidate - baseline)
            : candidate - baseline;
    sum += difference;
    squares += difference * difference;
  }

  /**
   * How far the candidate is worse, in standard errors: of rare failures the z of two proportions,
   * pooled; else of the mean of paired differences, of quantities of their signs.
   */
  double worse() {
    if (rule.kind() == CheckKind.RARE_FAILURE) {
      double pooled = (failures + baselineFailures) / (2.0 * pairs);
      double variance = pooled * (1 - pooled) * 2 / pairs;
      return variance == 0
          ? 0
          : (failures - baselineFailures) / (double) pairs / Math.sqrt(variance);
    }
    return standardised(0);
  }

  /**
   * Whether a regression of what is allowed is refuted at a level: of rare failures exactly, by the
   * upper limit of the candidate's rate, since z is undefined without failures; else by z.
   */
  boolean notInferior(double level, double z) {
    return rule.kind() == CheckKind.RARE_FAILURE
        ? ClopperPearson.upper(failures, pairs, level) < rule.allowed()
        : standardised(rule.allowed()) <= -z;
  }

  private double standardised(double mean) {
    double average = sum / pairs;
    double variance = Math.max(0, squares / pairs - average * average);
    return variance == 0
        ? Math.signum(average - mean) * Double.MAX_VALUE
        : (average - mean) / Math.sqrt(variance / pairs);
  }

  private static double badness(Side side) {
    return switch (side) {
      case Side.Trial _, Side.Compared _ -> side.failed() ? 1 : 0;
      case Side.Score(double score) -> 1 - score;
      case Side.Quantity(double value) -> value;
      case Side.Missing _ -> throw new IllegalArgumentException("nothing there");
    };
  }
}
