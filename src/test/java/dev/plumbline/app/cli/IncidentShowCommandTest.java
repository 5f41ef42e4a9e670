package dev.plumbline.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The incident that the API's own test holds, as the command shows it. */
class IncidentShowCommandTest {
  private final HttpServer server = create();

  private static HttpServer create() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/api/v1/incidents/",
        exchange -> {
          try (exchange;
              InputStream in =
                  Objects.requireNonNull(
                      getClass().getResourceAsStream("/dev/plumbline/incident/incident.json"))) {
            byte[] body = in.readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void itSaysHowTheSuspectWasAsked() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      assertThat(
              PlumblineCommand.run(
                  "incident",
                  "show",
                  "i-1",
                  "--server",
                  "http://127.0.0.1:" + server.getAddress().getPort()))
          .isZero();
    } finally {
      System.setOut(out);
    }

    assertThat(said.toString(UTF_8).lines())
        .contains(
            "suspect   opus-4 × tpu (opus-4/*/tpu/*), 3 of 36 targets",
            "asked     argmax by session: only sticky failed, 14 of 60; fresh 0 of 1440",
            "          excluded: however asked (fresh failed 0 of 1440, at most 0.26 %, where at"
                + " least 3.9 % would be expected)");
  }
}
