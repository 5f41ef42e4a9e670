package dev.plumbline.deploy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A container of the chart on this machine: its variables, and its folders under a folder of the
 * test, which stands for {@code /}.
 */
final class Container {
  private final Rendered rendered;
  private final JsonNode pod;
  private final Path root;
  private final BinaryOperator<String> secrets;
  private final Map<String, MountedFolder> mounted = new HashMap<>();

  /**
   * Mounts all that is to be mounted.
   *
   * @param secrets what a Secret, by its name, holds under a key
   */
  Container(Rendered rendered, JsonNode pod, Path root, BinaryOperator<String> secrets) {
    this.rendered = rendered;
    this.pod = pod;
    this.root = root;
    this.secrets = secrets;
    Rendered.container(pod).path("volumeMounts").forEach(this::mount);
  }

  /** Its variables, with paths as they are here. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    for (JsonNode each : Rendered.container(pod).path("env")) {
      variables.put(
          each.path("name").asString(),
          each.path("value").asString("").replace("/etc/plumbline", root + "/etc/plumbline"));
    }
    return variables;
  }

  String[] arguments() {
    return Rendered.container(pod)
        .path("args")
        .valueStream()
        .map(JsonNode::asString)
        .toArray(String[]::new);
  }

  /** What is mounted at a path of the container. */
  MountedFolder at(String path) {
    MountedFolder folder = mounted.get(path);
    if (folder == null) {
      throw new AssertionError("nothing is mounted at " + path);
    }
    return folder;
  }

  private void mount(JsonNode mount) {
    String path = mount.path("mountPath").asString();
    JsonNode volume =
        pod.path("spec")
            .path("volumes")
            .valueStream()
            .filter(it -> it.path("name").equals(mount.path("name")))
            .findFirst()
            .orElseThrow();
    Map<String, String> files = files(volume);
    if (!files.isEmpty()) {
      MountedFolder folder = new MountedFolder(root.resolve(path.substring(1)));
      folder.put(files);
      mounted.put(path, folder);
    }
  }

  private Map<String, String> files(JsonNode volume) {
    Map<String, String> files = new LinkedHashMap<>();
    JsonNode map = volume.path("configMap");
    if (map.isObject()) {
      // One that is the user's own, not the chart's, is empty here.
      JsonNode data =
          rendered
              .find("ConfigMap", map.path("name").asString())
              .map(it -> it.path("data"))
              .orElse(JsonNodeFactory.instance.objectNode());
      if (map.has("items")) {
        map.path("items")
            .forEach(item ->
                files.put(
                    item.path("path").asString(),
                    data.path(item.path("key").asString()).asString("")));
      } else {
        data.propertyStream().forEach(it -> files.put(it.getKey(), it.getValue().asString()));
      }
    }
    Stream.concat(
            Stream.of(volume.path("secret")),
            volume.path("projected").path("sources").valueStream().map(it -> it.path("secret")))
        .forEach(secret -> {
          String name = secret.path("name").asString(secret.path("secretName").asString(""));
          secret
              .path("items")
              .forEach(item ->
                  files.put(
                      item.path("path").asString(),
                      secrets.apply(name, item.path("key").asString())));
        });
    return files;
  }
}
