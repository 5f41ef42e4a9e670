package dev.plumbline.endtoend;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.testing.TopicReader;
import dev.plumbline.topic.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A lab with faults, watched by a Plumbline with every role, on a broker and database of its own.
 */
final class Experiment implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Servers.Broker broker;
  private final LabFleet lab;
  private final RunningPlumbline plumbline;
  private final Catalog catalog;

  /** Writes a catalog whose targets a lab on that port serves; returns its folder. */
  interface Written {
    Path write(Path folder, int labPort);
  }

  /**
   * Starts the lab, breaks it, then starts Plumbline: every detector begins at rest, and nothing is
   * asked more often than the fleet says.
   */
  Experiment(Servers servers, TestFleet fleet, long seed, Path folder, List<Fault> faults) {
    this(servers, fleet::write, seed, folder, faults);
  }

  /** The same with any catalog. */
  Experiment(Servers servers, Written fleet, long seed, Path folder, List<Fault> faults) {
    this(servers, fleet, seed, folder, faults, Map.of("plumbline.incident.demands.most", "0"));
  }

  Experiment(
      Servers servers,
      TestFleet fleet,
      long seed,
      Path folder,
      List<Fault> faults,
      Map<String, String> settings) {
    this(servers, fleet::write, seed, folder, faults, settings);
  }

  private Experiment(
      Servers servers,
      Written fleet,
      long seed,
      Path folder,
      List<Fault> faults,
      Map<String, String> settings) {
    int labPort = FreePort.any();
    Path catalogFolder = fleet.write(newFolder(folder), labPort);
    catalog = new CatalogLoader().load(catalogFolder);
    lab = new LabFleet(() -> catalog, settings(labPort), InstantSource.system(), seed, Pacer.REAL);
    lab.start();
    faults.forEach(lab::inject);
    broker = servers.newBroker();
    Map<String, String> all = new HashMap<>(settings);
    all.put("plumbline.probe.claim-ahead", "1s");
    all.put("spring.kafka.streams.state-dir", newFolder(folder).toString());
    plumbline = RunningPlumbline.start(broker, servers.newDatabase(), catalogFolder, all);
  }

  LabFleet lab() {
    return lab;
  }

  Catalog catalog() {
    return catalog;
  }

  /** A part of the server. */
  <T> T bean(Class<T> type) {
    return plumbline.bean(type);
  }

  /** Address of REST. */
  String url() {
    return plumbline.url();
  }

  /** A REST answer as JSON. */
  JsonNode get(String path) {
    return JSON.readTree(text(path));
  }

  String text(String path) {
    return text(path, "*/*");
  }

  String text(String path, String accept) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(plumbline.url() + path))
                  .header("accept", accept)
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Committed values of a topic, each partition in its order. */
  <V> List<V> values(Topic<V> topic) {
    return TopicReader.all(broker.bootstrapServers(), topic).stream()
        .map(record -> topic.decode(record.value()))
        .toList();
  }

  long length(Topic<?> topic) {
    return TopicReader.length(broker.bootstrapServers(), topic);
  }

  @Override
  public void close() {
    plumbline.close();
    lab.stop();
    broker.close();
  }

  private static LabSettings settings(int port) {
    return new LabSettings(
        port, 3, 4, 0, 0.001, 1_000_000_000, Accelerators.USUAL, null, 1_000_000);
  }

  private static Path newFolder(Path parent) {
    try {
      return Files.createTempDirectory(parent, "experiment");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
