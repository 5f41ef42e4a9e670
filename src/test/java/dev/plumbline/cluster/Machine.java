package dev.plumbline.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.ChildProcess;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A worker, a scorer and an api of one machine, each a process of its own. */
final class Machine implements Closeable {
  private static final List<String> ROLES = List.of("worker", "scorer", "api");
  static final int PROCESSES = ROLES.size();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Map<String, Integer> ports =
      ROLES.stream().collect(Collectors.toMap(role -> role, _ -> FreePort.any()));
  private final Map<String, ChildProcess> processes = new TreeMap<>();
  private final Setup setup;
  private int starts;

  /**
   * What it is given.
   *
   * @param streams where its scorer may write
   * @param environment of its processes, beside that of this one
   */
  record Setup(
      String name,
      String bootstrapServers,
      Servers.Database database,
      Path catalog,
      Path streams,
      Path logs,
      Map<String, String> environment) {}

  Machine(Setup setup) {
    this.setup = setup;
  }

  /** Starts what does not run; does not wait. */
  void start() {
    for (String role : ROLES) {
      ChildProcess before = processes.get(role);
      if (before == null || !before.alive()) {
        processes.put(role, process(role));
        starts++;
      }
    }
  }

  /** All of it at once, as a machine without power. */
  void kill() {
    processes.values().forEach(ChildProcess::kill);
  }

  /** In order, one of its roles. */
  void stop(String role) {
    assertThat(Objects.requireNonNull(processes.get(role)).stop()).isIn(0, 143);
  }

  /** How many of its processes have ended. */
  long dead() {
    return processes.values().stream().filter(process -> !process.alive()).count();
  }

  /** How many processes were started so far. */
  int starts() {
    return starts;
  }

  /** Whether all of it says it is well. */
  boolean ready() {
    return ROLES.stream().allMatch(role -> get(role, "/actuator/health").contains("\"UP\""));
  }

  /** Host and port of the metrics of each. */
  Stream<String> addresses() {
    return ROLES.stream().map(this::address);
  }

  /** What its api answers; empty where it does not, or not well. */
  String api(String path) {
    return get("api", path);
  }

  private String get(String role, String path) {
    try {
      var answer =
          HTTP.send(
              HttpRequest.newBuilder(URI.create("http://" + address(role) + path))
                  .timeout(Duration.ofSeconds(10))
                  .build(),
              BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "";
    } catch (IOException _) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String address(String role) {
    return "127.0.0.1:" + ports.get(role);
  }

  private ChildProcess process(String role) {
    Map<String, String> settings =
        new HashMap<>(
            RunningPlumbline.settings(setup.bootstrapServers(), setup.database(), setup.catalog()));
    settings.put("plumbline.roles", role);
    // What is sent is held against the plan, and demands would add to it.
    settings.put("plumbline.incident.demands.most", "0");
    settings.put("server.port", String.valueOf(ports.get(role)));
    settings.put("spring.kafka.streams.state-dir", setup.streams().toString());
    return ChildProcess.start(
        settings,
        setup.logs().resolve("%s-%s.log".formatted(setup.name(), role)),
        List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"),
        setup.environment());
  }

  @Override
  public void close() {
    processes.values().forEach(ChildProcess::close);
  }
}
