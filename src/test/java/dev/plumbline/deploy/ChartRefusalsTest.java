package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would not work is refused before anything is installed, in words that say what to do. */
@Tag("exhaustive")
class ChartRefusalsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wroker.replicas=3 | additional properties 'wroker' not allowed",
        "worker.replica=3 | additional properties 'replica' not allowed",
        "database.password=secret | additional properties 'password' not allowed",
        "worker.replicas=-1 | minimum: got -1, want 0",
        "worker.replicas=two | got string, want integer",
        "kafka.bootstrapServers=kafka | does not match pattern",
        "kafka.securityProtocol=TLS | value must be one of 'PLAINTEXT', 'SSL'",
        "database.url=postgres://db/plumbline | does not match pattern",
        "database.secretName=Our_Secret | does not match pattern",
        "image.digest=sha256:12 | does not match pattern",
        "catalog.files.suites\\.yaml=x | invalid propertyName 'suites.yaml'",
        "networkPolicy.kafka.ports={70000} | maximum: got 70,000",
        "gates.url=https://me:secret@plumbline | does not match pattern",
        "pods.runAsUser=0 | minimum: got 0, want 1",
      })
  void bySchema(String setting, String why) {
    refused("minimal", why, "--set", setting);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka.bootstrapServers= | kafka.bootstrapServers: say where Kafka is",
        "database.url= | database.url: say where PostgreSQL is",
        "database.url=jdbc:postgresql://db/plumbline?password=hunter2 | holds a user or password",
        "database.url=jdbc:postgresql://me:hunter2@db/plumbline | holds a user or password",
        "database.secretName= | database.secretName: name the Secret that holds the password",
        "kafka.securityProtocol=SASL_SSL | kafka.saslMechanism and kafka.jaas.secretName",
        "kafka.ca.secretName=ca | ca and client would be ignored; use SSL or SASL_SSL",
        "kafka.saslMechanism=PLAIN | saslMechanism and jaas would be ignored; use SASL_SSL",
        "catalog.files=null | catalog: say one of files, existingConfigMap and existingClaim",
        "catalog.existingClaim=claim | and existingClaim, not 2 of them",
        "worker.locations={eu,us} | worker.location: is '', which is not one of worker.locations",
        "gates.github.appId=app | gates.github: appId and secretName go together",
        "networkPolicy.kafka.to=null | networkPolicy.kafka.to: say which peers may be reached",
        "discovery.enabled=true | networkPolicy.kubernetes.to: say which peers may be reached",
        "monitoring.serviceMonitor.enabled=true | Prometheus would be refused; say access.tokens",
      })
  void byWhatTheyMeanTogether(String setting, String why) {
    refused("minimal", why, "--set", setting);
  }

  @Test
  void aConfigMapNeedsItems() {
    refused("full", "catalog.items: say which key is which file", "--set", "catalog.items=null");
  }

  @Test
  void aCatalogNeedsASuite() {
    refused(
        "full",
        "catalog.files: needs fleet.yaml and at least one suites/….yaml",
        "--set",
        "catalog.existingConfigMap=,catalog.items=null,catalog.files.fleet\\.yaml=x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DATABASE_PASSWORD | worker.extraEnv: DATABASE_PASSWORD looks like a secret; give it by",
        "ANTHROPIC_API_KEY | worker.extraEnv: ANTHROPIC_API_KEY looks like a secret; give it by",
        "SERVER_ADDRESS | worker.extraEnv: SERVER_ADDRESS is set by the chart; there is a value",
      })
  void variablesThatHoldASecretOrAreTheCharts(String name, String why) {
    Helm.Said said =
        refused(
            "minimal",
            why,
            "--set",
            "worker.extraEnv[0].name=" + name,
            "--set",
            "worker.extraEnv[0].value=hunter2");
    assertThat(said.errors()).doesNotContain("hunter2");
  }

  @Test
  void whatLooksLikeASecretAndIsWhereOneIsIsTaken() {
    Rendered rendered =
        Helm.render(
            "minimal",
            "--set",
            "worker.extraEnv[0].name=AWS_WEB_IDENTITY_TOKEN_FILE",
            "--set",
            "worker.extraEnv[0].value=/var/run/secrets/token");
    assertThat(
            Rendered.variable(
                Rendered.container(rendered.pod("worker")), "AWS_WEB_IDENTITY_TOKEN_FILE"))
        .isEqualTo("/var/run/secrets/token");
  }

  /** {@code helm template} and Argo CD are told what the cluster knows; so is the chart. */
  @Test
  void aClusterWithoutTheOperator() {
    String[] arguments = {
      "template", "quality", Chart.FOLDER.toString(), "-f", Chart.values("full").toString()
    };
    Helm.Said said = Helm.run(arguments);
    assertThat(said.exitCode()).isNotZero();
    assertThat(said.errors())
        .contains("does not know monitoring.coreos.com/v1; install the Prometheus Operator first");
  }

  @Test
  void anOldClusterThatCannotSleepBeforeTheEnd() {
    refused("minimal", "requires kubeVersion: >=1.30.0-0", "--kube-version", "1.29.4");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    Helm.Said said = Helm.run("template", "quality", Chart.FOLDER.toString());

    assertThat(said.exitCode()).isNotZero();
    assertThat(said.errors().lines().filter(line -> line.startsWith("- ")))
        .extracting(line -> line.substring(2, line.indexOf(':')))
        .containsExactly(
            "kafka.bootstrapServers",
            "database.url",
            "database.secretName",
            "catalog",
            "networkPolicy.kafka.to",
            "networkPolicy.database.to");
  }

  private static Helm.Said refused(String values, String why, String... more) {
    Helm.Said said = Helm.template(values, more);
    assertThat(said.exitCode()).as(said.output()).isNotZero();
    assertThat(said.output()).isEmpty();
    assertThat(said.errors()).contains(why);
    return said;
  }
}
