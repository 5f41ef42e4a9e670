package dev.plumbline.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.plumbline.standalone.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus that scrapes the processes of one Plumbline and evaluates rules. */
public final class RealPrometheus implements AutoCloseable {
  static final Path PROGRAM = Path.of("/usr/bin/prometheus");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final int port = FreePort.any();
  private final Peer peer;

  /**
   * What it watches and whom it tells.
   *
   * @param processes host and port of the metrics of each
   * @param alertmanager host and port
   * @param interval of scrapes and of evaluations
   */
  record Setup(List<String> processes, String alertmanager, List<Path> rules, Duration interval) {
    private String yaml() {
      return """
      global: {scrape_interval: %1$ds, evaluation_interval: %1$ds}
      rule_files: %2$s
      scrape_configs:
        - job_name: plumbline
          metrics_path: /actuator/prometheus
          static_configs: [{targets: %3$s}]
      alerting:
        alertmanagers: [{static_configs: [{targets: ['%4$s']}]}]
      """
          .formatted(
              interval.toSeconds(),
              list(rules.stream().map(rule -> rule.toAbsolutePath().toString())),
              list(processes.stream()),
              alertmanager);
    }

    private static String list(Stream<String> items) {
      return items.map(item -> "'" + item + "'").collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** Starts it and waits until it answers. */
  RealPrometheus(Setup setup, Path folder) {
    try {
      Path configuration = Files.writeString(folder.resolve("prometheus.yml"), setup.yaml());
      peer =
          Peer.start(
              List.of(
                  PROGRAM.toString(),
                  "--config.file=" + configuration,
                  "--storage.tsdb.path=" + folder.resolve("prometheus"),
                  "--web.listen-address=127.0.0.1:" + port),
              folder.resolve("prometheus.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> !Peer.get(at("/-/ready", Map.of())).isEmpty());
  }

  /** Series of an expression now. */
  public JsonNode query(String expression) throws IOException {
    return data("/api/v1/query", Map.of("query", expression)).path("result");
  }

  /** Values a label has in series that match. */
  List<String> labelValues(String label, String selector) throws IOException {
    return data("/api/v1/label/%s/values".formatted(label), Map.of("match[]", selector))
        .valueStream()
        .map(JsonNode::asString)
        .toList();
  }

  private JsonNode data(String path, Map<String, String> parameters) throws IOException {
    return JSON.readTree(Peer.get(at(path, parameters))).path("data");
  }

  private URI at(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(it ->
                URLEncoder.encode(it.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(it.getValue(), UTF_8))
            .collect(Collectors.joining("&", "?", ""));
    return URI.create("http://127.0.0.1:%d%s%s".formatted(port, path, query));
  }

  @Override
  public void close() {
    peer.close();
  }
}
