package dev.plumbline.dashboards;

import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Alertmanager. */
final class RealAlertmanager implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int port = FreePort.any();
  private final Peer peer;

  /** Starts it and waits until it answers. */
  RealAlertmanager(Path configuration, Path folder) {
    peer =
        Peer.start(
            List.of(
                PROGRAM.toString(),
                "--config.file=" + configuration,
                "--storage.path=" + folder.resolve("alertmanager"),
                "--web.listen-address=" + address(),
                "--cluster.listen-address="),
            folder.resolve("alertmanager.log"));
    await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> !Peer.get(at("/-/ready")).isEmpty());
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + port;
  }

  /** Gives it alerts as Prometheus does. */
  void fire(List<?> alerts) throws IOException {
    int status =
        Peer.send(
                HttpRequest.newBuilder(at("/api/v2/alerts"))
                    .header("content-type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(alerts)))
                    .build())
            .statusCode();
    if (status != 200) {
      throw new AssertionError("alerts refused: " + status);
    }
  }

  JsonNode alerts() throws IOException {
    return JSON.readTree(Peer.get(at("/api/v2/alerts")));
  }

  private URI at(String path) {
    return URI.create("http://" + address() + path);
  }

  @Override
  public void close() {
    peer.close();
  }
}
