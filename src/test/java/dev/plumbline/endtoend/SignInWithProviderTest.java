package dev.plumbline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.RunningPlumbline;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import dev.plumbline.testing.TestFleet;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** People sign in with a provider that nobody here wrote: npm's certified {@code oidc-provider}. */
@Tag("exhaustive")
@ExtendWith({ServersExtension.class, OutputCaptureExtension.class})
class SignInWithProviderTest {
  private static final String SECRET = "canary-of-a-client-secret-0123456789";
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("opus-4"), List.of("claude-api"), List.of("tpu"), Duration.ofHours(1), 0, "{}");

  private final Path temp;

  SignInWithProviderTest(@TempDir Path temp) {
    this.temp = temp;
  }

  /**
   * What somebody may follows from their groups, whether the provider puts those into the token or
   * has them asked for.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void groupsBecomeRoles(boolean claimsInToken, Servers servers, CapturedOutput output)
      throws Exception {
    int ours = FreePort.any();
    int theirs = FreePort.any();
    URI callback = URI.create("http://127.0.0.1:%d/sign-in/oidc/callback".formatted(ours));
    Process provider = provider(theirs, callback, claimsInToken);
    try (Servers.Broker broker = servers.newBroker();
        RunningPlumbline server = start(servers, broker, ours, theirs, callback)) {
      HttpClient kim = browser();
      assertThat(get(kim, server.url() + "/").headers().firstValue("Location").orElseThrow())
          .endsWith("/sign-in?next=%2F");
      URI back = comeBackFromProvider(kim, server.url() + "/sign-in/oidc?next=/plan", "kim");
      HttpResponse<String> in = get(kim, back.toString());
      assertThat(in.headers().firstValue("Location")).hasValue("/plan");
      assertThat(get(kim, server.url() + "/plan").statusCode()).isEqualTo(200);
      assertThat(get(kim, server.url() + "/sign-in").body()).contains("<bdi>kim@example.org</bdi>");
      assertThat(get(kim, server.url() + "/api/v1/audit").statusCode()).isEqualTo(403);
      HttpResponse<String> change =
          kim.send(
              HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/changes"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{}"))
                  .build(),
              BodyHandlers.ofString(UTF_8));
      assertThat(change.statusCode()).as("may, but says nothing").isEqualTo(400);

      assertThat(get(kim, back.toString()).headers().firstValue("Location"))
          .as("a code is good once")
          .hasValue("/sign-in?refused=provider");
      URI another = comeBackFromProvider(kim, server.url() + "/sign-in/oidc", "kim");
      assertThat(get(browser(), another.toString()).headers().firstValue("Location"))
          .as("another browser did not begin this")
          .hasValue("/sign-in?refused=provider");

      HttpClient guest = browser();
      URI refused = comeBackFromProvider(guest, server.url() + "/sign-in/oidc", "guest");
      assertThat(get(guest, refused.toString()).headers().firstValue("Location"))
          .as("in no group that has a role")
          .hasValue("/sign-in?refused=provider");
      assertThat(get(guest, server.url() + "/api/v1/targets").statusCode()).isEqualTo(401);
      assertThat(output.getAll()).doesNotContain(SECRET).doesNotContain("pls_");
    } finally {
      provider.destroy();
      assertThat(provider.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private RunningPlumbline start(
      Servers servers, Servers.Broker broker, int ours, int theirs, URI callback)
      throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), SECRET);
    Map<String, String> settings = new HashMap<>();
    settings.put("server.port", String.valueOf(ours));
    settings.put("spring.kafka.streams.state-dir", temp.resolve("streams").toString());
    settings.put("plumbline.access.oidc.issuer", "http://127.0.0.1:" + theirs);
    settings.put("plumbline.access.oidc.client-id", "plumbline");
    settings.put("plumbline.access.oidc.client-secret", "file:" + secret);
    settings.put("plumbline.access.oidc.redirect-uri", callback.toString());
    settings.put("plumbline.access.oidc.roles.change", "sre");
    return RunningPlumbline.start(broker, servers.newDatabase(), FLEET.write(temp, 1), settings);
  }

  private Process provider(int port, URI callback, boolean claimsInToken) throws IOException {
    Path modules = Path.of(System.getProperty("peers.dir", "target/peers/node_modules"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(modules.resolve("oidc-provider")).as("peers are installed in CI").exists();
    }
    assumeTrue(
        Files.exists(modules.resolve("oidc-provider")),
        "oidc-provider is not installed; .ci/run installs it");
    Path script = temp.resolve("provider.mjs");
    try (var source = getClass().getResourceAsStream("/dev/plumbline/access/provider.mjs")) {
      Files.copy(Objects.requireNonNull(source), script);
    }
    Process started =
        new ProcessBuilder(
                "node",
                script.toString(),
                modules.toAbsolutePath().toString(),
                String.valueOf(port),
                callback.toString(),
                SECRET,
                String.valueOf(claimsInToken))
            .redirectError(temp.resolve("provider.log").toFile())
            .start();
    BufferedReader said = started.inputReader(UTF_8);
    assertThat(said.lines().anyMatch("ready"::equals))
        .as(() -> "the provider starts: " + temp.resolve("provider.log"))
        .isTrue();
    return started;
  }

  /** Follows to the provider, says who it is there, and comes back. */
  private static URI comeBackFromProvider(HttpClient browser, String address, String who)
      throws Exception {
    URI at = URI.create(address);
    HttpResponse<String> page = get(browser, address);
    for (int step = 0; step < 20; step++) {
      if (page.statusCode() / 100 == 3) {
        at = at.resolve(page.headers().firstValue("Location").orElseThrow());
        if (at.getPath().endsWith("/callback")) {
          return at;
        }
        page = get(browser, at.toString());
      } else {
        Matcher form = Pattern.compile("action=\"([^\"]+)\"").matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        at = at.resolve(form.group(1));
        boolean login = page.body().contains("name=\"login\"");
        page =
            browser.send(
                HttpRequest.newBuilder(at)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(
                        BodyPublishers.ofString(
                            login
                                ? "prompt=login&login=%s&password=x".formatted(who)
                                : "prompt=consent"))
                    .build(),
                BodyHandlers.ofString(UTF_8));
      }
    }
    throw new AssertionError("the provider never sends back");
  }

  private static HttpClient browser() {
    return HttpClient.newBuilder()
        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  private static HttpResponse<String> get(HttpClient browser, String address) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Accept", "text/html")
            .timeout(Duration.ofSeconds(30))
            .build(),
        BodyHandlers.ofString(UTF_8));
  }
}
