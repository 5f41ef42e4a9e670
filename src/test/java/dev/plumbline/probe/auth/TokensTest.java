package dev.plumbline.probe.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.catalog.Authentication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of a real endpoint over real HTTP, for OAuth 2 clients and Google's service accounts. */
class TokensTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  /** What the endpoint was asked. */
  private record Asked(String authorization, String body) {}

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final ClientTokens clients = new ClientTokens(now::get);
  private final Secret secret = new Secret("client-secret-0123456789");
  private HttpServer server = unbound();
  private volatile int status = 200;

  private static HttpServer unbound() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/token",
        http -> {
          String authorization = String.valueOf(http.getRequestHeaders().getFirst("authorization"));
          asked.add(
              new Asked(authorization, new String(http.getRequestBody().readAllBytes(), UTF_8)));
          String body =
              status == 200
                  ? "{\"access_token\":\"token-number-%04d\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                      .formatted(asked.size())
                  : "{\"error\":\"invalid_client\"}";
          http.getResponseHeaders().set("content-type", "application/json");
          http.sendResponseHeaders(status, body.length());
          http.getResponseBody().write(body.getBytes(UTF_8));
          http.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aTokenIsAskedForOnceAndAgainBeforeItExpires() throws Exception {
    Authentication.OAuth2 how = new Authentication.OAuth2(tokenUrl(), "plumbline", "models read");

    Proof first = clients.token(how, secret);
    now.set(START.plus(Duration.ofMinutes(58)));
    Proof second = clients.token(how, secret);
    now.set(START.plus(Duration.ofMinutes(60)));
    Proof third = clients.token(how, secret);

    assertThat(first.headers()).isEqualTo(Map.of("authorization", "Bearer token-number-0001"));
    assertThat(second).isEqualTo(first);
    assertThat(third.headers()).isEqualTo(Map.of("authorization", "Bearer token-number-0002"));
    assertThat(first.removedFrom("a token-number-0001 b")).isEqualTo("a [credential removed] b");
    assertThat(asked).hasSize(2);
    assertThat(asked.getFirst().body())
        .contains("grant_type=client_credentials", "scope=models+read");
    assertThat(
            new String(
                Base64.getDecoder().decode(asked.getFirst().authorization().substring(6)), UTF_8))
        .isEqualTo("plumbline:client-secret-0123456789");
  }

  @Test
  void aTokenThatWasRefusedIsForgotten() throws Exception {
    Authentication.OAuth2 how = new Authentication.OAuth2(tokenUrl(), "plumbline", null);

    clients.token(how, secret);
    clients.forget(how);
    clients.token(how, secret);

    assertThat(asked).hasSize(2);
  }

  @Test
  void anEndpointThatGivesNoneIsSaidWithoutTheSecret() {
    status = 401;
    Authentication.OAuth2 how = new Authentication.OAuth2(tokenUrl(), "plumbline", null);

    assertThatThrownBy(() -> clients.token(how, secret))
        .isInstanceOf(MissingCredentialException.class)
        .hasMessageContaining("invalid_client")
        .hasMessageContaining("client-id")
        .message()
        .doesNotContain("client-secret-0123456789");
  }

  @Test
  void aServiceAccountOfGoogleSignsForItsToken(@TempDir Path folder) throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String pem =
        "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"
            .formatted(
                Base64.getEncoder()
                    .encodeToString(keys.generateKeyPair().getPrivate().getEncoded()));
    Path key =
        Files.writeString(
            folder.resolve("key.json"),
            """
            {"type":"service_account","project_id":"p","private_key_id":"k","private_key":"%s",
             "client_email":"probe@p.iam.gserviceaccount.com","client_id":"1","token_uri":"%s"}
            """
                .formatted(pem, tokenUrl()));
    GoogleTokens google = new GoogleTokens();
    Authentication.Google how =
        new Authentication.Google(
            key.toString(), List.of("https://www.googleapis.com/auth/cloud-platform"));
    URI uri = URI.create("https://us-aiplatform.googleapis.com/v1/x:rawPredict");

    Proof proof = google.token(how, uri);

    assertThat(proof.headers()).containsEntry("authorization", "Bearer token-number-0001");
    assertThat(google.token(how, uri).headers()).isEqualTo(proof.headers());
    assertThat(proof.removedFrom("token-number-0001")).isEqualTo("[credential removed]");
    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().body())
        .contains("assertion=")
        .contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer");
  }

  @Test
  void aGoogleKeyThatIsNoneIsSaidWithTheRemedy(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key.json"), "{\"type\":\"service_account\"}");

    assertThatThrownBy(() ->
            new GoogleTokens()
                .token(
                    new Authentication.Google(key.toString(), List.of("s")),
                    URI.create("https://x.googleapis.com/")))
        .isInstanceOf(MissingCredentialException.class)
        .hasMessageContaining("GOOGLE_APPLICATION_CREDENTIALS");
  }

  private URI tokenUrl() {
    return URI.create("http://127.0.0.1:%d/token".formatted(server.getAddress().getPort()));
  }
}
