package dev.plumbline.catalog;

import tools.jackson.databind.JsonNode;

/**
 * A tool a probe offers to the model.
 *
 * @param name letters, digits, {@code _} and {@code -}, at most 64
 * @param parameters JSON Schema of its arguments, of type object
 */
public record Tool(String name, String description, JsonNode parameters) {

  /** A call of a tool, as a healthy answer would make it. */
  public record ExampleCall(String name, JsonNode arguments) {}
}
