package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whom the network policies let reach whom. */
@Tag("exhaustive")
class ChartNetworkTest {

  @Test
  void whoMayReachWhat() {
    Rendered rendered = Helm.render("minimal");
    Map<String, List<Integer>> ports =
        Map.of(
            "worker", List.of(53, 53, 9092, 5432, 443),
            "scorer", List.of(53, 53, 9092, 5432),
            "api", List.of(53, 53, 9092, 5432),
            "migration", List.of(53, 53, 9092, 5432));

    assertThat(rendered.all("NetworkPolicy")).hasSameSizeAs(ports.keySet());
    ports.forEach((component, expected) -> {
      JsonNode policy = rendered.component("NetworkPolicy", component).path("spec");
      assertThat(policy.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
      assertThat(egressPorts(policy)).as(component).isEqualTo(expected);
      policy
          .path("egress")
          .forEach(rule ->
              assertThat(rule.path("to")).as("without peers a rule means everybody").isNotEmpty());
      policy.path("ingress").forEach(rule -> assertThat(rule.path("from")).isNotEmpty());
    });
    assertThat(rendered.component("NetworkPolicy", "migration").path("spec").has("ingress"))
        .isFalse();
  }

  /** The worker refuses these addresses too, after the look-up of a name: two locks. */
  @Test
  void modelsArePublicUnlessSaidOtherwise() {
    JsonNode models =
        Helm.render("minimal")
            .component("NetworkPolicy", "worker")
            .path("spec")
            .path("egress")
            .path(3);
    List<String> except =
        models.path("to").findValues("except").stream()
            .flatMap(JsonNode::valueStream)
            .map(JsonNode::asString)
            .toList();

    assertThat(except)
        .contains(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "fc00::/7",
            "fe80::/10");
  }

  @Test
  void moreIsReachedOnlyWhereItIsAskedFor() {
    Rendered full = Helm.render("full");
    assertThat(egressPorts(full.component("NetworkPolicy", "api").path("spec")))
        .as("GitHub")
        .containsExactly(53, 53, 9093, 5432, 443);
    assertThat(egressPorts(full.component("NetworkPolicy", "worker").path("spec")))
        .containsExactly(53, 53, 9093, 5432, 443, 8000, 80);
    assertThat(full.component("NetworkPolicy", "api").path("spec").path("ingress").toString())
        .contains("argo-rollouts", "\"monitoring\"");
    assertThat(full.component("NetworkPolicy", "scorer").path("spec").path("ingress").toString())
        .contains("\"monitoring\"")
        .doesNotContain("argo-rollouts");
    Rendered discovery = Helm.render("discovery");
    for (String role : Chart.ROLES) {
      assertThat(egressPorts(discovery.component("NetworkPolicy", role).path("spec")))
          .as("the API server")
          .contains(443, 6443);
    }
    assertThat(discovery.component("NetworkPolicy", "scorer").toString()).contains("10.96.0.1/32");
  }

  private static List<Integer> egressPorts(JsonNode policy) {
    return policy
        .path("egress")
        .valueStream()
        .flatMap(rule -> rule.path("ports").valueStream())
        .map(port -> port.path("port").asInt())
        .toList();
  }
}
