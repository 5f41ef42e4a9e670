package dev.plumbline.gate.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.protocol.GateWeb.Answer;
import dev.plumbline.testing.Servers;
import dev.plumbline.testing.ServersExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** GitHub's deployment protection rule: told over HTTP, kept in PostgreSQL, answered to a fake. */
@ExtendWith(ServersExtension.class)
@Tag("exhaustive")
class GitHubTest {
  private static final String SECRET = "It's a Secret to Everybody";

  @TempDir Path folder = Path.of("");
  private GateWeb web;
  private FakeGitHub github;
  private GitHubProperties properties;
  private GitHubRequestStore requests;
  private GitHubLoop loop;

  @BeforeEach
  void start(Servers servers) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Path key = Files.writeString(folder.resolve("key.pem"), pem(pair));
    Path secret = Files.writeString(folder.resolve("secret"), SECRET);
    DataSource database = servers.newMigratedDatabase();
    requests = new GitHubRequestStore(JdbcClient.create(database));
    github = new FakeGitHub((RSAPublicKey) pair.getPublic(), () -> web.now());
    properties =
        new GitHubProperties(
            github.api() + "/",
            "file:" + secret,
            "12345",
            "file:" + key,
            List.of(
                new GitHubProperties.Rule(
                    "acme/inference", "production", "rollout", GateWeb.CANDIDATE, GateWeb.BASELINE),
                new GitHubProperties.Rule(
                    "acme/inference", "strict", "strict", GateWeb.CANDIDATE, GateWeb.BASELINE)));
    web =
        new GateWeb(
            folder,
            List.of(),
            context -> {
              context.registerBean(GitHubRequestStore.class, () -> requests);
              context.registerBean(GitHubProperties.class, () -> properties);
              context.registerBean(GitHubController.class);
            });
    loop = loop();
  }

  private GitHubLoop loop() {
    return new GitHubLoop(
        requests,
        web.gates(),
        new GitHubClient(properties.api(), new GitHubKey(properties, _ -> null), () -> web.now()),
        () -> web.now(),
        false);
  }

  @AfterEach
  void stop() {
    web.close();
    github.close();
  }

  /** As GitHub hands it out: PKCS #1. */
  private static String pem(KeyPair pair) throws IOException {
    byte[] key =
        PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded())
            .parsePrivateKey()
            .toASN1Primitive()
            .getEncoded();
    return "-----BEGIN RSA PRIVATE KEY-----\n%s\n-----END RSA PRIVATE KEY-----\n"
        .formatted(Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(key));
  }

  private String payload() {
    return """
    {"action":"requested","environment":"production","event":"push",
     "sha":"%1$s","ref":"refs/heads/main",
     "deployment_callback_url":"%2$s/repos/acme/inference/actions/runs/77/deployment_protection_rule",
     "deployment":{"id":7,"sha":"%1$s","creator":{"login":"kim"}},"pull_requests":[],
     "repository":{"id":5,"name":"inference","full_name":"acme/inference","owner":{"login":"acme"}},
     "installation":{"id":42},"sender":{"login":"kim"}}
    """
        .formatted(FakeGitHub.COMMIT, github.api());
  }

  private static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer deliver(String delivery, String body) {
    return deliver(body, Map.of("X-GitHub-Delivery", delivery));
  }

  private Answer deliver(String body, Map<String, String> headers) {
    Map<String, String> all =
        new LinkedHashMap<>(
            Map.of(
                "Content-Type", "application/json",
                "X-GitHub-Event", "deployment_protection_rule",
                "X-GitHub-Delivery", "72d3162e",
                "X-Hub-Signature-256", signature(body)));
    all.putAll(headers);
    return web.send("POST", "/api/v1/gates/github", body, all);
  }

  private void later(Duration time) throws InterruptedException {
    web.pass(time);
    loop.run();
  }

  private Stream<String> states() {
    return github.reports().stream().map(it -> it.path("state").asString("-"));
  }

  @Test
  void aDeploymentWaitsAndIsApprovedOnce() throws Exception {
    assertThat(deliver("d1", payload()).status()).isEqualTo(202);
    assertThat(web.gates().asked()).isZero();
    loop.run();
    assertThat(web.gates().only().request().build()).isEqualTo(FakeGitHub.COMMIT);
    assertThat(web.gates().only().request().environment()).isEqualTo("production");
    JsonNode progress = github.reports().getFirst();
    assertThat(progress.has("state")).isFalse();
    assertThat(progress.path("comment").asString()).contains("running: 0/1200 pairs");

    web.gates().end(GateControllerTest.verdict("pass"));
    later(Duration.ofSeconds(11));
    assertThat(states()).containsExactly("-", "approved");
    later(Duration.ofHours(1));
    assertThat(github.reports()).hasSize(2);
  }

  @Test
  void aFailIsRejectedWithItsReasons() throws Exception {
    deliver("d1", payload());
    loop.run();
    web.gates().end(GateControllerTest.verdict("fail"));
    later(Duration.ofSeconds(11));

    assertThat(states()).containsExactly("-", "rejected");
    assertThat(github.reports().getLast().path("comment").asString()).contains("worse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inconclusive", "error"})
  void whatHoldsIsNoDecisionAndIsToldAtMostTenTimes(String verdict) throws Exception {
    deliver("d1", payload());
    loop.run();
    web.gates().end(GateControllerTest.verdict(verdict));
    for (int look = 0; look < 120; look++) {
      later(Duration.ofMinutes(10));
    }
    assertThat(states()).hasSizeBetween(5, 10).containsOnly("-");

    web.gates().askAgain(web.gates().only().request());
    web.gates().end(GateControllerTest.verdict("pass"));
    later(Duration.ofMinutes(1));
    assertThat(states().toList().getLast()).isEqualTo("approved");
  }

  @Test
  void theSameDeliveredAgainIsTheSame() throws Exception {
    assertThat(deliver("d1", payload()).status()).isEqualTo(202);
    assertThat(deliver("d1", payload()).status()).isEqualTo(200);
    assertThat(deliver("another-id-is-not-signed", payload()).text("status")).isEqualTo("known");
    loop.run();

    assertThat(github.reports()).hasSize(1);
  }

  @Test
  void whatIsNotSaidSurvivesARestartAndAnOutage() throws Exception {
    deliver("d1", payload());
    github.down(true);
    loop.run();
    web.gates().end(GateControllerTest.verdict("pass"));
    later(Duration.ofMinutes(1));
    assertThat(github.reports()).isEmpty();

    loop = loop();
    github.down(false);
    later(Duration.ofMinutes(10));
    assertThat(states()).containsExactly("approved");
  }

  @Test
  void whoeverDiesOverOneIsReplaced() throws Exception {
    deliver("d1", payload());
    assertThat(requests.lease(web.now(), Duration.ofMinutes(2))).isPresent();
    loop.run();
    assertThat(github.reports()).isEmpty();
    later(Duration.ofMinutes(3));
    assertThat(github.reports()).hasSize(1);
  }

  @Test
  void nothingIsApprovedWhileTheDatabaseIsAwayOrTheCommitIsAnother() throws Exception {
    deliver("d1", payload());
    loop.run();
    web.gates().end(GateControllerTest.verdict("pass"));
    web.gates().broken(new DataAccessResourceFailureException("away"));
    later(Duration.ofSeconds(11));
    assertThat(states()).containsExactly("-");
    web.gates().broken(null);
    github.commit("0000000000000000000000000000000000000000");
    later(Duration.ofMinutes(10));
    assertThat(states()).containsExactly("-");
    github.commit(FakeGitHub.COMMIT);
    later(Duration.ofMinutes(10));
    assertThat(states()).containsExactly("-", "approved");
  }

  @Test
  void aDeploymentThatNobodyWaitsForAnyMoreIsGivenUp() throws Exception {
    deliver("d1", payload());
    github.down(true);
    loop.run();
    later(Duration.ofDays(31));
    github.down(false);
    later(Duration.ofHours(1));

    assertThat(github.reports()).isEmpty();
  }

  @Test
  void whatIsForgedIsRefused() throws Exception {
    String body = payload();
    for (String signature :
        List.of("", "sha256=00", "sha1=" + signature(body), signature(body + " "), "sha256=zz")) {
      assertThat(deliver(body, Map.of("X-Hub-Signature-256", signature)).status()).isEqualTo(401);
    }
    loop.run();
    assertThat(web.gates().asked()).isZero();
  }

  /** Our token must go nowhere else, even if somebody has the secret. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/repos/acme/inference/actions/runs/77/deployment_protection_rule",
        "{api}@evil.example/repos/acme/inference/actions/runs/77/deployment_protection_rule",
        "{api}/repos/acme/other/actions/runs/77/deployment_protection_rule",
        "{api}/repos/acme/inference/../other/actions/runs/77/deployment_protection_rule",
        "{api}/repos/acme/inference/actions/runs/77/deployment_protection_rule?x=1",
        "{api}/repos/acme/inference/actions/runs/77/deployment_protection_rule/",
        "{api}/repos/acme/inference/actions/runs/a/deployment_protection_rule",
      })
  void aCallbackElsewhereIsRefused(String callback) throws Exception {
    String ours = github.api() + "/repos/acme/inference/actions/runs/77/deployment_protection_rule";
    Answer answer = deliver("d1", payload().replace(ours, callback.replace("{api}", github.api())));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("deployment_callback_url");
    loop.run();
    assertThat(web.gates().asked()).isZero();
  }

  @Test
  void whatIsNoQuestionBeginsNothing() throws Exception {
    assertThat(deliver("{}", Map.of("X-GitHub-Event", "ping")).text("status")).isEqualTo("pong");
    assertThat(deliver(payload(), Map.of("X-GitHub-Event", "push")).text("status"))
        .isEqualTo("ignored");
    assertThat(deliver("d1", payload().replace("requested", "done")).text("status"))
        .isEqualTo("ignored");
    assertThat(deliver("d1", payload().replace("acme/inference", "acme/other")).status())
        .isEqualTo(422);
    assertThat(deliver("d1", payload().replace("\"production\"", "\"staging\"")).text("detail"))
        .contains("plumbline.gate.github.rules");
    assertThat(deliver("d1", payload().replace("\"id\":42", "\"id\":\"x\"")).status())
        .isEqualTo(400);
    assertThat(deliver("d1", "[]").status()).isEqualTo(400);
    assertThat(deliver("d1", " ".repeat(1_100_000)).status()).isEqualTo(413);
    assertThat(deliver(payload(), Map.of("X-GitHub-Delivery", " ")).status()).isEqualTo(400);
    loop.run();
    assertThat(web.gates().asked()).isZero();
  }
}
