package dev.plumbline.incident.change.webhook;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.plumbline.incident.change.Change;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.input.Payload;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies as documented with one field at a time made something else: told by its field, or read.
 */
class HooksTest {
  private static final ServiceMap SERVICES = new ServiceMap(List.of());
  private static final List<String> INSTEAD =
      List.of(
          "null",
          "7",
          "-1",
          "0.5",
          "1e308",
          "123456789012345678901234567890",
          "true",
          "\"\"",
          "\" \"",
          "\"\\u0000\\ud800\"",
          "\"{\"",
          "\"9999-99-99T99:99:99Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"" + "x".repeat(5_000) + "\"",
          "[]",
          "[[]]",
          "{}",
          "{\"plumbline.dev/slice\": 7}",
          "{\"plumbline.dev/slice\": \"////\"}");

  @ParameterizedTest
  @CsvSource({
    "github-deployment-status, deployment_status",
    "argo-cd, ''",
    "kubernetes, ''",
    "spinnaker-pipeline, ''",
    "spinnaker-stage, ''",
  })
  void whateverAFieldHoldsItIsReadOrToldByItsName(String file, String event) throws IOException {
    ObjectNode body = (ObjectNode) body(file);
    Hook hook = hook(file);
    int read = 0;
    int refused = 0;
    for (ObjectNode changed : changed(body)) {
      try {
        HookReading reading =
            hook.read(Payload.parse(Json.MAPPER.writeValueAsBytes(changed)), event);
        if (reading instanceof HookReading.Announced(Announcement told)) {
          Change change = SERVICES.change(hook.source(), told);
          assertThat(change.source()).isEqualTo(hook.source());
        }
        read++;
      } catch (InvalidFieldException e) {
        assertThat(e.field()).isNotBlank();
        assertThat(e.getMessage()).doesNotContain("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
        refused++;
      } catch (RuntimeException e) {
        fail("%s".formatted(changed), e);
      }
    }
    assertThat(read).as("read").isPositive();
    assertThat(refused).as("refused").isPositive();
  }

  private static Hook hook(String file) {
    return switch (file) {
      case "github-deployment-status" -> new GitHubHook();
      case "argo-cd" -> new ArgoCdHook();
      case "kubernetes" -> new KubernetesHook();
      default -> new SpinnakerHook();
    };
  }

  private static JsonNode body(String file) throws IOException {
    try (InputStream in = requireNonNull(HooksTest.class.getResourceAsStream(file + ".json"))) {
      return Json.MAPPER.readTree(in.readAllBytes());
    }
  }

  /**
   * The body with each of its fields, at every depth, once by each of the others, and once gone.
   */
  private static List<ObjectNode> changed(ObjectNode body) {
    List<ObjectNode> all = new ArrayList<>();
    for (List<String> path : paths(body, List.of())) {
      for (String other : INSTEAD) {
        ObjectNode copy = body.deepCopy();
        parent(copy, path).set(path.getLast(), Json.MAPPER.readTree(other));
        all.add(copy);
      }
      ObjectNode without = body.deepCopy();
      parent(without, path).remove(path.getLast());
      all.add(without);
    }
    return all;
  }

  private static ObjectNode parent(ObjectNode root, List<String> path) {
    ObjectNode at = root;
    for (String name : path.subList(0, path.size() - 1)) {
      at = (ObjectNode) at.path(name);
    }
    return at;
  }

  private static List<List<String>> paths(JsonNode node, List<String> above) {
    List<List<String>> paths = new ArrayList<>();
    for (String name : node.propertyNames()) {
      List<String> path = new ArrayList<>(above);
      path.add(name);
      paths.add(path);
      if (!(node.path(name) instanceof ArrayNode)) {
        paths.addAll(paths(node.path(name), path));
      }
    }
    return paths;
  }
}
