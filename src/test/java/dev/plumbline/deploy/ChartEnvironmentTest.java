package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * What Spring makes of a container's variables and mounted files, with the application's own
 * settings below them. Nothing is connected to.
 */
@Tag("exhaustive")
class ChartEnvironmentTest {
  @TempDir private Path root = Path.of("");

  @Test
  void filesOfSecretsAreProperties() {
    try (ConfigurableApplicationContext context = start("full", "api")) {
      var environment = context.getEnvironment();
      assertThat(environment.getProperty("spring.datasource.password"))
          .isEqualTo("password of plumbline-database");
      assertThat(environment.getProperty("spring.datasource.username"))
          .isEqualTo("username of plumbline-database");
      assertThat(environment.getProperty("spring.datasource.url"))
          .contains("/etc/plumbline/database/ca.crt");
    }
  }

  @Test
  void kafkasClientsAreGivenWhatTheyNeed() {
    try (ConfigurableApplicationContext context = start("full", "worker")) {
      KafkaProperties kafka = context.getBean(KafkaProperties.class);
      for (Map<String, Object> client :
          List.of(
              kafka.buildConsumerProperties(),
              kafka.buildProducerProperties(),
              kafka.buildStreamsProperties(),
              kafka.buildAdminProperties())) {
        assertThat(client)
            .containsEntry(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL")
            .containsEntry(SaslConfigs.SASL_MECHANISM, "SCRAM-SHA-512")
            .containsEntry(SaslConfigs.SASL_JAAS_CONFIG, "sasl.jaas.config of plumbline-kafka")
            .containsEntry(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, "ca.crt of kafka-ca")
            .containsEntry(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM")
            .containsEntry(
                SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                "tls.crt of plumbline-kafka-client")
            .containsEntry(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, "tls.key of plumbline-kafka-client")
            .containsEntry(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
      }
      assertThat(kafka.getBootstrapServers()).hasSize(2);
    }
  }

  @Test
  void settingsGoBeforeThoseOfTheApplicationAndAfterTheChartsOwn() {
    String[] more = {
      "--set", "settings.logLevels.dev\\.plumbline=trace",
      "--set", "settings.plumbline.roles=lab",
      "--set", "settings.plumbline.triage.refresh=7s",
    };
    try (ConfigurableApplicationContext context = start("minimal", "scorer", more)) {
      var environment = context.getEnvironment();
      assertThat(environment.getProperty("logging.level.dev.plumbline")).isEqualTo("trace");
      assertThat(environment.getProperty("plumbline.triage.refresh")).isEqualTo("7s");
      assertThat(environment.getProperty("plumbline.roles")).isEqualTo("scorer");
      assertThat(environment.getProperty("server.address")).isEqualTo("0.0.0.0");
      assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
      assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("plumbline");
    }
  }

  /** What is restoring its state is no reason to restart it: it would never be done. */
  @Test
  void aScorerWhoseStreamsEndedIsRestartedAndOneThatRestoresIsNot() {
    try (ConfigurableApplicationContext context = start("minimal", "scorer")) {
      var groups = context.getBean(HealthEndpointProperties.class).getGroup();
      var liveness = Objects.requireNonNull(groups.get("liveness"));
      var readiness = Objects.requireNonNull(groups.get("readiness"));

      assertThat(liveness.getInclude()).containsExactlyInAnyOrder("livenessState", "streams");
      assertThat(readiness.getInclude()).containsExactlyInAnyOrder("readinessState", "streams");
      assertThat(code(liveness, Status.UP)).isEqualTo(200);
      assertThat(code(liveness, Status.OUT_OF_SERVICE)).isEqualTo(200);
      assertThat(code(liveness, Status.DOWN)).isEqualTo(503);
      assertThat(code(readiness, Status.OUT_OF_SERVICE)).isEqualTo(503);
      assertThat(code(readiness, Status.DOWN)).isEqualTo(503);
    }
  }

  private static int code(HealthEndpointProperties.Group group, Status status) {
    var mapping = group.getStatus().getHttpMapping();
    HttpCodeStatusMapper codes =
        mapping.isEmpty() ? HttpCodeStatusMapper.getDefault() : HttpCodeStatusMapper.of(mapping);
    return codes.getStatusCode(status);
  }

  @Test
  void theMigrationIsGivenTheServersAndNothingElse() {
    Rendered rendered = Helm.render("full");
    var pod = rendered.component("Job", "migration").path("spec").path("template");
    try (ConfigurableApplicationContext context = start(rendered, pod)) {
      var environment = context.getEnvironment();
      assertThat(environment.getProperty("spring.datasource.password"))
          .isEqualTo("password of plumbline-database");
      assertThat(environment.getProperty("spring.kafka.bootstrap-servers")).contains("kafka-0");
      assertThat(environment.getProperty("spring.flyway.enabled")).isNull();
      assertThat(environment.getProperty("plumbline.catalog.dir")).isNull();
    }
  }

  private ConfigurableApplicationContext start(String values, String role, String... more) {
    Rendered rendered = Helm.render(values, more);
    return start(rendered, rendered.pod(role));
  }

  private ConfigurableApplicationContext start(Rendered rendered, JsonNode pod) {
    return SettingsOnly.start(
        new Container(rendered, pod, root, (name, key) -> key + " of " + name));
  }
}
