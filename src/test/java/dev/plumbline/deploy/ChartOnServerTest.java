package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The migration and then each role run with the variables, arguments and mounted files that the
 * chart gives them, on an empty Kafka and an empty PostgreSQL, both real: a role is ready, and ends
 * in the time it is given. All but the container.
 */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class ChartOnServerTest {
  private static final String LIVENESS = "/actuator/health/liveness";
  private static final String READINESS = "/actuator/health/readiness";

  /** Nothing is asked: the worker's egress does not let it. */
  private static final String FLEET =
      """
      targets:
        - {model: my-model, platform: my-vllm, accelerator: gpu, pool: a,
           endpoint: 'http://127.0.0.1:1/v1', served-model: my-model-v3}
      """;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"worker", "scorer", "api"})
  void aRoleStartsIsReadyAndEnds(String role, Servers servers) throws IOException {
    Path log = folder.resolve("log");
    try (Servers.Broker broker = servers.newBroker()) {
      Servers.Database database = servers.newDatabase();
      Rendered rendered = rendered(broker, database);
      migrate(rendered, database, log);
      JsonNode pod = rendered.pod(role);
      var container =
          new Container(rendered, pod, folder.resolve("root"), (name, key) -> database.password());
      try (ContainerProcess process = ContainerProcess.start(container, FreePort.any(), log)) {
        await()
            .atMost(Duration.ofMinutes(2))
            .pollInterval(Duration.ofMillis(300))
            .until(() -> !process.alive() || process.probe(READINESS) == 200);

        assertThat(process.alive()).as(Files.readString(log)).isTrue();
        for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
          String path = Rendered.container(pod).path(probe).path("httpGet").path("path").asString();
          assertThat(process.probe(path)).as(probe).isEqualTo(200);
        }
        if (role.equals("scorer")) {
          for (String path : List.of(READINESS, LIVENESS)) {
            assertThat(process.get(path).orElseThrow().body())
                .as("a Streams client that ended is seen at " + path)
                .contains("\"streams\":{");
          }
        }
        if (role.equals("api")) {
          theTestPasses(rendered, process.url());
        }
        int grace = pod.path("spec").path("terminationGracePeriodSeconds").asInt();
        assertThat(process.stop(Duration.ofSeconds(grace))).as("not killed").isIn(0, 143);
        assertThat(Files.readString(log)).doesNotContain("under way after");
      }
    }
  }

  /** What {@code helm test} runs, on this machine. */
  private static void theTestPasses(Rendered rendered, String url) throws IOException {
    JsonNode test = rendered.component("Pod", "test");
    String service = Rendered.name(rendered.component("Service", "api"));
    URI here = URI.create(url);
    List<List<String>> commands =
        Rendered.containers(test)
            .map(container -> container.path("command").valueStream().map(JsonNode::asString))
            .map(command ->
                command
                    .map(it -> it.equals("healthy") ? "deploy/image/healthy" : it)
                    .map(it -> it.equals(service) ? here.getHost() : it)
                    .map(it -> it.equals("8080") ? Integer.toString(here.getPort()) : it)
                    .toList())
            .toList();
    assertThat(exitCode(commands.getFirst())).isZero();
    assertThat(exitCode(List.of("deploy/image/healthy", here.getHost(), "1"))).isNotZero();

    List<String> arguments =
        Rendered.containers(test)
            .flatMap(container -> container.path("args").valueStream())
            .map(argument -> argument.asString().replace("http://" + service + ":8080", url))
            .toList();
    assertThat(arguments).contains(url);
    assertThat(PlumblineCommand.run(arguments.toArray(String[]::new))).isZero();
  }

  private static int exitCode(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Rendered rendered(Servers.Broker broker, Servers.Database database) throws IOException {
    Path fleet = Files.writeString(folder.resolve("fleet.yaml"), FLEET);
    Path values =
        Files.writeString(
            folder.resolve("values.yaml"),
            """
            kafka: {bootstrapServers: '%s'}
            database: {url: '%s', username: '%s'}
            test: {token: {secretName: test}}
            scorer:
              extraEnv: [{name: MANAGEMENT_ENDPOINT_HEALTH_SHOWCOMPONENTS, value: always}]
            """
                .formatted(broker.bootstrapServers(), database.jdbcUrl(), database.user()));
    return Helm.render(
        "minimal", "-f", values.toString(), "--set-file", "catalog.files.fleet\\.yaml=" + fleet);
  }

  /** The Job: it makes tables and topics, of which the roles make none. */
  private void migrate(Rendered rendered, Servers.Database database, Path log) throws IOException {
    JsonNode pod = rendered.component("Job", "migration").path("spec").path("template");
    var container =
        new Container(rendered, pod, folder.resolve("job"), (name, key) -> database.password());
    try (ContainerProcess process = ContainerProcess.start(container, FreePort.any(), log)) {
      assertThat(process.await(Duration.ofMinutes(2))).as(Files.readString(log)).isZero();
    }
  }
}
