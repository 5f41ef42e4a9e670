package dev.plumbline.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Which running Plumbline a command talks to. */
final class ServerOption {
  /** Where the token stands: arguments can be seen by everybody on a machine. */
  static final String TOKEN = "PLUMBLINE_TOKEN";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "A running Plumbline; default ${DEFAULT-VALUE}. Its token, where it wants one, stands in"
              + " PLUMBLINE_TOKEN.")
  URI server = URI.create("http://127.0.0.1:8080");

  /** Sends a request that must succeed; returns its body. */
  byte[] send(String method, String path, byte[] json) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(TIMEOUT)
            .header("content-type", "application/json")
            .method(
                method,
                json.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(json));
    @Nullable String token = System.getenv(TOKEN);
    if (token != null && !token.isBlank()) {
      request.header("authorization", "Bearer " + token.strip());
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        throw new BadInputException(
            "%s answers %d: %s"
                .formatted(
                    server,
                    response.statusCode(),
                    detail(response.body()) + remedy(response.statusCode(), token != null)));
      }
      return response.body();
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be reached: %s — start it, or name another: --server URL"
              .formatted(server, e.getMessage() == null ? e : e.getMessage()));
    }
  }

  private static String remedy(int status, boolean withToken) {
    if (status != 401 && status != 403) {
      return "";
    }
    return withToken ? " — that is of the token in " + TOKEN : " — put a token into " + TOKEN;
  }

  /** A text as a part of a path or a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** A slice as people write it. */
  static String slice(JsonNode slice) {
    return Stream.of("model", "platform", "accelerator", "pool")
        .map(label -> slice.path(label).asString(""))
        .collect(Collectors.joining("/"));
  }

  /** What a refusal says of itself. */
  static String detail(byte[] body) {
    try {
      JsonNode problem = Json.MAPPER.readTree(body);
      return problem.path("detail").asString("no reason given");
    } catch (JacksonException e) {
      return "no reason given";
    }
  }
}
