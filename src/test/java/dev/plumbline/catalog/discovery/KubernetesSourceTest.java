package dev.plumbline.catalog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.discovery.FakeApiServer.Answer;
import dev.plumbline.catalog.yaml.Errors;
import dev.plumbline.catalog.yaml.Located;
import dev.plumbline.catalog.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster lists becomes targets; what it answers instead becomes a reason. */
class KubernetesSourceTest {
  private static final String HTTP = "[{\"name\": \"http\", \"port\": 8000}]";
  private static final String TEMPLATE =
      "{model: '{label:model}', pool: '{name}', region: '{namespace}'}";

  @TempDir private Path folder;
  private FakeApiServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = new FakeApiServer();
    server.kubeconfig(folder);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void servicesBecomeTargetsByTheTemplate() {
    server.service("prod", "large", Map.of("app", "llm", "model", "m-1"), HTTP);
    server.service("test", "small", Map.of("app", "llm", "model", "m-2"), HTTP);
    server.service("prod", "other", Map.of("app", "web"), HTTP);

    assertThat(json(services(TEMPLATE, null).look()))
        .containsExactly(
            "{\"endpoint\":\"http://large.prod:8000/v1\",\"model\":\"m-1\",\"pool\":\"large\","
                + "\"region\":\"prod\"}",
            "{\"endpoint\":\"http://small.test:8000/v1\",\"model\":\"m-2\",\"pool\":\"small\","
                + "\"region\":\"test\"}");
    assertThat(server.asked).containsExactly("/api/v1/services {labelSelector=app=llm, limit=500}");
  }

  @Test
  void aNamespaceIsAskedAlone() {
    server.service("prod", "large", Map.of("app", "llm", "model", "m"), HTTP);
    server.service("test", "small", Map.of("app", "llm", "model", "m"), HTTP);

    Found found = source(Discover.Kind.SERVICES, "test", TEMPLATE, null).look();

    assertThat(json(found)).singleElement().asString().contains("small.test");
  }

  @Test
  void everyPageIsRead() {
    for (int i = 0; i < 5; i++) {
      server.service("prod", "s" + i, Map.of("app", "llm", "model", "m"), HTTP);
    }

    assertThat(json(services(TEMPLATE, null).look())).hasSize(5);
    assertThat(server.asked).hasSize(3);
  }

  @Test
  void podsThatRunBecomeTargetsWhetherReadyOrNot() {
    server.pod("prod", "p-0", Map.of("app", "llm", "model", "m"), "");
    server.pod(
        "prod",
        "p-1",
        Map.of("app", "llm", "model", "m"),
        ", \"deletionTimestamp\": \"2026-01-01T00:00:00Z\"");

    Found found =
        source(
                Discover.Kind.PODS,
                "prod",
                "{model: '{label:model}', build: '{node} {ip} {port}'}",
                "http")
            .look();

    assertThat(json(found))
        .containsExactly(
            "{\"endpoint\":\"http://10.1.2.3:8000/v1\",\"model\":\"m\","
                + "\"build\":\"node-1 10.1.2.3 8000\"}");
  }

  @ParameterizedTest
  @CsvSource({"metrics,9090", "http,8000", "1234,1234"})
  void aPortIsMeantByNameOrByNumber(String port, int number) {
    server.service(
        "prod",
        "large",
        Map.of("app", "llm"),
        "[{\"name\": \"http\", \"port\": 8000}, {\"name\": \"metrics\", \"port\": 9090}]");

    assertThat(json(services("{}", port).look()))
        .singleElement()
        .asString()
        .contains("http://large.prod:%d/v1".formatted(number));
  }

  @Test
  void whatAnObjectLacksIsToldOfTheObjectWithARemedy() {
    server.service("prod", "large", Map.of("app", "llm"), HTTP);
    server.service("prod", "nowhere", Map.of("app", "llm", "model", "m"), "[]");
    server.service("prod", "well", Map.of("app", "llm", "model", "m"), HTTP);

    Found found = services(TEMPLATE, null).look();

    assertThat(json(found)).singleElement().asString().contains("well.prod");
    assertThat(((Found.Entries) found).broken())
        .extracting(Found.Broken::key)
        .containsExactly("prod/large", "prod/nowhere");
    assertThat(((Found.Entries) found).broken())
        .flatExtracting(Found.Broken::errors)
        .extracting(Object::toString)
        .containsExactly(
            "service prod/large model: the object has no label model"
                + " — add it there, or change {label:model} at template:1",
            "service prod/nowhere: has not exactly one port, but: none"
                + " — name one of them in 'port', or give its number");
  }

  @ParameterizedTest
  @CsvSource({
    "401,does not know who asks (401)",
    "403,does not let us list services (403)",
    "404,has no such list (404)",
    "410,answered 410",
    "500,answered 500",
    "503,answered 503",
  })
  void aRefusalIsToldWithWhatToDo(int status, String message) {
    server.answering(status, FakeApiServer.status(status, "Whatever"));

    Found found = services(TEMPLATE, null).look();

    assertThat(((Found.Unreadable) found).errors())
        .singleElement()
        .asString()
        .startsWith("kubernetes services * app=llm: " + message + " — ");
  }

