package dev.plumbline.lab.openai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Fields of a request; null is the same as absent. */
record Fields(JsonNode object) {

  @Nullable JsonNode node(String name) {
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? null : node;
  }

  boolean flag(String name) throws RequestException {
    JsonNode node = node(name);
    if (node != null && !node.isBoolean()) {
      throw invalid(name, "must be true or false");
    }
    return node != null && node.booleanValue();
  }

  @Nullable String textOrNull(String name) throws RequestException {
    JsonNode node = node(name);
    if (node != null && !node.isString()) {
      throw invalid(name, "must be a string");
    }
    return node == null ? null : node.stringValue();
  }

  double number(String name, double otherwise, double least, double most) throws RequestException {
    JsonNode node = node(name);
    if (node == null) {
      return otherwise;
    }
    if (!node.isNumber() || node.doubleValue() < least || node.doubleValue() > most) {
      throw invalid(name, "must be a number from %s to %s".formatted(least, most));
    }
    return node.doubleValue();
  }

  int whole(String name, int otherwise, int least, int most) throws RequestException {
    Integer value = wholeOrNull(name, least, most);
    return value == null ? otherwise : value;
  }

  @Nullable Integer wholeOrNull(String name, int least, int most) throws RequestException {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber()
        || !node.canConvertToInt()
        || node.intValue() < least
        || node.intValue() > most) {
      throw invalid(name, "must be an integer from %d to %d".formatted(least, most));
    }
    return node.intValue();
  }

  @Nullable Long longOrNull(String name) throws RequestException {
    JsonNode node = node(name);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw invalid(name, "must be an integer");
    }
    return node.longValue();
  }

  RequestException invalid(String name, String problem) {
    return invalidAt(name, problem);
  }

  static RequestException invalidAt(String path, String problem) {
    return new RequestException(
        ApiError.invalid("Invalid '%s': %s.".formatted(path, problem), path, "invalid_value"));
  }
}
