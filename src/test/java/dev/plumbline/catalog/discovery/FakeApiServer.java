package dev.plumbline.catalog.discovery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Speaks the part of the Kubernetes API that lists services and pods, over real HTTP, as its
 * documentation has it: bearer token, label selector by equality, pages, {@code Status} for errors.
 */
final class FakeApiServer implements AutoCloseable {
  private static final String TOKEN = "a-token";

  /** One object: its labels, and its JSON. */
  record Item(String namespace, Map<String, String> labels, String json) {}

  /** What a request is answered with, instead of the list. */
  record Answer(int status, String body) {}

  private final HttpServer server;
  private final List<Item> services = new CopyOnWriteArrayList<>();
  private final List<Item> pods = new CopyOnWriteArrayList<>();
  final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile Function<Map<String, String>, Answer> instead = _ -> new Answer(0, "");

  FakeApiServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers every request with this from now on; status 0 for the list. */
  void answering(Function<Map<String, String>, Answer> other) {
    instead = other;
  }

  void answering(int status, String body) {
    answering(_ -> new Answer(status, body));
  }

  static String status(int code, String reason) {
    return """
    {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
     "message": "made up", "reason": "%s", "code": %d}\
    """
        .formatted(reason, code);
  }

  void service(String namespace, String name, Map<String, String> labels, String ports) {
    String json =
        """
        {"metadata": {"name": "%s", "namespace": "%s", "labels": %s,
                      "annotations": {"build": "v1 of %s"}, "someThingNew": {"a": [1]}},
         "spec": {"ports": %s, "clusterIP": "10.0.0.1"}}\
        """
            .formatted(name, namespace, json(labels), name, ports);
    services.add(new Item(namespace, labels, json));
  }

  void pod(String namespace, String name, Map<String, String> labels, String more) {
    String json =
        """
        {"metadata": {"name": "%s", "namespace": "%s", "labels": %s%s},
         "spec": {"nodeName": "node-1", "containers": [{"name": "c",
                  "ports": [{"name": "http", "containerPort": 8000}]}]},
         "status": {"phase": "Running", "podIP": "10.1.2.3"}}\
        """
            .formatted(name, namespace, json(labels), more);
    pods.add(new Item(namespace, labels, json));
  }

  void clear() {
    services.clear();
    pods.clear();
  }

  /** Writes a kubeconfig that leads here. */
  Path kubeconfig(Path folder, String token) {
    String yaml =
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: fake, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: me, user: {token: %s}}]
        contexts: [{name: here, context: {cluster: fake, user: me}}]
        current-context: here
        """
            .formatted(server.getAddress().getPort(), token);
    try {
      return Files.writeString(folder.resolve("kubeconfig"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path kubeconfig(Path folder) {
    return kubeconfig(folder, TOKEN);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
      String path = exchange.getRequestURI().getPath();
      asked.add(path + " " + new TreeMap<>(query));
      Answer other = instead.apply(query);
      Answer answer =
          !("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
              ? new Answer(401, status(401, "Unauthorized"))
              : other.status() == 0 ? list(path, query) : other;
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer list(String path, Map<String, String> query) {
    boolean isPods = path.endsWith("/pods");
    String namespace = path.startsWith("/api/v1/namespaces/") ? path.split("/", -1)[4] : "";
    List<Item> found =
        (isPods ? pods : services)
            .stream()
                .filter(item -> namespace.isEmpty() || item.namespace().equals(namespace))
                .filter(item -> matches(item.labels(), query.getOrDefault("labelSelector", "")))
                .toList();
    int from = Integer.parseInt(query.getOrDefault("continue", "0"));
    int limit = Math.min(2, Integer.parseInt(query.getOrDefault("limit", "2")));
    int to = Math.min(found.size(), from + limit);
    String items =
        found.subList(Math.min(from, to), to).stream()
            .map(Item::json)
            .collect(Collectors.joining(",", "[", "]"));
    return new Answer(
        200,
        """
        {"kind": "%s", "apiVersion": "v1",
         "metadata": {"resourceVersion": "7"%s}, "items": %s}\
        """
            .formatted(
                isPods ? "PodList" : "ServiceList",
                to < found.size() ? ", \"continue\": \"%d\"".formatted(to) : "",
                items));
  }

  private static boolean matches(Map<String, String> labels, String selector) {
    return Arrays.stream(selector.split(",", -1))
        .map(term -> term.split("=", 2))
        .allMatch(term -> term[1].equals(labels.get(term[0])));
  }

  private static Map<String, String> query(String raw) {
    return raw == null
        ? Map.of()
        : Arrays.stream(raw.split("&", -1))
            .map(pair -> pair.split("=", 2))
            .collect(
                Collectors.toMap(
                    pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static String json(Map<String, String> map) {
    return map.entrySet().stream()
        .map(it -> "\"%s\": \"%s\"".formatted(it.getKey(), it.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
