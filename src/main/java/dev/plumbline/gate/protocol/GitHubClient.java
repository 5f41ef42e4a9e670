package dev.plumbline.gate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.topic.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Speaks to GitHub's API as an App: who we are, for which installation, what we say. */
final class GitHubClient implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String api;
  private final GitHubKey key;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          // A token must not follow wherever an answer points.
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  GitHubClient(String api, GitHubKey key, InstantSource clock) {
    this.api = api;
    this.key = key;
    this.clock = clock;
  }

  /** A token for the one repository, which may answer for deployments and nothing else. */
  String token(GitHubRequest request) throws IOException, InterruptedException {
    String repository = request.repository().substring(request.repository().indexOf('/') + 1);
    JsonNode answer =
        json(
            send(
                HttpRequest.newBuilder(
                        URI.create(
                            "%s/app/installations/%d/access_tokens"
                                .formatted(api, request.installation())))
                    .POST(
                        body(
                            Map.of(
                                "repositories",
                                List.of(repository),
                                "permissions",
                                Map.of("deployments", "write")))),
                key.token(clock.instant()),
                201));
    String token = answer.path("token").asString("");
    if (token.isEmpty()) {
      throw new IOException("GitHub gave no installation token");
    }
    return token;
  }

  /** The commit of a deployment, as GitHub has it. */
  String commit(GitHubRequest request, String token) throws IOException, InterruptedException {
    return json(send(
            HttpRequest.newBuilder(
                    URI.create(
                        "%s/repos/%s/deployments/%d"
                            .formatted(api, request.repository(), request.deployment())))
                .GET(),
            token,
            200))
        .path("sha")
        .asString("");
  }

  /** Says something about a deployment; without a state where it still waits. */
  void say(GitHubRequest request, GitHubAnswer answer, String token)
      throws IOException, InterruptedException {
    Map<String, String> body = new LinkedHashMap<>();
    body.put("environment_name", request.environment());
    switch (answer) {
      case GitHubAnswer.Approved _ -> body.put("state", "approved");
      case GitHubAnswer.Rejected _ -> body.put("state", "rejected");
      case GitHubAnswer.Waiting _ -> {}
    }
    body.put("comment", answer.comment());
    send(HttpRequest.newBuilder(URI.create(request.callback())).POST(body(body)), token, 204);
  }

  private byte[] send(HttpRequest.Builder request, String token, int expected)
      throws IOException, InterruptedException {
    HttpRequest built =
        request
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28")
            .build();
    HttpResponse<byte[]> response = http.send(built, BodyHandlers.ofByteArray());
    if (response.statusCode() != expected) {
      throw new IOException(
          "GitHub answers %d to %s %s"
              .formatted(response.statusCode(), built.method(), built.uri().getPath()));
    }
    return response.body();
  }

  private static HttpRequest.BodyPublisher body(Map<String, ?> body) {
    return HttpRequest.BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body), UTF_8);
  }

  private static JsonNode json(byte[] body) throws IOException {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JacksonException e) {
      throw new IOException("GitHub's answer is no JSON");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
