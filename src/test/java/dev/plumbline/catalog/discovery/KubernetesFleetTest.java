package dev.plumbline.catalog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.DiscoveryStatus;
import dev.plumbline.catalog.ReloadingCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fleet that follows a cluster, and outlives what a cluster does at 3 a.m. */
class KubernetesFleetTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String FLEET =
      """
      defaults: {platform: p, accelerator: gpu}
      discover:
        - kubernetes:
            kind: pods
            selector: app=llm
            kubeconfig: kubeconfig
            target: {model: '{label:model}', pool: '{name}'}
      targets: [{model: m, pool: written, endpoint: 'http://localhost/v1'}]
      """;

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private FakeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeApiServer();
    server.kubeconfig(folder);
    server.pod("prod", "p-0", Map.of("app", "llm", "model", "m"), "");
    server.pod("prod", "p-1", Map.of("app", "llm", "model", "m"), "");
    Files.createDirectory(folder.resolve("suites"));
    Files.writeString(
        folder.resolve("suites/core.yaml"),
        "suite: core\nprobes:\n  - {id: hello, prompt: Say hello.}\n");
    Files.writeString(folder.resolve("fleet.yaml"), FLEET);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void podsComeAndGo() {
    ReloadingCatalog catalog = new ReloadingCatalog(folder, now::get);
    assertThat(pools(catalog)).containsExactly("written", "p-0", "p-1");

    server.clear();
    server.pod("prod", "p-2", Map.of("app", "llm", "model", "m"), "");
    catalog.discover();
    assertThat(pools(catalog)).containsExactly("written", "p-2");
  }

  @ParameterizedTest
  @CsvSource({
    "401,''",
    "403,''",
    "410,''",
    "503,''",
    "200,'<html>'",
    "200,'{\"kind\":\"PodList\"}'"
  })
  void whateverTheServerAnswersTheLastGoodSetStaysAndIsTold(int status, String body) {
    ReloadingCatalog catalog = new ReloadingCatalog(folder, now::get);
    Catalog good = catalog.current();
    server.answering(status, body);
    now.set(START.plusSeconds(30));
    catalog.discover();

    assertThat(catalog.current()).isSameAs(good);
    DiscoveryStatus told = catalog.status().discovery().getFirst();
    assertThat(told.source()).isEqualTo("kubernetes pods * app=llm");
    assertThat(told.targets()).isEqualTo(2);
    assertThat(told.lastGoodAt()).isEqualTo(START);
    assertThat(told.failingSince()).isEqualTo(START.plusSeconds(30));
    assertThat(told.errors()).hasSize(1);
  }

  @Test
  void aRolloutWithABrokenLabelDoesNotEmptyTheFleetAndOneGoodPodEndsThat() {
    ReloadingCatalog catalog = new ReloadingCatalog(folder, now::get);
    server.clear();
    server.pod("prod", "q-0", Map.of("app", "llm"), "");
    catalog.discover();
    assertThat(pools(catalog)).containsExactly("written", "p-0", "p-1");

    server.clear();
    catalog.discover();
    assertThat(pools(catalog)).as("suddenly empty").containsExactly("written", "p-0", "p-1");

    server.pod("prod", "q-0", Map.of("app", "llm"), "");
    server.pod("prod", "q-1", Map.of("app", "llm", "model", "m"), "");
    catalog.discover();
    assertThat(pools(catalog)).containsExactly("written", "q-1");
    assertThat(catalog.status().discovery().getFirst().errors())
        .singleElement()
        .asString()
        .startsWith("pod prod/q-0 model: the object has no label model");
  }

  @Test
  void aProcessThatStartsWithoutTheClusterWatchesWhatIsWrittenAndTakesTheRestUpLater() {
    server.answering(503, "");
    ReloadingCatalog catalog = new ReloadingCatalog(folder, now::get);
    assertThat(pools(catalog)).containsExactly("written");
    assertThat(catalog.status().discovery().getFirst().lastGoodAt()).isNull();

    server.answering(0, "");
    catalog.discover();
    assertThat(pools(catalog)).containsExactly("written", "p-0", "p-1");
    assertThat(catalog.status().discovery().getFirst().failingSince()).isNull();
  }

  /** Whichever way two processes came there: the same targets are the same version. */
  @Test
  void processesThatFoundTheSameHaveTheSameVersion() {
    ReloadingCatalog early = new ReloadingCatalog(folder, now::get);
    server.pod("prod", "p-2", Map.of("app", "llm", "model", "m"), "");
    ReloadingCatalog late = new ReloadingCatalog(folder, now::get);
    assertThat(early.current().version()).isNotEqualTo(late.current().version());

    early.discover();
    assertThat(early.current().version()).isEqualTo(late.current().version());
  }

  private static List<String> pools(ReloadingCatalog catalog) {
    return catalog.current().targets().stream().map(target -> target.labels().pool()).toList();
  }
}
