package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import tools.jackson.databind.JsonNode;

/** Every variable the chart sets, and every file it mounts as a property, is a setting. */
@Tag("exhaustive")
class ChartSettingsTest {
  private static final String OURS = "(PLUMBLINE|SPRING|SERVER|MANAGEMENT|LOGGING)_.*";

  private static final SettingNames NAMES = SettingNames.read();

  static List<String> cases() {
    return Chart.cases();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyVariableIsASetting(String values) {
    for (JsonNode pod : Helm.render(values).pods()) {
      List<String> names = Rendered.container(pod).path("env").findValuesAsString("name");
      assertThat(names).doesNotHaveDuplicates();
      assertThat(names.stream().filter(name -> name.matches(OURS))).allMatch(NAMES::know);
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyFileOfASecretIsASetting(String values) {
    for (JsonNode pod : Helm.render(values).pods()) {
      for (JsonNode volume : pod.path("spec").path("volumes")) {
        if (volume.path("name").asString().equals("secrets")) {
          List<String> files = volume.findValuesAsString("path");
          assertThat(files).contains("spring.datasource.password").allMatch(NAMES::know);
        }
      }
    }
  }

  /** Otherwise the tests above would prove nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "PLUMBLINE_CATALOG_DIRECTORY",
        "PLUMBLINE_PROBE_CLAIMED",
        "PLUMBLINE_GATE_GITHUB_APP",
        "SPRING_KAFKA_BOOTSTRAP",
        "SPRING_DATASOURCE_USER",
        "SERVER_HOST",
        "spring.datasource.pass",
        "MANAGEMENT_ENDPOINT_HEALTH_GROUPS_LIVENESS_INCLUDE"
      })
  void aWrongNameIsFound(String name) {
    assertThat(NAMES.know(name)).isFalse();
  }

  /** Not only the names are understood: Spring makes our records of them, with their checks. */
  @ParameterizedTest
  @MethodSource("cases")
  void everyValueIsUnderstood(String values) {
    Rendered rendered = Helm.render(values);
    for (String role : Chart.ROLES) {
      Binder binder = binder(Rendered.container(rendered.pod(role)));
      for (Class<?> type : SettingNames.ourProperties()) {
        String prefix =
            Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class)).value();
        Object bound = binder.bindOrCreate(prefix, Bindable.of(type));
        assertThat(bound).as(role + " " + prefix).isNotNull();
      }
    }
  }

  @Test
  void whatIsSaidArrives() {
    Rendered full = Helm.render("full");
    Binder worker = binder(Rendered.container(full.pod("worker")));
    Binder api = binder(Rendered.container(full.pod("api")));

    assertThat(worker.bind("plumbline.probe.drain", Duration.class).get())
        .isEqualTo(Duration.ofSeconds(190));
    assertThat(worker.bind("plumbline.probe.egress", Bindable.listOf(String.class)).get())
        .containsExactly("10.3.0.0/16", "127.0.0.0/8");
    assertThat(worker.bind("plumbline.probe.locations", Bindable.listOf(String.class)).get())
        .containsExactly("eu-north", "us-west");
    assertThat(worker.bind("plumbline.roles", String.class).get()).isEqualTo("worker,lab");
    for (String path :
        List.of(
            "plumbline.gate.token",
            "plumbline.gate.github.secret",
            "plumbline.gate.github.key",
            "plumbline.incident.changes.webhooks.github.secret",
            "plumbline.incident.changes.webhooks.argo-cd.token",
            "plumbline.incident.changes.webhooks.kubernetes.token",
            "plumbline.incident.changes.webhooks.spinnaker.token")) {
      String reference = api.bind(path, String.class).get();
      assertThat(reference).startsWith("file:/etc/plumbline/senders/");
      assertThat(full.pod("api").toString())
          .as("is mounted: " + reference)
          .contains("\"path\":\"%s\"".formatted(reference.replaceAll(".*/", "")));
    }
    assertThat(worker.bind("plumbline.gate.token", String.class).isBound()).isFalse();
  }

  /** As Spring does in the container. */
  private static Binder binder(JsonNode container) {
    Map<String, Object> variables = new HashMap<>();
    container
        .path("env")
        .forEach(variable ->
            variables.put(variable.path("name").asString(), variable.path("value").asString("")));
    var source =
        new SystemEnvironmentPropertySource(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables);
    return new Binder(
        List.of(Objects.requireNonNull(ConfigurationPropertySource.from(source))),
        null,
        ApplicationConversionService.getSharedInstance());
  }
}
