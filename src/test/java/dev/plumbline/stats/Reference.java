package dev.plumbline.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values computed in 50 digits, straight from the formulas and not the way this package computes
 * them, by {@code src/test/reference/stats_reference.py}.
 */
final class Reference {
  private static final double RELATIVE = 1e-9;
  private static final JsonNode ALL = read();

  private Reference() {}

  static JsonNode section(String name) {
    return ALL.required(name);
  }

  static Stream<JsonNode> cases(JsonNode array) {
    assertThat(array.size()).isPositive();
    return array.valueStream();
  }

  static double number(JsonNode node) {
    return node.isString() ? Double.parseDouble(node.asString()) : node.asDouble();
  }

  static double number(JsonNode node, String field) {
    return number(node.required(field));
  }

  static List<Double> numbers(JsonNode array) {
    return array.valueStream().map(Reference::number).toList();
  }

  static List<Double> numbers(JsonNode node, String field) {
    return numbers(node.required(field));
  }

  static List<Long> counts(JsonNode array) {
    return array.valueStream().map(JsonNode::asLong).toList();
  }

  /** Logarithms of numbers that agree to 1e-9 of themselves, however large or small they are. */
  static void assertSameNumber(double log, double expected, String as) {
    if (expected == Double.NEGATIVE_INFINITY) {
      assertThat(log).as(as).isEqualTo(expected);
    } else {
      assertThat(log).as(as).isCloseTo(expected, within(RELATIVE));
    }
  }

  static void assertSameNumbers(List<Double> logs, List<Double> expected, String as) {
    assertThat(logs).as(as).hasSameSizeAs(expected);
    for (int k = 0; k < logs.size(); k++) {
      assertSameNumber(logs.get(k), expected.get(k), as + " [" + k + "]");
    }
  }

  static void assertClose(double value, double expected, String as) {
    assertThat(value).as(as).isCloseTo(expected, within(RELATIVE * Math.abs(expected)));
  }

  private static JsonNode read() {
    try (InputStream file = Reference.class.getResourceAsStream("reference.json")) {
      return JsonMapper.shared().readTree(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
