package dev.plumbline.benchmark;

import java.util.List;
import java.util.Map;

/**
 * One cell as measured: a line of a results file.
 *
 * @param commit it was measured on; with {@code +} where the work tree had changes
 * @param seconds it took
 */
record Measurement(
    String part,
    String cell,
    String size,
    String commit,
    double seconds,
    Map<String, Object> values) {

  /** Infinite where the file says nothing: JSON has no word for it. */
  double number(String name) {
    return number(values, name);
  }

  String text(String name) {
    return String.valueOf(values.get(name));
  }

  Estimate estimate(String name) {
    return estimate(values, name);
  }

  @SuppressWarnings("unchecked")
  List<Map<String, Object>> rows(String name) {
    return (List<Map<String, Object>>) values.getOrDefault(name, List.of());
  }

  static double number(Map<String, Object> values, String name) {
    return values.get(name) instanceof Number number
        ? number.doubleValue()
        : Double.POSITIVE_INFINITY;
  }

  static Estimate estimate(Map<String, Object> values, String name) {
    return new Estimate(number(values, name), number(values, name + "Error"));
  }
}
