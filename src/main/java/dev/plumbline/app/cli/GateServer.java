package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.input.Printable;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The gates of a running Plumbline. Nothing of what it is sent, and no address but the one it was
 * given, ever sees the token.
 */
final class GateServer implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** What an answer may take beyond what it was asked to wait. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  private static final int SHOWN = 500;
  private static final int MOST_PORTS = 65_535;

  private final String base;
  private final @Nullable String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          // A token must not follow wherever an answer points.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** No answer now, or none that says anything; asked again it may. */
  static final class AwayException extends Exception {
    private static final long serialVersionUID = 1L;

    AwayException(String message) {
      super(message);
    }
  }

  /** What was asked for cannot stand beside what was asked before. */
  static final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    ConflictException(String message) {
      super(message);
    }
  }

  /**
   * Checks what it is given.
   *
   * @param token as its variable holds it; null for none
   * @param variable where the token stands
   */
  GateServer(URI server, @Nullable String token, String variable) {
    String scheme = server.getScheme();
    if (server.getRawUserInfo() != null) {
      throw new BadInputException(
          "--server: an address holds no password, since addresses are shown — put the token into"
              + " the variable "
              + variable);
    }
    if (scheme == null || !scheme.matches("(?i)https?") || server.getHost() == null) {
      throw new BadInputException(
          "--server %s: write http://HOST:PORT or https://HOST".formatted(server));
    }
    if (server.getRawQuery() != null || server.getRawFragment() != null) {
      throw new BadInputException("--server %s: leave out what follows ? or #".formatted(server));
    }
    if (server.getPort() > MOST_PORTS) {
      throw new BadInputException("--server %s: there is no such port".formatted(server));
    }
    this.base = server.toString().replaceAll("/+$", "");
    this.token = token == null || token.isBlank() ? null : token.strip();
    if (this.token != null && !this.token.matches("[!-~]+")) {
      throw new BadInputException(
          variable + ": a token is one word of printable ASCII — write it without spaces or lines");
    }
  }

  /** Asks; finds what was asked before. */
  GateAnswer ask(String gate, Map<String, String> question, boolean again)
      throws AwayException, ConflictException, InterruptedException {
    HttpRequest.Builder request =
        request(
                "/%s/evaluations%s"
                    .formatted(ServerOption.encoded(gate), again ? "?again=true" : ""),
                Duration.ZERO)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(question)));
    return send(request);
  }

  /** Waits for the end of one at most so long. */
  GateAnswer await(String gate, String id, Duration wait)
      throws AwayException, ConflictException, InterruptedException {
    return send(
        request(
            "/%s/evaluations/%s?wait=%s"
                .formatted(ServerOption.encoded(gate), ServerOption.encoded(id), wait),
            wait));
  }

  private HttpRequest.Builder request(String path, Duration wait) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/gates" + path))
            .timeout(wait.plus(SLACK))
            .header("accept", "application/json");
    return token == null ? request : request.header("authorization", "Bearer " + token);
  }

  private GateAnswer send(HttpRequest.Builder request)
      throws AwayException, ConflictException, InterruptedException {
    HttpResponse<byte[]> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AwayException(
          "%s cannot be reached: %s".formatted(base, e.getMessage() == null ? e : e.getMessage()));
    }
    int status = response.statusCode();
    String told = "%s answers %d: %s".formatted(base, status, detail(response));
    if (status / 100 == 5 || status == 429) {
      throw new AwayException(told);
    }
    if (status == 409) {
      throw new ConflictException(told);
    }
    if (status / 100 != 2) {
      throw new BadInputException(told + remedy(status));
    }
    try {
      return GateAnswer.of(status == 202, response.body());
    } catch (JacksonException | IllegalArgumentException _) {
      throw new BadInputException(
          base + " answers what is no evaluation — is a Plumbline there? Name it: --server URL");
    }
  }

  private static String detail(HttpResponse<byte[]> response) {
    return Printable.brief(ServerOption.detail(response.body()), SHOWN);
  }

  private String remedy(int status) {
    return switch (status) {
      case 401, 403 ->
          token == null
              ? " — set PLUMBLINE_TOKEN to what plumbline.gate.token of the server holds"
              : " — PLUMBLINE_TOKEN is not what plumbline.gate.token of the server holds";
      case 404, 405 -> " — is a Plumbline there? Name it: --server URL";
      case 301, 302, 303, 307, 308 -> " — it is elsewhere; name that place: --server URL";
      default -> "";
    };
  }

  @Override
  public void close() {
    http.close();
  }
}
