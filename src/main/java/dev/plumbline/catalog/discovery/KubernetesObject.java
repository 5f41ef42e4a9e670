package dev.plumbline.catalog.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is read of a service or pod; whatever it lacks reads as empty. */
record KubernetesObject(JsonNode json) {
  String name() {
    return metadata("name");
  }

  String namespace() {
    return metadata("namespace");
  }

  /** {@code namespace/name}. */
  String key() {
    return namespace() + "/" + name();
  }

  boolean ending() {
    return !metadata("deletionTimestamp").isEmpty();
  }

  String phase() {
    return json.path("status").path("phase").asString("");
  }

  String ip() {
    return json.path("status").path("podIP").asString("");
  }

  /** Numbers by name; by number where they have none. */
  Map<String, Integer> servicePorts() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    json.path("spec").path("ports").forEach(port -> add(ports, port, "port"));
    return ports;
  }

  Map<String, Integer> containerPorts() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    json.path("spec")
        .path("containers")
        .forEach(container ->
            container.path("ports").forEach(port -> add(ports, port, "containerPort")));
    return ports;
  }

  private static void add(Map<String, Integer> ports, JsonNode port, String key) {
    int number = port.path(key).asInt(0);
    if (number > 0) {
      ports.put(port.path("name").asString(String.valueOf(number)), number);
    }
  }

  /** What a word in braces of a template stands for. */
  Optional<String> value(String word) {
    int colon = word.indexOf(':');
    if (colon >= 0) {
      String map = word.substring(0, colon) + "s";
      return text(json.path("metadata").path(map).path(word.substring(colon + 1)));
    }
    return switch (word) {
      case "name" -> Optional.of(name());
      case "namespace" -> Optional.of(namespace());
      case "ip" -> Optional.of(ip());
      case "node" -> text(json.path("spec").path("nodeName"));
      default -> Optional.empty();
    };
  }

  private String metadata(String key) {
    return json.path("metadata").path(key).asString("");
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }
}
