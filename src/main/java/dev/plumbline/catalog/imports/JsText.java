package dev.plumbline.catalog.imports;

import tools.jackson.databind.JsonNode;

/** Values as JavaScript's {@code String(value)} shows them: 1.0 is {@code 1}. */
final class JsText {
  private JsText() {}

  static String of(JsonNode value) {
    if (value.isFloatingPointNumber()) {
      double number = value.doubleValue();
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? Long.toString((long) number)
          : value.toString();
    }
    return value.isContainer() ? value.toString() : value.asString("null");
  }
}
