package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What pods may do, how they end, and where secrets are. */
@Tag("exhaustive")
class ChartSafetyTest {
  /** Of a target, unless the catalog says otherwise: fleet.schema.json. */
  private static final int LONGEST_PROBE = 60;

  static List<String> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyContainerIsConfined(String values) {
    for (JsonNode pod : Helm.render(values).pods()) {
      JsonNode spec = pod.path("spec");
      assertThat(spec.path("securityContext").path("runAsNonRoot").asBoolean(false)).isTrue();
      assertThat(spec.path("securityContext").path("runAsUser").asInt()).isEqualTo(10001);
      assertThat(spec.path("securityContext").path("seccompProfile").path("type").asString())
          .isEqualTo("RuntimeDefault");
      for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
        assertThat(spec.has(shared)).isFalse();
      }
      Rendered.containers(pod)
          .forEach(container -> {
            JsonNode security = container.path("securityContext");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean(false)).isTrue();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
            assertThat(security.path("capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
            assertThat(container.path("resources").path("limits").has("memory")).isTrue();
          });
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void noSecretIsMadeAndNoneIsAValue(String values) {
    Rendered rendered = Helm.render(values);

    assertThat(rendered.all("Secret")).isEmpty();
    for (JsonNode pod : rendered.pods()) {
      for (JsonNode variable : variables(pod)) {
        String value = variable.path("value").asString("");
        if (variable.path("name").asString().matches(".*(PASSWORD|SECRET|TOKENS?|KEY)$")) {
          assertThat(value).matches("(|/etc/plumbline/.*|file:/etc/plumbline/.*)");
          assertThat(value.isEmpty()).isEqualTo(variable.has("valueFrom"));
        }
      }
      for (JsonNode secret : pod.path("spec").path("volumes").findValues("secret")) {
        assertThat(secret.path("optional").asBoolean(false)).as("missing ones are told").isFalse();
      }
    }
  }

  private static List<JsonNode> variables(JsonNode pod) {
    return Rendered.containers(pod)
        .flatMap(container -> container.path("env").valueStream())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aPodEndsAfterWhatItHasUnderWay(String values) {
    Rendered rendered = Helm.render(values);
    for (String role : Chart.ROLES) {
      JsonNode pod = rendered.pod(role);
      JsonNode container = Rendered.container(pod);
      int sleep = container.path("lifecycle").path("preStop").path("sleep").path("seconds").asInt();
      int grace = pod.path("spec").path("terminationGracePeriodSeconds").asInt();
      assertThat(sleep).isPositive();
      assertThat(grace).isGreaterThanOrEqualTo(sleep + 40);
      if (role.equals("worker")) {
        int drain = seconds(container, "PLUMBLINE_PROBE_DRAIN");
        int phase = seconds(container, "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE");
        assertThat(drain).isGreaterThan(LONGEST_PROBE);
        assertThat(phase).isGreaterThan(drain);
        assertThat(grace).isGreaterThan(sleep + phase);
      }
    }
  }

  private static int seconds(JsonNode container, String variable) {
    return Integer.parseInt(Rendered.variable(container, variable).replaceAll("s$", ""));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void onePodAtATimeIsTakenAwayAndNoneBeforeItsSuccessorIsReady(String values) {
    Rendered rendered = Helm.render(values);
    boolean budgets = !values.equals("open");
    assertThat(rendered.all("PodDisruptionBudget")).hasSize(budgets ? 3 : 0);
    for (JsonNode deployment : rendered.all("Deployment")) {
      assertThat(deployment.path("spec").path("strategy").path("rollingUpdate"))
          .isEqualTo(Chart.documents("{maxSurge: 1, maxUnavailable: 0}").getFirst());
    }
    if (!values.equals("open")) {
      assertThat(rendered.all("Deployment"))
          .extracting(it -> it.path("spec").path("replicas").asInt())
          .as("two of each, or none")
          .doesNotContain(1);
    }
  }

  /** Before an install nothing of the release is there. */
  @ParameterizedTest
  @MethodSource("cases")
  void theMigrationNeedsNothingOfThisRelease(String values) {
    Rendered rendered = Helm.render(values);
    if (Set.of("open", "place").contains(values)) {
      assertThat(rendered.all("Job")).isEmpty();
      return;
    }
    JsonNode job = rendered.component("Job", "migration");
    JsonNode spec = job.path("spec").path("template").path("spec");

    assertThat(hook(job, "hook")).isEqualTo("pre-install,pre-upgrade");
    assertThat(Rendered.container(job.path("spec").path("template")).path("args").toString())
        .isEqualTo("[\"migrate\"]");
    assertThat(spec.findValues("configMap")).isEmpty();
    assertThat(spec.path("serviceAccountName").asString()).isEqualTo("default");
    JsonNode policy = rendered.component("NetworkPolicy", "migration");
    assertThat(hook(policy, "hook")).isEqualTo("pre-install,pre-upgrade");
    assertThat(Integer.parseInt(hook(policy, "hook-weight")))
        .isLessThan(Integer.parseInt(hook(job, "hook-weight")));
    for (String role : Chart.ROLES) {
      assertThat(Rendered.variable(Rendered.container(rendered.pod(role)), "SPRING_FLYWAY_ENABLED"))
          .isEqualTo("false");
    }
  }

  private static String hook(JsonNode object, String annotation) {
    return object.path("metadata").path("annotations").path("helm.sh/" + annotation).asString("");
  }

  @Test
  void credentialsAreTheWorkersAlone() {
    Rendered full = Helm.render("full");

    JsonNode worker = Rendered.container(full.pod("worker"));
    assertThat(worker.path("envFrom").toString())
        .isEqualTo("[{\"secretRef\":{\"name\":\"azure\"}}]");
    assertThat(worker.path("volumeMounts").findValuesAsString("mountPath"))
        .contains("/etc/plumbline/credentials/anthropic")
        .doesNotContain("/etc/plumbline/credentials/azure");
    Stream.of("scorer", "api")
        .map(full::pod)
        .forEach(
            pod -> assertThat(pod.toString()).doesNotContain("anthropic").doesNotContain("azure"));
    Stream.of("scorer", "worker")
        .map(full::pod)
        .forEach(pod ->
            assertThat(pod.toString())
                .doesNotContain("changes-")
                .doesNotContain("plumbline-github"));
  }
}
