package dev.plumbline.probe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Authentication;
import dev.plumbline.catalog.Connection;
import dev.plumbline.catalog.CredentialRef;
import dev.plumbline.catalog.Extras;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Catalogs;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.http.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that asks again, run by a shell with a real curl, in each way of proving who asks. */
class CurlProofTest {
  private static final Session SESSION = new Session("sess1", Session.Kind.FRESH, 0, 1);

  @TempDir private Path folder;

  @BeforeEach
  void needsCurl() {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "no curl");
  }

  @Test
  void aHeaderOfItsOwn() throws Exception {
    Authentication how = new Authentication.InHeader("api-key", "");

    assertThat(asked(how, "KEY", Map.of("KEY", "sk-0123456789")))
        .containsIgnoringCase("api-key: sk-0123456789\r\n");
  }

  @Test
  void aTokenOfAnOAuthClient() throws Exception {
    Authentication how =
        new Authentication.OAuth2(URI.create("https://id.example.com/token"), "me", null);

    assertThat(asked(how, "KEY", Map.of("PLUMBLINE_TOKEN", "token-0123456789")))
        .containsIgnoringCase("authorization: Bearer token-0123456789\r\n");
  }

  @Test
  void aSignatureOfAws() throws Exception {
    Authentication how = new Authentication.Aws("us-east-1", "bedrock", null);

    assertThat(
            asked(
                how,
                null,
                Map.of(
                    "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE",
                    "AWS_SECRET_ACCESS_KEY", "secret-0123456789",
                    "AWS_SESSION_TOKEN", "session-0123456789")))
        .containsPattern(
            "(?i)authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/us-east-1/bedrock/")
        .containsIgnoringCase("x-amz-security-token: session-0123456789\r\n")
        .doesNotContain("secret-0123456789");
  }

  /** Its command is another program, which is played. */
  @Test
  void aTokenOfGoogle() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path gcloud = Files.writeString(tools.resolve("gcloud"), "#!/bin/sh\necho token-of-google\n");
    assertThat(gcloud.toFile().setExecutable(true)).isTrue();

    assertThat(
            asked(
                new Authentication.Google(null, List.of("s")),
                null,
                Map.of("PATH", tools + ":/usr/bin:/bin")))
        .containsIgnoringCase("authorization: Bearer token-of-google\r\n");
  }

  /** Head of the request that the script sends. */
  private String asked(
      Authentication how, @Nullable String credential, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (RawServer server = RawServer.answering(RawServer.ok("application/json", "{\"ok\":1}"))) {
      Target target =
          Catalogs.target(
                  "t",
                  Catalogs.budget(Duration.ofSeconds(1)),
                  server.uri(),
                  credential == null ? null : new CredentialRef.EnvironmentVariable(credential))
              .reached(how, Connection.USUAL, Extras.NONE);
      RequestAgain again = RequestAgain.of(target, Catalogs.probe("p"), SESSION);
      Files.writeString(folder.resolve("body.json"), again.body());
      Path script = Files.writeString(folder.resolve("again.sh"), again.script("body.json"));
      ProcessBuilder shell =
          new ProcessBuilder("/bin/sh", script.toString()).redirectErrorStream(true);
      shell.environment().putAll(environment);
      Process process = shell.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).contains("{\"ok\":1}");
      assertThat(server.requests().getFirst().body()).isEqualTo(again.body());
      return server.requests().getFirst().head();
    }
  }
}
