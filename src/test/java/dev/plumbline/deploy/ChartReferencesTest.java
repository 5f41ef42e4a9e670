package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What Kubernetes would take and never find: objects name one another by words that must agree. */
@Tag("exhaustive")
class ChartReferencesTest {
  private static final String DNS_LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
  private static final String DNS_NAME = "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?";
  private static final String LABEL_VALUE = "([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?";

  static List<String> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void namesAndLabelsAreOnesThatKubernetesTakes(String values) {
    Rendered rendered = Helm.render(values);
    Set<String> names = new HashSet<>();
    for (JsonNode object : rendered.objects()) {
      String place = object.path("metadata").path("namespace").asString("");
      String id = Rendered.kind(object) + "/" + place + "/" + Rendered.name(object);
      assertThat(names.add(id)).as("one object is called " + id).isTrue();
      boolean everybodys = Rendered.kind(object).startsWith("Cluster");
      assertThat(Rendered.name(object)).as(id).matches(everybodys ? DNS_NAME : DNS_LABEL);
      for (Map.Entry<String, String> label : labels(object).entrySet()) {
        assertThat(label.getValue()).as(id + " " + label.getKey()).matches(LABEL_VALUE);
      }
    }
    for (JsonNode map : rendered.all("ConfigMap")) {
      assertThat(map.path("data").propertyNames()).allMatch(key -> key.matches("[-._a-zA-Z0-9]+"));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everySelectorChoosesPods(String values) {
    Rendered rendered = Helm.render(values);
    for (JsonNode deployment : rendered.all("Deployment")) {
      JsonNode selector = deployment.path("spec").path("selector").path("matchLabels");
      assertThat(chosen(rendered, selector))
          .as("a Deployment chooses its own pods and nobody else's")
          .containsExactly(deployment.path("spec").path("template"));
    }
    for (JsonNode budget : rendered.all("PodDisruptionBudget")) {
      assertThat(chosen(rendered, budget.path("spec").path("selector").path("matchLabels")))
          .containsExactly(rendered.pod(component(budget)));
    }
    for (JsonNode policy : rendered.all("NetworkPolicy")) {
      assertThat(chosen(rendered, policy.path("spec").path("podSelector").path("matchLabels")))
          .extracting(pod -> Rendered.label(pod, "app.kubernetes.io/component"))
          .containsExactly(component(policy));
    }
    for (JsonNode monitor : rendered.all("ServiceMonitor")) {
      JsonNode selector = monitor.path("spec").path("selector").path("matchLabels");
      List<JsonNode> services =
          rendered.all("Service").stream().filter(it -> has(it, selector)).toList();
      assertThat(services).as("one Service, or processes are scraped twice").hasSize(1);
      assertThat(services.getFirst().path("spec").path("ports").findValuesAsString("name"))
          .containsAll(monitor.path("spec").path("endpoints").findValuesAsString("port"));
      assertThat(services.getFirst().path("metadata").path("labels").propertyNames())
          .contains(monitor.path("spec").path("jobLabel").asString());
    }
    for (JsonNode pod : rendered.pods()) {
      for (JsonNode spread : pod.path("spec").path("topologySpreadConstraints")) {
        assertThat(has(pod, spread.path("labelSelector").path("matchLabels"))).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void servicesReachWhatListens(String values) {
    Rendered rendered = Helm.render(values);

    assertThat(chosen(rendered, rendered.component("Service", "api").path("spec").path("selector")))
        .containsExactly(rendered.pod("api"));
    assertThat(
            chosen(
                rendered, rendered.component("Service", "metrics").path("spec").path("selector")))
        .as("every process of every role")
        .containsExactlyInAnyOrderElementsOf(Chart.ROLES.stream().map(rendered::pod).toList());
    for (String role : Chart.ROLES) {
      JsonNode container = Rendered.container(rendered.pod(role));
      JsonNode port = container.path("ports").path(0);
      assertThat(port.path("name").asString()).isEqualTo("http");
      assertThat(port.path("containerPort").asString())
          .isEqualTo(Rendered.variable(container, "SERVER_PORT"));
      assertThat(Rendered.variable(container, "SERVER_ADDRESS"))
          .as("the default is this machine alone")
          .isEqualTo("0.0.0.0");
    }
    rendered.all("Service").stream()
        .flatMap(service -> service.path("spec").path("ports").valueStream())
        .forEach(port -> assertThat(port.path("targetPort").asString()).isEqualTo("http"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsMountedIsThereAndWhatIsThereIsMounted(String values) {
    Rendered rendered = Helm.render(values);
    for (JsonNode pod : rendered.pods()) {
      Set<String> volumes =
          Set.copyOf(
              pod.path("spec")
                  .path("volumes")
                  .valueStream()
                  .map(volume -> volume.path("name").asString())
                  .toList());
      List<JsonNode> mounts =
          Rendered.containers(pod).map(container -> container.path("volumeMounts")).toList();
      assertThat(
              mounts.stream()
                  .flatMap(it -> it.findValuesAsString("name").stream())
                  .collect(Collectors.toUnmodifiableSet()))
          .isEqualTo(volumes);
      for (JsonNode of : mounts) {
        assertThat(of.findValuesAsString("mountPath")).doesNotHaveDuplicates();
        assertThat(of.findValuesAsString("subPath"))
            .as("what is mounted by subPath is never renewed")
            .isEmpty();
      }
      for (JsonNode map : pod.path("spec").path("volumes").findValues("configMap")) {
        check(rendered, map);
      }
    }
  }

  /** Of a ConfigMap of the chart's own every item is a key, and every key is mounted. */
  private static void check(Rendered rendered, JsonNode volume) {
    String name = volume.path("name").asString();
    if (name.equals("our-catalog")) {
      return;
    }
    JsonNode data = rendered.get("ConfigMap", name).path("data");
    if (volume.has("items")) {
      assertThat(Set.copyOf(volume.path("items").findValuesAsString("key")))
          .isEqualTo(Set.copyOf(data.propertyNames()));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void accountsAreMadeAndHoldNoTokenUnlessTargetsAreFound(String values) {
    Rendered rendered = Helm.render(values);
    boolean discovers =
        rendered.objects().stream().anyMatch(it -> Rendered.kind(it).endsWith("RoleBinding"));
    for (String role : Chart.ROLES) {
      JsonNode spec = rendered.pod(role).path("spec");
      JsonNode account = rendered.get("ServiceAccount", spec.path("serviceAccountName").asString());
      assertThat(account.path("automountServiceAccountToken").asBoolean(true)).isFalse();
      assertThat(spec.path("automountServiceAccountToken").asBoolean(true)).isEqualTo(discovers);
    }
    for (JsonNode binding : rendered.objects()) {
      if (Rendered.kind(binding).endsWith("RoleBinding")) {
        JsonNode role =
            rendered.get(
                binding.path("roleRef").path("kind").asString(),
                binding.path("roleRef").path("name").asString());
        assertThat(role.path("rules")).hasSize(1);
        assertThat(role.path("rules").path(0).path("verbs").toString()).isEqualTo("[\"list\"]");
        binding
            .path("subjects")
            .findValuesAsString("name")
            .forEach(name -> assertThat(rendered.find("ServiceAccount", name)).isPresent());
      }
    }
  }

  private static String component(JsonNode object) {
    return Rendered.label(object, "app.kubernetes.io/component");
  }

  private static Map<String, String> labels(JsonNode object) {
    return object
        .path("metadata")
        .path("labels")
        .propertyStream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().asString("not a text!")));
  }

  private static boolean has(JsonNode object, JsonNode wanted) {
    Map<String, String> labels = labels(object);
    return wanted
        .propertyStream()
        .allMatch(label -> Objects.equals(labels.get(label.getKey()), label.getValue().asString()));
  }

  private static List<JsonNode> chosen(Rendered rendered, JsonNode wanted) {
    assertThat(wanted).isNotEmpty();
    return rendered.pods().stream().filter(pod -> has(pod, wanted)).toList();
  }
}