  @Test
  void aWrongTokenIsNotKept() {
    server.service("prod", "large", Map.of("app", "llm", "model", "m"), HTTP);
    server.kubeconfig(folder, "wrong");
    DiscoverySource source = services(TEMPLATE, null);
    assertThat(source.look()).isInstanceOf(Found.Unreadable.class);

    server.kubeconfig(folder);
    assertThat(json(source.look())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>a proxy</html>",
        "{\"kind\": \"ServiceList\"",
        "{\"kind\": \"ServiceList\"}",
        "{\"kind\": \"ServiceList\", \"items\": {}}",
        "{\"items\": []}",
        "[]",
        "null",
        "7",
      })
  void whatIsNoListIsNotTakenForAnEmptyOne(String body) {
    server.answering(200, body);

    assertThat(services(TEMPLATE, null).look()).isInstanceOf(Found.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "7",
        "{\"metadata\": null, \"spec\": 3}",
        "{\"metadata\": {\"name\": [], \"labels\": []}, \"spec\": {\"ports\": {\"a\": 1}}}",
        "{\"metadata\": {\"name\": \"a\"}, \"spec\": {\"ports\": [null, {\"port\": \"x\"}]}}",
      })
  void anObjectThatMakesNoSenseIsBrokenAndNothingElse(String item) {
    server.answering(200, "{\"kind\": \"ServiceList\", \"items\": [%s]}".formatted(item));

    Found.Entries found = (Found.Entries) services(TEMPLATE, null).look();

    assertThat(found.entries()).isEmpty();
    assertThat(found.broken()).hasSize(1);
  }

  @Test
  void aPageWhoseMarkExpiredBeginsTheListAnewOnce() {
    for (int i = 0; i < 3; i++) {
      server.service("prod", "s" + i, Map.of("app", "llm", "model", "m"), HTTP);
    }
    server.answering(query ->
        query.containsKey("continue") && server.asked.size() < 3
            ? new Answer(410, FakeApiServer.status(410, "Expired"))
            : new Answer(0, ""));

    assertThat(json(services(TEMPLATE, null).look())).hasSize(3);
    assertThat(server.asked).hasSize(4);
  }

  @Test
  void marksThatAlwaysExpireAreNoEmptyList() {
    for (int i = 0; i < 3; i++) {
      server.service("prod", "s" + i, Map.of("app", "llm", "model", "m"), HTTP);
    }
    server.answering(query ->
        query.containsKey("continue")
            ? new Answer(410, FakeApiServer.status(410, "Expired"))
            : new Answer(0, ""));

    assertThat(services(TEMPLATE, null).look()).isInstanceOf(Found.Unreadable.class);
  }

  @Test
  void aServerThatDoesNotAnswerIsGivenUpInTime() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    server.answering(_ -> {
      await(never);
      return new Answer(200, "");
    });
    Discover.InKubernetes discover = discover(Discover.Kind.SERVICES, null, TEMPLATE, null);
    KubernetesApi api = new KubernetesApi(discover, folder, Duration.ofMillis(200));

    Found found = new KubernetesSource(discover, api).look();
    never.countDown();

    assertThat(((Found.Unreadable) found).errors())
        .singleElement()
        .asString()
        .contains("did not answer in time");
  }

  @Test
  void nobodyListeningIsAReason() {
    server.close();

    assertThat(((Found.Unreadable) services(TEMPLATE, null).look()).errors())
        .singleElement()
        .asString()
        .contains("cannot be reached");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "clusters: 7", "apiVersion: v1"})
  void aBadKubeconfigIsAReason(String text) throws IOException {
    Files.writeString(folder.resolve("kubeconfig"), text);

    assertThat(((Found.Unreadable) services(TEMPLATE, null).look()).errors()).hasSize(1);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private DiscoverySource services(String template, @Nullable String port) {
    return source(Discover.Kind.SERVICES, null, template, port);
  }

  private DiscoverySource source(
      Discover.Kind kind, @Nullable String namespace, String template, @Nullable String port) {
    return DiscoverySource.of(discover(kind, namespace, template, port), folder);
  }

  private static Discover.InKubernetes discover(
      Discover.Kind kind, @Nullable String namespace, String template, @Nullable String port) {
    Located target = YamlReader.read("template", template, new Errors()).orElseThrow();
    return new Discover.InKubernetes(
        kind,
        namespace,
        "app=llm",
        port,
        "http",
        "/v1",
        Path.of("kubeconfig"),
        null,
        (Located.Mapping) target,
        false);
  }

  private static List<String> json(Found found) {
    return ((Found.Entries) found)
        .entries().stream().map(entry -> entry.value().json().toString()).toList();
  }
}
