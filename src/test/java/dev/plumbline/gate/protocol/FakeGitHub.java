package dev.plumbline.gate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * GitHub's API as its documentation has it, for one App with one installation on one repository:
 * tokens for who signs as the App, reports for who has a token.
 */
final class FakeGitHub implements AutoCloseable {
  static final String TOKEN = "ghs_only_for_this_test";
  static final String COMMIT = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";

  private final HttpServer server;
  private final RSAPublicKey key;
  private final InstantSource clock;
  private final List<JsonNode> reports = new CopyOnWriteArrayList<>();
  private volatile boolean down;
  private volatile String commit = COMMIT;

  FakeGitHub(RSAPublicKey key, InstantSource clock) {
    this.key = key;
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String api() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What was said to it and taken. */
  List<JsonNode> reports() {
    return reports;
  }

  void down(boolean is) {
    down = is;
  }

  void commit(String other) {
    commit = other;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String bearer =
          exchange.getRequestHeaders().getFirst("Authorization").replaceFirst("^Bearer ", "");
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      if (down) {
        say(exchange, 502, Map.of());
      } else if (call.equals("POST /app/installations/42/access_tokens")) {
        say(exchange, isApp(bearer) && isNarrow(body) ? 201 : 401, Map.of("token", TOKEN));
      } else if (!bearer.equals(TOKEN)) {
        say(exchange, 401, Map.of("message", "Bad credentials"));
      } else if (call.equals("GET /repos/acme/inference/deployments/7")) {
        say(exchange, 200, Map.of("id", 7, "sha", commit));
      } else if (call.equals(
          "POST /repos/acme/inference/actions/runs/77/deployment_protection_rule")) {
        say(exchange, report(Json.MAPPER.readTree(body)), Map.of());
      } else {
        say(exchange, 404, Map.of());
      }
    }
  }

  private int report(JsonNode report) {
    String state = report.path("state").asString("");
    boolean decided = reports.stream().anyMatch(it -> it.has("state"));
    boolean fits =
        report.path("environment_name").asString("").equals("production")
            && report.path("comment").asString("").length() <= 1_024
            && List.of("", "approved", "rejected").contains(state)
            && (!state.isEmpty() || reports.size() < 10);
    if (decided || !fits) {
      return 422;
    }
    reports.add(report);
    return 204;
  }

  private boolean isApp(String bearer) {
    try {
      SignedJWT token = SignedJWT.parse(bearer);
      Instant now = clock.instant();
      Instant issued = token.getJWTClaimsSet().getIssueTime().toInstant();
      Instant expires = token.getJWTClaimsSet().getExpirationTime().toInstant();
      return token.getHeader().getAlgorithm().getName().equals("RS256")
          && token.verify(new RSASSAVerifier(key))
          && "12345".equals(token.getJWTClaimsSet().getIssuer())
          && !issued.isAfter(now)
          && expires.isAfter(now)
          && !expires.isAfter(now.plus(Duration.ofMinutes(10)));
    } catch (Exception e) {
      return false;
    }
  }

  private static boolean isNarrow(String body) {
    JsonNode wanted = Json.MAPPER.readTree(body);
    return wanted.at("/repositories/0").asString("").equals("inference")
        && List.copyOf(wanted.path("permissions").propertyNames()).equals(List.of("deployments"));
  }

  private static void say(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    byte[] bytes = Json.MAPPER.writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
    if (status != 204) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
