package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.plumbline.catalog.Connection;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.Proof;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import dev.plumbline.testing.Certificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that shows a certificate nobody knows and asks for ours. */
class TlsTest {
  private static final String ANSWER =
      "{\"choices\":[{\"message\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}";

  private final WireCodec codec = WireCodecs.of(WireFormat.OPENAI_CHAT);
  private final HttpTransport transport =
      new HttpTransport(InstantSource.system(), System::nanoTime, Egress.ANYWHERE);
  private final Certificates certificates;
  private final HttpsServer server;

  TlsTest(@TempDir Path folder) throws Exception {
    certificates = new Certificates(folder);
    certificates.make("server", "localhost");
    certificates.make("client", "plumbline");
    certificates.make("other", "somebody-else");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(certificates.server("server", "client")) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters asked = getSSLContext().getDefaultSSLParameters();
            asked.setNeedClientAuth(true);
            parameters.setSSLParameters(asked);
          }
        });
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/",
        http -> {
          http.getRequestBody().readAllBytes();
          byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);
          http.sendResponseHeaders(200, body.length);
          http.getResponseBody().write(body);
          http.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    transport.close();
  }

  @Test
  void withItsAuthorityAndOurCertificateItAnswers() {
    assertThat(ask(tls("server.pem", "client.pem", "client.key")))
        .isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void aCertificateOfUnknownOriginIsRefused() {
    assertThat(ask(tls(null, "client.pem", "client.key")))
        .isInstanceOfSatisfying(
            Outcome.TargetError.class,
            error -> {
              assertThat(error.cause()).isEqualTo(Cause.TLS);
              assertThat(error.detail()).contains("unable to find valid certification path");
            });
    assertThat(ask(tls("other.pem", "client.pem", "client.key")).why()).isEqualTo(Cause.TLS);
  }

  @Test
  void withoutOurCertificateWeAreRefused() {
    assertThat(ask(tls("server.pem", null, null))).isInstanceOf(Outcome.TargetError.class);
    assertThat(ask(tls("server.pem", "other.pem", "other.key")))
        .isInstanceOf(Outcome.TargetError.class);
  }

  /** As an operator rotates them, with the worker running. */
  @Test
  void filesAreReadAtEachConnection() throws Exception {
    Path ca = Files.copy(certificates.file("other.pem"), certificates.file("ca.pem"));
    Connection.Tls tls = tls("ca.pem", "client.pem", "client.key");
    assertThat(ask(tls).why()).isEqualTo(Cause.TLS);

    Files.writeString(ca, Files.readString(certificates.file("server.pem")));

    assertThat(ask(tls)).isInstanceOf(Outcome.Answered.class);
  }

  @Test
  void filesThatAreNoneAreOurErrorAndNamed() throws Exception {
    Files.writeString(certificates.file("empty.pem"), "nothing");

    assertThat(ask(tls("missing.pem", null, null)))
        .isInstanceOfSatisfying(
            Outcome.ProberError.class,
            error -> {
              assertThat(error.cause()).isEqualTo(Cause.CREDENTIAL);
              assertThat(error.detail()).contains("connection.tls", "missing.pem");
            });
    assertThat(ask(tls("empty.pem", null, null))).isInstanceOf(Outcome.ProberError.class);
  }

  private Connection.Tls tls(
      @Nullable String ca, @Nullable String certificate, @Nullable String key) {
    return new Connection.Tls(path(ca), path(certificate), path(key));
  }

  private @Nullable Path path(@Nullable String name) {
    return name == null ? null : certificates.file(name);
  }

  private Outcome ask(Connection.Tls tls) {
    Connection by =
        new Connection(Connection.Version.HTTP_1, Duration.ofSeconds(10), null, tls, null);
    URI uri = URI.create("https://localhost:%d/".formatted(server.getAddress().getPort()));
    try (SessionConnection connection = transport.open(Session.Kind.FRESH)) {
      return connection
          .send(
              codec,
              new WireCodec.WireRequest(uri, Map.of("content-type", "application/json"), "{}"),
              Proof.NONE,
              by,
              Duration.ofSeconds(20))
          .outcome();
    }
  }
}
