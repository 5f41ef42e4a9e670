package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.plumbline.access.AccessRole;
import dev.plumbline.access.NewToken;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.topic.Json;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import tools.jackson.databind.JsonNode;

/** Who may do what, on a real server: every endpoint it has, with every role. */
@ExtendWith({ServersExtension.class, OutputCaptureExtension.class})
class AccessOnServerTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4"), List.of("claude-api"), List.of("tpu"), Duration.ofHours(1), 0, "{}");

  /**
   * Each endpoint and what it needs: a role; {@code nothing}; {@code look}, which is read or gate;
   * {@code signature}, which no token is.
   */
  private static final String MATRIX =
      """
      GET    /actuator/health                                                | nothing
      GET    /actuator/health/**                                             | nothing
      GET    /assets/{hash}/{*name}                                          | nothing
      GET    /sign-in                                                        | nothing
      POST   /sign-in                                                        | nothing
      POST   /sign-out                                                       | nothing
      GET    /                                                               | read
      GET    /actuator/info                                                  | read
      GET    /actuator/prometheus                                            | read
      GET    /api/v1/catalog                                                 | read
      GET    /api/v1/changes                                                 | read
      GET    /api/v1/checks                                                  | read
      GET    /api/v1/demands                                                 | read
      GET    /api/v1/docs                                                    | read
      GET    /api/v1/exchanges                                               | read
      GET    /api/v1/exchanges/{id}                                          | read
      GET    /api/v1/incidents                                               | read
      GET    /api/v1/incidents/{id}                                          | read
      GET    /api/v1/incidents/{id}/bundle                                   | read
      GET    /api/v1/openapi                                                 | read
      GET    /api/v1/openapi.yaml                                            | read
      GET    /api/v1/openapi/swagger-config                                  | read
      GET    /api/v1/quarantines                                             | read
      GET    /api/v1/references                                              | read
      GET    /api/v1/references/{id}                                         | read
      GET    /api/v1/self-test                                               | read
      GET    /api/v1/series                                                  | read
      GET    /api/v1/series/{check}/{model}/{platform}/{accelerator}/{pool}  | read
      GET    /api/v1/targets                                                 | read
      GET    /error                                                          | read
      GET    /exchanges/{id}                                                 | read
      GET    /gates                                                          | read
      GET    /gates/{gate}/evaluations/{id}                                  | read
      GET    /incidents                                                      | read
      GET    /incidents/{id}                                                 | read
      GET    /plan                                                           | read
      GET    /references                                                     | read
      GET    /references/{id}                                                | read
      GET    /runbooks/{name}                                                | read
      GET    /series/{check}/{model}/{platform}/{accelerator}/{pool}         | read
      GET    /targets/{*path}                                                | read
      GET    /api/v1/gates                                                   | look
      GET    /api/v1/gates/{gate}/evaluations                                | look
      GET    /api/v1/gates/{gate}/evaluations/{id}                           | look
      GET    /api/v1/gates/{gate}/evaluations/{id}/facts                     | look
      POST   /api/v1/changes                                                 | change
      POST   /api/v1/changes/webhooks/{source}                               | change
      POST   /api/v1/feedback                                                | change
      POST   /api/v1/incidents/{id}/acknowledge                              | change
      POST   /api/v1/references                                              | change
      POST   /api/v1/references/{id}/approval                                | approve
      DELETE /api/v1/references/{id}/approval                                | approve
      POST   /api/v1/gates/{gate}/evaluations/{id}/override                  | approve
      GET    /api/v1/gates/kayenta/canary/{execution}                        | gate
      GET    /api/v1/gates/kayenta/canaryConfig                              | gate
      GET    /api/v1/gates/prometheus/api/v1/query                           | gate
      GET    /api/v1/gates/{gate}/evaluate                                   | gate
      PUT    /api/v1/gates/{gate}/evaluate                                   | gate
      POST   /api/v1/gates/{gate}/evaluate                                   | gate
      POST   /api/v1/gates/{gate}/evaluations                                | gate
      POST   /api/v1/gates/{gate}/evaluations/{id}/cancel                    | gate
      POST   /api/v1/gates/{gate}/cancel                                     | gate
      POST   /api/v1/gates/flagger/{hook}                                    | gate
      POST   /api/v1/gates/kayenta/canary/{id}                               | gate
      POST   /api/v1/gates/kayenta/judge                                     | gate
      POST   /api/v1/gates/github                                            | signature
      GET    /actuator                                                       | admin
      GET    /api/v1/audit                                                   | admin
      POST   /error                                                          | admin
      """;

  /** Bodies of those that read one before they ask whose it is. */
  private static final Map<String, String> BODIES =
      Map.of(
          "/api/v1/gates/flagger/{hook}",
          """
          {"name": "web", "namespace": "prod", "phase": "Progressing", "checksum": "1", "metadata": {}}
          """);

  /** Known, so that a refusal is for what they may: 403, not 401. */
  private static final Set<String> ROLES =
      Arrays.stream(AccessRole.values())
          .map(AccessOnServerTest::word)
          .collect(Collectors.toUnmodifiableSet());

  private final Path temp;

  AccessOnServerTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void everyEndpointIsForItsRoleAndNoOther(Servers servers, CapturedOutput output)
      throws Exception {
    Path file = temp.resolve("tokens.yaml");
    Map<String, String> tokens = new TreeMap<>();
    for (AccessRole role : AccessRole.values()) {
      tokens.put(word(role), token(file, word(role), role, LocalDate.of(2999, 1, 1)));
    }
    tokens.put("expired", token(file, "expired", AccessRole.ADMIN, LocalDate.of(2020, 1, 1)));
    tokens.put("unknown", "plb_" + "x".repeat(43));
    tokens.put("nobody", "");

    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline server = start(servers, broker, Map.of("plumbline.access.tokens", file))) {
      Map<String, String> matrix = matrix();
      Set<String> endpoints = endpoints(server);
      assertThat(matrix.keySet()).containsExactlyInAnyOrderElementsOf(endpoints);

      List<String> wrong = new ArrayList<>();
      for (Map.Entry<String, String> endpoint : matrix.entrySet()) {
        for (Map.Entry<String, String> who : tokens.entrySet()) {
          HttpResponse<String> response = ask(server, endpoint.getKey(), who.getValue());
          // What settings have not opened is closed to everybody, known or not.
          boolean closed =
              endpoint.getValue().equals("signature") || endpoint.getKey().contains("/webhooks/");
          int refusal = closed || ROLES.contains(who.getKey()) ? 403 : 401;
          boolean right =
              may(who.getKey(), endpoint.getValue())
                  ? !Set.of(401, 403).contains(response.statusCode())
                  : response.statusCode() == refusal;
          if (!right) {
            wrong.add(
                "%s by %s: %d %s"
                    .formatted(
                        endpoint.getKey(), who.getKey(), response.statusCode(), response.body()));
          }
        }
      }
      assertThat(wrong).isEmpty();

      JsonNode audit =
          Json.MAPPER.readTree(
              ask(server, "GET /api/v1/audit?limit=1000", tokens.getOrDefault("admin", "")).body());
      assertThat(audit.findValuesAsString("by"))
          .contains("admin", "change")
          .doesNotContain("expired");
      assertThat(audit.valueStream().map(AccessOnServerTest::told))
          .contains(
              "read POST /api/v1/changes 403",
              "gate POST /api/v1/references 403",
              "change POST /api/v1/changes 400",
              "change POST /api/v1/gates/rollout/evaluations/x1/override 403")
          .noneMatch(entry -> entry.endsWith(" 500") && !entry.contains(" /error "));
      assertThat(audit.toString()).doesNotContain("plb_");
      tokens.values().stream()
          .filter(token -> !token.isEmpty())
          .forEach(token -> assertThat(output.getAll()).doesNotContain(token));
    }
  }

  /** Without tokens this machine may do everything, and nobody else anything but ask for health. */
  @Test
  void withoutTokensOnlyThisMachineIsHeard(Servers servers) throws Exception {
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline server = start(servers, broker, Map.of())) {
      assertThat(get(server, "/api/v1/targets").statusCode()).isEqualTo(200);
      assertThat(get(server, "/api/v1/targets", "Authorization", "Bearer x").statusCode())
          .as("a token for what looks at none")
          .isEqualTo(200);
      assertThat(get(server, "/api/v1/targets", "X-Forwarded-For", "10.1.2.3"))
          .satisfies(refused -> {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(Json.MAPPER.readTree(refused.body()).path("detail").asString())
                .contains("plumbline.access.tokens", "plumbline token new");
          });
      assertThat(
              get(server, "/actuator/health/liveness", "X-Forwarded-For", "10.1.2.3").statusCode())
          .isEqualTo(200);
      assertThat(get(server, "/actuator/prometheus", "X-Forwarded-For", "10.1.2.3").statusCode())
          .isEqualTo(403);
      assertThat(get(server, "/", "X-Forwarded-For", "10.1.2.3").statusCode()).isEqualTo(403);

      HttpResponse<String> foreign =
          post(server, "/api/v1/changes", "{}", "Sec-Fetch-Site", "cross-site");
      assertThat(foreign.statusCode()).isEqualTo(403);
      assertThat(foreign.body()).contains("another origin");
      assertThat(
              post(server, "/api/v1/changes", "{}", "Sec-Fetch-Site", "same-origin").statusCode())
          .as("refused for what is in it, not for who asks")
          .isEqualTo(400);
    }
  }

  /** A browser keeps a token in a cookie; it is looked at with each request. */
  @Test
  void aBrowserSignsIn(Servers servers) throws Exception {
    Path file = temp.resolve("tokens.yaml");
    String token = token(file, "kim", AccessRole.CHANGE, LocalDate.of(2999, 1, 1));
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline server =
            start(
                servers,
                broker,
                Map.of("plumbline.access.tokens", file, "plumbline.access.open-metrics", true))) {
      HttpResponse<String> sent = get(server, "/plan?target=a%20b", "Accept", "text/html");
      assertThat(sent.statusCode()).isEqualTo(302);
      assertThat(sent.headers().firstValue("Location"))
          .hasValueSatisfying(
              there -> assertThat(there).endsWith("/sign-in?next=%2Fplan%3Ftarget%3Da%2520b"));
      HttpResponse<String> news =
          send(
              HttpRequest.newBuilder(URI.create(server.url() + "/"))
                  .headers("Accept", "text/html", "HX-Request", "true"));
      assertThat(news.statusCode()).isEqualTo(401);
      assertThat(news.headers().firstValue("HX-Redirect")).hasValue("/sign-in?next=%2F");

      HttpResponse<String> form = get(server, "/sign-in?next=/plan", "Accept", "text/html");
      assertThat(form.headers().allValues("Content-Security-Policy"))
          .singleElement()
          .asString()
          .contains("form-action 'self'", "script-src 'self';");
      assertThat(sent.headers().map())
          .containsKeys("x-frame-options", "x-content-type-options", "content-security-policy");
      assertThat(form.body()).contains("type=\"password\"", "value=\"/plan\"");
      HttpResponse<String> wrong = signIn(server, "plb_wrong", "/plan", "same-origin");
      assertThat(wrong.headers().firstValue("Location"))
          .hasValue("/sign-in?refused=unknown-token&next=%2Fplan");
      assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(signIn(server, token, "/plan", "cross-site").statusCode()).isEqualTo(403);

      HttpResponse<String> in = signIn(server, token, "/plan", "same-origin");
      assertThat(in.statusCode()).isEqualTo(303);
      assertThat(in.headers().firstValue("Location")).hasValue("/plan");
      String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
      String kept = cookie.substring(0, cookie.indexOf(';'));

      assertThat(get(server, "/plan", "Cookie", kept).statusCode()).isEqualTo(200);
      assertThat(get(server, "/sign-in", "Cookie", kept).body()).contains("<bdi>kim</bdi>");
      assertThat(get(server, "/api/v1/audit", "Cookie", kept).statusCode()).isEqualTo(403);
      assertThat(
              send(HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/changes"))
                      .headers("Cookie", kept, "Sec-Fetch-Site", "cross-site")
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofString("{}")))
                  .statusCode())
          .isEqualTo(403);
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() ->
              assertThat(get(server, "/actuator/prometheus").body())
                  .contains("plumbline_access_refused_total{reason=\"foreign-page\"} 1.0"));

      Files.writeString(file, "tokens: []\n");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() ->
              assertThat(get(server, "/api/v1/targets", "Cookie", kept).statusCode())
                  .as("struck out while it is kept")
                  .isEqualTo(401));
    }
  }

  /** Too much at once is refused before it is read. */
  @Test
  void bodiesAndRatesAreBounded(Servers servers) throws Exception {
    Path file = temp.resolve("tokens.yaml");
    String token = token(file, "kim", AccessRole.CHANGE, LocalDate.of(2999, 1, 1));
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline server =
            start(
                servers,
                broker,
                Map.of(
                    "plumbline.access.most-bytes",
                    "100KB",
                    "plumbline.access.requests-per-second",
                    "20",
                    "plumbline.access.tokens",
                    file))) {
      byte[] much = ("{\"title\": \"" + "x".repeat(200_000) + "\"}").getBytes(UTF_8);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/changes"))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + token);
      assertThat(send(request.copy().POST(BodyPublishers.ofByteArray(much))).statusCode())
          .isEqualTo(413);
      assertThat(
              send(request
                      .copy()
                      .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(much))))
                  .statusCode())
          .as("without a length")
          .isEqualTo(413);

      List<Integer> statuses = new ArrayList<>();
      for (int asked = 0; asked < 200; asked++) {
        statuses.add(
            get(server, "/api/v1/checks", "Authorization", "Bearer " + token).statusCode());
      }
      assertThat(statuses).contains(200, 429);
      assertThat(get(server, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString(UTF_8));
  }

  private static HttpResponse<String> get(RunningPlumbline server, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.url() + path)));
  }

  private static HttpResponse<String> get(
      RunningPlumbline server, String path, String header, String value) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.url() + path)).header(header, value));
  }

  private static HttpResponse<String> post(
      RunningPlumbline server, String path, String body, String header, String value)
      throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .headers("Content-Type", "application/json", header, value)
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> signIn(
      RunningPlumbline server, String token, String next, String site) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.url() + "/sign-in"))
            .headers("Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", site)
            .POST(
                BodyPublishers.ofString(
                    "token=%s&next=%s"
                        .formatted(
                            URLEncoder.encode(token, UTF_8), URLEncoder.encode(next, UTF_8)))));
  }

  private static String told(JsonNode entry) {
    return "%s %s %s %d"
        .formatted(
            entry.path("by").asString(),
            entry.path("method").asString(),
            entry.path("path").asString(),
            entry.path("status").asInt());
  }

  private static boolean may(String who, String needed) {
    return switch (needed) {
      case "nothing" -> true;
      case "signature" -> false;
      case "look" -> Set.of("read", "change", "approve", "gate", "admin").contains(who);
      case "read" -> Set.of("read", "change", "approve", "admin").contains(who);
      default -> who.equals(needed) || who.equals("admin");
    };
  }

  private RunningPlumbline start(
      Servers servers, Servers.Broker broker, Map<String, Object> settings) throws Exception {
    Path catalog = FLEET.write(temp, 1);
    Files.writeString(
        Files.createDirectories(catalog.resolve("gates")).resolve("rollout.yaml"),
        "gates:\n  - {name: rollout, suites: [short], checks: {foreign-script: {}}}\n");
    Map<String, String> all = new TreeMap<>();
    all.put("spring.kafka.streams.state-dir", temp.resolve("streams").toString());
    all.put("plumbline.access.requests-per-second", "0");
    settings.forEach((name, value) -> all.put(name, value.toString()));
    return RunningPlumbline.start(broker, servers.newDatabase(), catalog, all);
  }

  private static Map<String, String> matrix() {
    return MATRIX
        .lines()
        .map(line -> line.split("\\|"))
        .collect(
            Collectors.toMap(
                line -> line[0].strip().replaceAll(" +", " "), line -> line[1].strip()));
  }

  private static Set<String> endpoints(RunningPlumbline server) {
    return server.beans(RequestMappingInfoHandlerMapping.class).stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .flatMap(AccessOnServerTest::endpoints)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> endpoints(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return (methods.isEmpty()
            ? Stream.of("GET", "POST")
            : methods.stream().map(RequestMethod::name))
        .flatMap(method -> info.getPatternValues().stream().map(path -> method + " " + path));
  }

  private static HttpResponse<String> ask(RunningPlumbline server, String endpoint, String token)
      throws Exception {
    String method = endpoint.substring(0, endpoint.indexOf(' '));
    String pattern = endpoint.substring(endpoint.indexOf(' ') + 1);
    String path =
        pattern
            .replace("{gate}", "rollout")
            .replace("{hook}", "confirm-rollout")
            .replace("{source}", "kubernetes")
            .replace("/query", "/query?query=plumbline_gate_verdict")
            .replaceAll("/\\{\\*[a-z]+}|/\\*\\*", "/a/b")
            .replaceAll("\\{[a-zA-Z]+}|\\*", "x1");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(BODIES.getOrDefault(pattern, "{}")));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
  }

  private static String token(Path file, String name, AccessRole role, LocalDate lastDay)
      throws Exception {
    NewToken made = NewToken.make(name, List.of(role), lastDay, new SecureRandom());
    made.addTo(file);
    return made.text();
  }

  private static String word(AccessRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
