package dev.plumbline.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Connection;
import dev.plumbline.catalog.WireFormat;
import dev.plumbline.probe.Cause;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import dev.plumbline.probe.auth.Proof;
import dev.plumbline.probe.wire.WireCodec;
import dev.plumbline.probe.wire.WireCodecs;
import dev.plumbline.testing.Certificates;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 with a real server, in plain text and over TLS. */
class SecondVersionTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** As long as a prompt: this server takes many short frames for an attack. */
  private static final String BODY = "{\"prompt\":\"%s\"}".formatted("word ".repeat(600));

  /** How a request came. */
  private record Seen(String protocol, int port) {}

  private final WireCodec codec = WireCodecs.of(WireFormat.OPENAI_CHAT);
  private final HttpTransport transport =
      new HttpTransport(InstantSource.system(), System::nanoTime, Egress.ANYWHERE);
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private final Tomcat tomcat = new Tomcat();
  private final Certificates certificates;
  private final Connector secure = new Connector();

  SecondVersionTest(@TempDir Path folder) {
    certificates = new Certificates(folder);
    tomcat.setBaseDir(folder.toString());
    tomcat.setPort(0);
  }

  @BeforeEach
  void serve() throws Exception {
    certificates.make("server", "localhost");
    tomcat.getConnector().addUpgradeProtocol(new Http2Protocol());
    secure.setPort(0);
    secure.setSecure(true);
    secure.setScheme("https");
    secure.setProperty("SSLEnabled", "true");
    SSLHostConfig tls = new SSLHostConfig();
    SSLHostConfigCertificate certificate =
        new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
    certificate.setCertificateKeystoreFile(certificates.store("server").toString());
    certificate.setCertificateKeystorePassword("changeit");
    tls.addCertificate(certificate);
    secure.addSslHostConfig(tls);
    secure.addUpgradeProtocol(new Http2Protocol());
    tomcat.getService().addConnector(secure);
    var context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "answer", new Answers());
    context.addServletMapping("/", "answer");
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    never.countDown();
    transport.close();
    tomcat.stop();
    tomcat.destroy();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aStreamComesInItsPieces(boolean encrypted) {
    Transfer transfer = once(uri("/stream", encrypted), LONG, null);

    assertThat(transfer.outcome())
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> assertThat(answered.answer().text()).isEqualTo("สวัสดี"));
    assertThat(seen).extracting(Seen::protocol).containsExactly("HTTP/2.0");
    assertThat(Objects.requireNonNull(transfer.response()).headers())
        .containsEntry("x-request-id", List.of("r1"));
    assertThat(transfer.timeToFirstToken()).isBetween(Duration.ZERO, transfer.duration());
  }

  @Test
  void everyFreshSessionHasAConnectionOfItsOwnAndAStickyOneKeepsIts() {
    for (int i = 0; i < 3; i++) {
      once(uri("/stream", false), LONG, null);
    }
    assertThat(seen.stream().map(Seen::port).distinct()).hasSize(3);

    seen.clear();
    try (SessionConnection connection = transport.open(Session.Kind.STICKY)) {
      for (int i = 0; i < 30; i++) {
        assertThat(send(connection, uri("/stream", false), LONG, null).outcome())
            .isInstanceOf(Outcome.Answered.class);
      }
    }
    assertThat(seen.stream().map(Seen::port).distinct()).hasSize(1);
  }

  @Test
  void whatHangsTimesOutWhereItHung() {
    assertThat(once(uri("/silent", false), Duration.ofMillis(400), null).outcome())
        .isEqualTo(new Outcome.TimedOut("response"));
    assertThat(once(uri("/slow", false), LONG, Duration.ofMillis(400)).outcome())
        .isEqualTo(new Outcome.TimedOut("first_token"));
  }

  @Test
  void aStreamThatBreaksOffIsCut() {
    assertThat(once(uri("/broken", false), LONG, null).outcome().why()).isEqualTo(Cause.CUT);
  }

  private URI uri(String path, boolean encrypted) {
    int port = encrypted ? secure.getLocalPort() : tomcat.getConnector().getLocalPort();
    return URI.create("%s://localhost:%d%s".formatted(encrypted ? "https" : "http", port, path));
  }

  private Transfer once(URI uri, Duration timeout, @Nullable Duration firstToken) {
    try (SessionConnection connection = transport.open(Session.Kind.FRESH)) {
      return send(connection, uri, timeout, firstToken);
    }
  }

  private Transfer send(
      SessionConnection connection, URI uri, Duration timeout, @Nullable Duration firstToken) {
    Connection by =
        new Connection(
            Connection.Version.HTTP_2,
            Duration.ofSeconds(10),
            firstToken,
            new Connection.Tls(certificates.file("server.pem"), null, null),
            null);
    return connection.send(
        codec,
        new WireCodec.WireRequest(uri, Map.of("content-type", "application/json"), BODY),
        Proof.NONE,
        by,
        timeout);
  }

  private final class Answers extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getInputStream().readAllBytes();
      seen.add(new Seen(request.getProtocol(), request.getRemotePort()));
      response.setHeader("x-request-id", "r1");
      switch (request.getServletPath()) {
        case "/silent" -> pause();
        case "/slow" -> {
          response.setContentType("text/event-stream");
          say(response, ": hold on\n\n");
          pause();
        }
        case "/broken" -> {
          response.setContentType("text/event-stream");
          say(response, "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n");
          throw new IOException("the server fails");
        }
        default -> {
          response.setContentType("text/event-stream");
          say(response, "data: {\"choices\":[{\"delta\":{\"content\":\"สวัส\"}}]}\n\n");
          say(
              response,
              "data: {\"choices\":[{\"delta\":{\"content\":\"ดี\"},\"finish_reason\":\"stop\"}]}\n\n");
          say(response, "data: [DONE]\n\n");
        }
      }
    }

    private static void say(HttpServletResponse response, String text) throws IOException {
      response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      response.flushBuffer();
    }

    private void pause() {
      try {
        if (never.await(30, TimeUnit.SECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
