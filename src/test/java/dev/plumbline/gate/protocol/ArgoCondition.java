package dev.plumbline.gate.protocol;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Evaluates as much of Argo's conditions as our manifests use: equalities, joined by &&. */
final class ArgoCondition {
  private static final Pattern EQUALITY =
      Pattern.compile("result((?:\\.\\w+)+) == (?:\"([^\"]*)\"|(true|false))");

  private ArgoCondition() {}

  static boolean of(String condition, JsonNode result) {
    return Arrays.stream(condition.split("&&")).allMatch(part -> holds(part.strip(), result));
  }

  private static boolean holds(String part, JsonNode result) {
    Matcher equality = EQUALITY.matcher(part);
    if (!equality.matches()) {
      throw new IllegalArgumentException("not understood here: " + part);
    }
    JsonNode value = result.at(equality.group(1).replace('.', '/'));
    return equality.group(3) == null
        ? value.isString() && value.asString().equals(equality.group(2))
        : value.isBoolean() && value.asBoolean() == Boolean.parseBoolean(equality.group(3));
  }
}
