package dev.plumbline.lab.model;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes JSON as Python's {@code json.dumps} does, in which models are trained to write it. */
public final class PythonJson {
  private PythonJson() {}

  /** A space after each comma and colon; characters outside ASCII as they are. */
  public static String text(JsonNode node) {
    if (node.isObject()) {
      return node.properties().stream()
          .map(field -> quoted(field.getKey()) + ": " + text(field.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return node.isArray()
        ? node.valueStream().map(PythonJson::text).collect(Collectors.joining(", ", "[", "]"))
        : node.toString();
  }

  private static String quoted(String text) {
    return JsonNodeFactory.instance.stringNode(text).toString();
  }
}
