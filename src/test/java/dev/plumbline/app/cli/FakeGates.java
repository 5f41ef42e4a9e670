package dev.plumbline.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.gate.CheckKind;
import dev.plumbline.gate.CheckRule;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateOverride;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.GateState;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.Side;
import dev.plumbline.gate.Verdict;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A server that says of gates what a test tells it to, in order, the last for ever. */
final class FakeGates implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  static final String ID = "4be1";

  private final HttpServer server;
  private final Deque<Answer> answers = new ConcurrentLinkedDeque<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  private record Answer(int status, String body) {}

  record Request(String line, @Nullable String authorization, String body) {
    JsonNode json() {
      return Json.MAPPER.readTree(body);
    }
  }

  FakeGates() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return requests;
  }

  FakeGates says(int status, JsonNode body) {
    answers.add(new Answer(status, Json.MAPPER.writeValueAsString(body)));
    return this;
  }

  /** A refusal as the server writes it. */
  FakeGates refuses(int status, String detail) {
    return says(
        status, Json.MAPPER.valueToTree(Map.of("status", status, "detail", detail, "field", "x")));
  }

  FakeGates says(int status, String text) {
    answers.add(new Answer(status, text));
    return this;
  }

  /** One check, so many pairs without a failure of either side. */
  static GateState healthy(int pairs) {
    return state(pairs, false);
  }

  static GateState broken(int pairs) {
    return state(pairs, true);
  }

  private static GateState state(int pairs, boolean failed) {
    Policy policy = Policy.standard(List.of(CheckRule.usual("format", CheckKind.RARE_FAILURE)));
    GateState state = GateState.start(policy);
    GatePair.Sides sides = new GatePair.Sides(new Side.Trial(failed), new Side.Trial(false));
    for (int n = 0; n < pairs; n++) {
      state = state.after(new GatePair(NOW, "core/1", Map.of("format", sides)));
    }
    return state;
  }

  ObjectNode running(int pairs) {
    return evaluation(GateBody.running(healthy(pairs)), false);
  }

  ObjectNode pass() {
    return ended(healthy(600));
  }

  ObjectNode fail() {
    return ended(broken(20));
  }

  /** As one of a policy that holds: its status is RUNNING though it has ended. */
  ObjectNode inconclusive() {
    return ended(healthy(10)).put("status", "RUNNING");
  }

  ObjectNode error() {
    GateState state = healthy(3);
    return evaluation(GateBody.of(state, new Verdict.Broken(List.of("no worker is up"))), true);
  }

  ObjectNode overridden(ObjectNode body) {
    GateOverride override =
        new GateOverride("amir", "known flake", NOW, NOW.plus(Duration.ofHours(2)));
    body.put("ok", true).put("status", "SUCCEEDED");
    return body.set("override", Json.MAPPER.valueToTree(override));
  }

  private ObjectNode ended(GateState state) {
    return evaluation(GateBody.of(state, state.ended("the budget is used up")), true);
  }

  private ObjectNode evaluation(GateBody body, boolean ended) {
    ObjectNode node = Json.MAPPER.valueToTree(body);
    String status = "%s/api/v1/gates/rollout/evaluations/%s".formatted(url(), ID);
    node.put("id", ID).put("attempt", 1);
    node.put("statusUrl", status)
        .put("evidenceUrl", status.replace("/api/v1", ""))
        .put("factsUrl", status + "/facts");
    if (ended) {
      node.put("endedAt", NOW.toString());
    }
    return node;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod() + " " + exchange.getRequestURI(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      Answer answer = answers.size() > 1 ? answers.remove() : answers.element();
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
