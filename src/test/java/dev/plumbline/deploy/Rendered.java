package dev.plumbline.deploy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What helm makes of the chart. */
record Rendered(List<JsonNode> objects) {

  static Rendered of(String yaml) {
    return new Rendered(Chart.documents(yaml));
  }

  static String kind(JsonNode object) {
    return object.path("kind").asString();
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asString();
  }

  List<JsonNode> all(String kind) {
    return objects.stream().filter(object -> kind(object).equals(kind)).toList();
  }

  Optional<JsonNode> find(String kind, String name) {
    return all(kind).stream().filter(object -> name(object).equals(name)).findAny();
  }

  JsonNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new AssertionError("there is no %s %s".formatted(kind, name)));
  }

  /** What is beside the one, of the component that its label names. */
  JsonNode component(String kind, String component) {
    return all(kind).stream()
        .filter(object -> label(object, "app.kubernetes.io/component").equals(component))
        .findAny()
        .orElseThrow(() -> new AssertionError("no %s of %s".formatted(kind, component)));
  }

  static String label(JsonNode object, String label) {
    return object.path("metadata").path("labels").path(label).asString("");
  }

  /** The templates of pods, of whatever makes them, and pods. */
  List<JsonNode> pods() {
    return objects.stream()
        .flatMap(object ->
            switch (kind(object)) {
              case "Deployment", "Job" -> Stream.of(object.path("spec").path("template"));
              case "Pod" -> Stream.of(object);
              default -> Stream.empty();
            })
        .toList();
  }

  static Stream<JsonNode> containers(JsonNode pod) {
    return pod.path("spec").path("containers").valueStream();
  }

  /** The pod of a role. */
  JsonNode pod(String role) {
    return component("Deployment", role).path("spec").path("template");
  }

  /** The one container of a pod. */
  static JsonNode container(JsonNode pod) {
    return containers(pod).findFirst().orElseThrow();
  }

  /** Value of a variable of a container; empty where it has none. */
  static String variable(JsonNode container, String name) {
    return container
        .path("env")
        .valueStream()
        .filter(variable -> variable.path("name").asString().equals(name))
        .map(variable -> variable.path("value").asString(""))
        .findAny()
        .orElse("");
  }
}
