package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.plumbline.packaging.ComposeFile.Service;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import tools.jackson.databind.JsonNode;

/** The compose file promises nothing that is not there, and opens nothing that it should not. */
class ComposeFileTest {
  private static final Map<String, String> SET_UP =
      Map.of("PLUMBLINE_DB_PASSWORD", "a", "PLUMBLINE_GRAFANA_PASSWORD", "b");

  /** Read by conditions before there are any properties. */
  private static final Set<String> ALSO_KNOWN = Set.of("PLUMBLINE_ROLES");

  private final ComposeFile file = ComposeFile.read(SET_UP);

  @Test
  void hasNoPasswordOfItsOwn() throws IOException {
    SET_UP
        .keySet()
        .forEach(name -> {
          Map<String, String> without = new HashMap<>(SET_UP);
          without.remove(name);
          assertThatIllegalArgumentException()
              .isThrownBy(() -> ComposeFile.read(without))
              .withMessageContaining(name)
              .withMessageContaining("deploy/compose/setup");
        });
    assertThat(Files.readString(ComposeFile.PATH))
        .doesNotContainPattern("(?i)(password|secret|token)[a-z_]*: *\"?[a-z0-9]");
  }

  @Test
  void listensOnThisMachineOnly() {
    List<String> ports =
        file.services().values().stream().flatMap(it -> it.ports().stream()).toList();

    assertThat(ports).hasSize(5).allMatch(it -> it.startsWith("127.0.0.1:"));
  }

  @Test
  void everyFileItMountsIsThereOrMadeBySetup() throws IOException {
    String setup = Files.readString(Path.of("deploy/compose/setup"));
    for (Service service : file.services().values()) {
      for (String volume : service.volumes()) {
        String source = volume.split(":", -1)[0];
        if (source.startsWith("./deploy/compose/local/")) {
          assertThat(setup).contains("$local/" + Path.of(source).getFileName());
        } else if (source.startsWith(".")) {
          assertThat(Path.of(source)).exists();
          assertThat(volume).endsWith(":ro");
        }
      }
    }
  }

  @Test
  void everySettingIsOneThatIsRead() throws IOException {
    Set<String> known = new HashSet<>(ALSO_KNOWN);
    known.addAll(ours());
    known.addAll(springs());

    file.ours()
        .forEach((name, service) ->
            service.environment().keySet().stream()
                .forEach(it -> assertThat(known).as(name).contains(it)));
  }

  @Test
  void whatIsOursCanDoLittle() {
    assertThat(file.ours()).containsOnlyKeys("api", "lab", "migrate", "scorer", "worker");
    file.services()
        .forEach((name, service) -> {
          assertThat(service.all().get("cap_drop")).as(name).isEqualTo(List.of("ALL"));
          assertThat(String.valueOf(service.all().get("security_opt")))
              .as(name)
              .contains("no-new-privileges:true");
          assertThat(service.all().containsKey("healthcheck") || file.ours().containsKey(name))
              .as(name)
              .isTrue();
          assertThat(String.valueOf(service.all().get("restart")))
              .as(name)
              .isEqualTo(name.equals("migrate") ? "no" : "unless-stopped");
          // Kafka's image writes its settings beside its programs.
          assertThat(service.all().get("read_only"))
              .as(name)
              .isEqualTo(name.equals("kafka") ? null : Boolean.TRUE);
        });
  }

  @Test
  void alertmanagerRoutesAsTheExampleDoes() throws IOException {
    assertThat(routes("deploy/compose/alertmanager.yaml"))
        .isEqualTo(routes("dashboards/prometheus/alertmanager.example.yaml"))
        .contains("severity = page");
  }

  private static String routes(String path) throws IOException {
    String text = Files.readString(Path.of(path));
    return text.substring(text.indexOf("\nroute:"), text.indexOf("\nreceivers:"));
  }

  /** Names of environment variables for all components of our records of properties. */
  private static Set<String> ours() {
    var scanner = new ClassPathScanningCandidateComponentProvider(false);
    scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
    Set<String> names = new HashSet<>();
    scanner
        .findCandidateComponents("dev.plumbline")
        .forEach(it -> {
          try {
            Class<?> type = Class.forName(it.getBeanClassName());
            String prefix = type.getAnnotation(ConfigurationProperties.class).value();
            for (var component : type.getRecordComponents()) {
              names.add(variable(prefix + "." + component.getName()));
            }
          } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
          }
        });
    return names;
  }

  private static Set<String> springs() throws IOException {
    Set<String> names = new HashSet<>();
    for (URL metadata :
        Collections.list(
            ComposeFileTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (var stream = metadata.openStream()) {
        for (JsonNode property : Json.MAPPER.readTree(stream).path("properties")) {
          String name = property.path("name").asString();
          names.add(variable(name));
          names.add(variable(name.replace('-', '_')));
        }
      }
    }
    return names;
  }

  /** Spring reads it without dashes, or with underscores for them. */
  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
