package dev.plumbline.gate.protocol;

import dev.plumbline.input.InvalidFieldException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two queries that are understood: is anybody there, and one selector of verdicts. */
sealed interface PrometheusQuery {

  /** {@code vector(1)}, by which Flagger looks whether a server answers. */
  record One() implements PrometheusQuery {}

  /**
   * Verdicts.
   *
   * @param labels that must be equal
   */
  record Verdicts(Map<String, String> labels) implements PrometheusQuery {
    boolean selects(Map<String, String> of) {
      return labels.entrySet().stream().allMatch(it -> it.getValue().equals(of.get(it.getKey())));
    }
  }

  Pattern SELECTOR =
      Pattern.compile(
          "plumbline_gate_verdict\\s*\\{((?:\\s*[a-z]+\\s*=\\s*\"[^\"\\\\]*\"\\s*,?)+)\\}");
  Pattern LABEL = Pattern.compile("([a-z]+)\\s*=\\s*\"([^\"\\\\]*)\"");

  /**
   * Reads a query.
   *
   * @throws InvalidFieldException if it is another one, or names no gate
   */
  static PrometheusQuery parse(String query) {
    if (query.strip().equals("vector(1)")) {
      return new One();
    }
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher selector = SELECTOR.matcher(query.strip());
    if (selector.matches()) {
      Matcher label = LABEL.matcher(selector.group(1));
      while (label.find()) {
        labels.put(label.group(1), label.group(2));
      }
    }
    if (!labels.containsKey("gate")) {
      throw new InvalidFieldException(
          "query", "must be plumbline_gate_verdict{gate=\"…\",pool=\"…\"}, equal labels only");
    }
    return new Verdicts(labels);
  }
}
