package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CredentialRef;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.http.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeOnceTest {
  private final ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime);
  private final Suite suite = Catalogs.suite(1);

  @AfterEach
  void close() {
    once.close();
  }

  @Test
  void oneAnswerNow(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "sk-0123456789abcdef");
    String body =
        """
        {"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}],"system_fingerprint":"fp"}\
        """;
    try (RawServer server = RawServer.answering(RawServer.ok("application/json", body))) {
      Target target = target(server.uri(), key);

      Exchange exchange = once.ask(target, suite, suite.probes().getFirst());

      assertThat(((Outcome.Answered) exchange.outcome()).answer().text()).isEqualTo("Hello");
      assertThat(exchange.target()).isEqualTo("t");
      assertThat(exchange.suiteVersion()).isEqualTo("s1");
      assertThat(exchange.session().turns()).isEqualTo(1);
      assertThat(exchange.sentAt()).isAfterOrEqualTo(exchange.scheduledAt());
      RawServer.Request request = server.requests().getFirst();
      assertThat(request.head())
          .contains(
              "authorization: Bearer sk-0123456789abcdef",
              "x-session-id: " + exchange.session().id());
      assertThat(request.body()).contains("\"user\":\"" + exchange.session().id() + "\"");
      assertThat(exchange.toString()).doesNotContain("sk-0123456789abcdef");
    }
  }

  @Test
  void anthropicTakesTheKeyInAHeaderOfItsOwn(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "sk-ant-api03-0123456789abcdef");
    String body =
        """
        {"type":"error","error":{"type":"x","message":"no sk-ant-api03-0123456789abcdef"}}\
        """;
    try (RawServer server = RawServer.answering(RawServer.ok("application/json", body))) {
      Target target = Catalogs.speaking(WireFormat.ANTHROPIC_MESSAGES, target(server.uri(), key));

      Exchange exchange = once.ask(target, suite, suite.probes().getFirst());

      assertThat(server.requests().getFirst().head())
          .contains("x-api-key: sk-ant-api03-0123456789abcdef", "anthropic-version: 2023-06-01")
          .doesNotContainIgnoringCase("authorization");
      assertThat(exchange.outcome()).isInstanceOf(Outcome.TargetError.class);
      assertThat(exchange.toString()).doesNotContain("sk-ant-");
    }
  }

  @Test
  void withoutItsCredentialNothingIsSent() throws IOException {
    try (RawServer server = RawServer.answering(RawServer.ok("application/json", "{}"))) {
      Path missing = Path.of("no-such-file");

      Exchange exchange = once.ask(target(server.uri(), missing), suite, suite.probes().getFirst());

      assertThat(exchange.outcome())
          .isInstanceOfSatisfying(
              Outcome.ProberError.class,
              error -> assertThat(error.detail()).contains("no-such-file", "readable"));
      assertThat(exchange.response()).isNull();
      assertThat(server.requests()).isEmpty();
    }
  }

  private static Target target(URI endpoint, Path key) {
    return Catalogs.target(
        "t", Catalogs.budget(Duration.ofSeconds(1)), endpoint, new CredentialRef.SecretFile(key));
  }
}
