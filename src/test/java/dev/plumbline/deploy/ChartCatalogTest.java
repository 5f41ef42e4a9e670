package dev.plumbline.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.app.cli.PlumblineCommand;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.ReloadingCatalog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A catalog out of values is the catalog, once Kubernetes has mounted it, and may change. */
@Tag("exhaustive")
class ChartCatalogTest {
  @TempDir private Path root = Path.of("");
  private Map<String, String> files = Map.of();
  private MountedFolder mounted = new MountedFolder(root);

  @BeforeEach
  void mount() {
    Rendered rendered = Helm.render("minimal");
    var container = new Container(rendered, rendered.pod("worker"), root, (name, key) -> "secret");
    mounted = container.at("/etc/plumbline/catalog");
    JsonNode values = Chart.read(Chart.values("minimal")).path("catalog").path("files");
    files = new HashMap<>();
    values.propertyStream().forEach(it -> files.put(it.getKey(), it.getValue().asString()));
  }

  @Test
  void plumblineReadsIt() {
    assertThat(PlumblineCommand.run("validate", mounted.folder().toString())).isZero();
    assertThat(new CatalogLoader().load(mounted.folder()).targets())
        .singleElement()
        .matches(target -> target.labels().model().equals("my-model"));
  }

  @Test
  void policiesOfGatesAreBesideIt() {
    assertThat(
            PlumblineCommand.run(
                "gate",
                "--plan",
                "--policy",
                mounted.folder().resolve("gates").resolve("rollout.yaml") + "#rollout"))
        .isZero();
  }

  /** As when {@code helm upgrade} changed the ConfigMap: no restart. */
  @Test
  void aChangeIsTakenOver() {
    var catalog = new ReloadingCatalog(mounted.folder(), InstantSource.fixed(Instant.EPOCH));
    String before = catalog.current().version();

    files.merge("fleet.yaml", "pool: b", (text, pool) -> text.replace("pool: a", pool));
    mounted.put(files);
    catalog.reload();

    assertThat(catalog.status().errors()).isEmpty();
    assertThat(catalog.current().version()).isNotEqualTo(before);
    assertThat(catalog.current().targets().getFirst().labels().pool()).isEqualTo("b");
  }
}
