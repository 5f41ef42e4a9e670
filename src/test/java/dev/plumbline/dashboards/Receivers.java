package dev.plumbline.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where an Alertmanager sends: a pager that takes PagerDuty's events, a list of tickets and a dead
 * man's switch. Keeps all it is sent.
 */
public final class Receivers implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Queue<Received> received = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  /** A body and when it came. */
  public record Received(String path, Instant at, JsonNode body) {}

  Receivers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      received.add(
          new Received(exchange.getRequestURI().getPath(), InstantSource.system().instant(), body));
      // What PagerDuty answers; the others look at the status only.
      byte[] answer = "{\"status\":\"success\",\"message\":\"Event processed\"}".getBytes(UTF_8);
      exchange.sendResponseHeaders(202, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Events for the pager about incidents, oldest first. */
  public List<Received> incidents(String action) {
    return pages(action).stream().filter(it -> text(it).contains("Incident ")).toList();
  }

  /** All events for the pager, oldest first. */
  public List<Received> pages(String action) {
    return received.stream()
        .filter(it -> it.path().equals("/v2/enqueue"))
        .filter(it -> it.body().path("event_action").asString().equals(action))
        .toList();
  }

  List<Received> heartbeats() {
    return received.stream().filter(it -> it.path().equals("/switch")).toList();
  }

  /** What somebody who is paged reads. */
  public static String text(Received page) {
    return page.body().path("payload").toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
