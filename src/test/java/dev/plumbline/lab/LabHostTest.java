package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.TestFleet;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lab listens where it is told, there only, and serves the targets of that address. */
class LabHostTest {
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4"), List.of("claude-api"), List.of("tpu"), Duration.ofHours(1), 0, "{}");

  private final int port = FreePort.any();
  @TempDir Path folder = Path.of("");

  @Test
  void servesTheTargetsOfItsHostAndNoOthers() throws Exception {
    FLEET.write(folder, port);
    Path fleet = folder.resolve("fleet.yaml");
    LabFleet lab = lab("127.0.0.2");
    lab.start();
    try {
      assertThat(models("127.0.0.2")).isEqualTo(404);
      assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> models("127.0.0.1"));

      Files.writeString(fleet, Files.readString(fleet).replace("127.0.0.1", "127.0.0.2"));
      assertThat(models("127.0.0.2")).isEqualTo(200);
    } finally {
      lab.stop();
    }
  }

  @Test
  void aHostThatIsNotHereIsRefused() {
    FLEET.write(folder, port);

    assertThatIllegalStateException()
        .isThrownBy(() -> lab("nowhere.invalid").start())
        .withMessageContaining("plumbline.lab.host");
  }

  private LabFleet lab(String host) {
    LabSettings settings =
        new LabSettings(host, port, 1, 0, 0, 0, 1_000, Accelerators.USUAL, null, 0);
    return new LabFleet(this::catalog, settings, InstantSource.system(), 1, Pacer.REAL);
  }

  private Catalog catalog() {
    return new CatalogLoader().load(folder);
  }

  private int models(String host) throws IOException, InterruptedException {
    URI models =
        URI.create("http://%s:%d/opus-4/claude-api/tpu/tpu-a/v1/models".formatted(host, port));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(models).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }
}
