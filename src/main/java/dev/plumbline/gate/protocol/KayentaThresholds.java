package dev.plumbline.gate.protocol;

import dev.plumbline.input.InvalidFieldException;
import tools.jackson.databind.JsonNode;

/**
 * The caller's own thresholds. A score of pass or more lets a candidate go on, one under marginal
 * ends it, one between leaves it undecided.
 */
record KayentaThresholds(double pass, double marginal) {
  static final double MOST = 100;

  KayentaThresholds {
    if (!(marginal > 0 && marginal < pass && pass <= MOST)) {
      throw new InvalidFieldException(
          "thresholds",
          "must be 0 < marginal < pass ≤ 100, or an undecided gate could not be told from others");
    }
  }

  static KayentaThresholds of(JsonNode thresholds) {
    return new KayentaThresholds(number(thresholds, "pass"), number(thresholds, "marginal"));
  }

  private static double number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
      throw new InvalidFieldException("thresholds." + field, "is not a number");
    }
    return value.asDouble();
  }

  /** The score of what is undecided: at least marginal, also where its fraction is cut off. */
  double between() {
    return marginal;
  }
}
