package dev.plumbline.gate.protocol;

import dev.plumbline.gate.Worse;
import java.util.List;
import java.util.Map;

/**
 * One metric that a caller has measured of both sides, paired by its place in the lists.
 *
 * @param allowed excess of pairs lost from which on the candidate must not pass
 * @param experiment NaN where a value is missing
 */
record SampleMetric(
    String name,
    String id,
    Map<String, String> tags,
    List<String> groups,
    boolean critical,
    boolean muted,
    boolean mustHaveData,
    Worse worse,
    double allowed,
    List<Double> experiment,
    List<Double> control) {

  /** All of a call. */
  record Samples(KayentaThresholds thresholds, List<SampleMetric> metrics) {}

  boolean hasBothSides() {
    return hasValue(experiment) && hasValue(control);
  }

  private static boolean hasValue(List<Double> values) {
    return values.stream().anyMatch(Double::isFinite);
  }
}
