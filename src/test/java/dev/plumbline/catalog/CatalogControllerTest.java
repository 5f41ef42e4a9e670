package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.SUITE;
import static dev.plumbline.catalog.Catalogs.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

class CatalogControllerTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

  @TempDir private Path folder;

  @BeforeEach
  void writeCatalog() throws IOException {
    Files.createDirectory(folder.resolve("suites"));
    Files.writeString(folder.resolve("suites/core.yaml"), SUITE);
    Files.writeString(
        folder.resolve("fleet.yaml"), "targets:\n" + target("credential: env:API_KEY"));
  }

  @Test
  void targetsAreShownWithTheReferenceOfTheirCredential() {
    MockMvcTester mvc = MockMvcTester.of(new CatalogController(load()));

    assertThat(mvc.get().uri("/api/v1/targets"))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
            [{
              "name": "m/p/gpu/a",
              "labels": {"model": "m", "platform": "p", "accelerator": "gpu", "pool": "a"},
              "region": null,
              "build": null,
              "wireFormat": "openai-chat",
              "endpoint": "http://localhost/v1",
              "servedModel": "m",
              "credential": "env:API_KEY",
              "contextWindow": 128000,
              "capabilities": ["temperature", "stream"],
              "price": null,
              "budget": {
                "interval": "PT1M",
                "concurrency": 4,
                "timeout": "PT1M",
                "requestsPerDay": 2880,
                "stickyShare": 0.05,
                "stickyTurns": 5
              },
              "suites": ["core"],
              "peer": null
            }]
            """);
  }

  @Test
  void theStatusSaysWhatKeepsANewerCatalogOut() throws IOException {
    ReloadingCatalog catalog = load();
    String version = catalog.current().version();
    Files.writeString(folder.resolve("fleet.yaml"), "target: []");
    catalog.reload();

    assertThat(MockMvcTester.of(new CatalogController(catalog)).get().uri("/api/v1/catalog"))
        .hasStatusOk()
        .bodyJson()
        .isStrictlyEqualTo(
            """
            {
              "version": "%s",
              "loadedAt": "1970-01-01T00:00:00Z",
              "errors": [
                {
                  "file": "fleet.yaml",
                  "line": 1,
                  "column": 1,
                  "path": "target",
                  "message": "unknown key 'target'",
                  "remedy": "did you mean 'targets'?"
                },
                {
                  "file": "fleet.yaml",
                  "line": 1,
                  "column": 1,
                  "path": "",
                  "message": "'targets' is missing",
                  "remedy": "add it here"
                }
              ],
              "discovery": []
            }
            """
                .formatted(version));
  }

  private ReloadingCatalog load() {
    return new ReloadingCatalog(folder, CLOCK);
  }
}
