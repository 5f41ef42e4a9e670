package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.http.RawServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What a person reads who tries a target out. */
class ProbeCommandTest {
  private static final String ANSWER =
      """
      {"model":"m","system_fingerprint":"fp.1","choices":[{"message":{"content":"Hello."},
       "finish_reason":"stop"}]}\
      """;

  @TempDir private Path folder;

  private record Said(int exit, String text) {}

  @Test
  void anAnswerIsShownWithItsChecks() throws IOException {
    try (RawServer server = RawServer.answering(RawServer.ok("application/json", ANSWER))) {
      Said said = probe(server.uri().toString());

      assertThat(said.exit()).isZero();
      assertThat(said.text()).contains("answered", "foreign-script", "Hello.");
      assertThat(said.text()).doesNotContain("remedy");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 Unauthorized|{\"error\":{\"message\":\"no\"}}|credential and authentication",
        "404 Not Found|{\"error\":{\"message\":\"no such model\"}}|served-model ('m')",
        "400 Bad Request|{\"error\":{\"message\":\"seed?\"}}|plumbline probe --discover m/p/gpu/a",
        "429 Too Many Requests|{}|raise budget.interval",
        "200 OK|<html>|check wire-format and endpoint",
      })
  void aFailureIsShownWithItsRemedy(String status, String body, String remedy) throws IOException {
    String response = RawServer.ok("application/json", body).replaceFirst("200 OK", status);
    try (RawServer server = RawServer.answering(response)) {
      Said said = probe(server.uri().toString());

      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.text().lines())
          .anySatisfy(line -> assertThat(line).startsWith("remedy").contains(remedy));
    }
  }

  @Test
  void nobodyThereIsShownWithItsRemedy() throws IOException {
    try (Socket bound = new Socket()) {
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      assertThat(probe("http://127.0.0.1:" + bound.getLocalPort()).text())
          .contains("remedy", "nobody takes connections");
    }
    assertThat(probe("http://no-such-host.invalid").text())
        .contains("remedy", "no name server knows 'no-such-host.invalid'");
  }

  @Test
  void discoveryPrintsWhatTheCatalogShouldSay() throws IOException {
    try (RawServer server = RawServer.answering(RawServer.ok("application/json", ANSWER))) {
      Said said = probe(server.uri().toString(), "--discover");

      assertThat(said.exit()).isZero();
      assertThat(said.text().lines())
          .contains(
              "logprobs         no: taken, and nothing of it came back",
              "temperature      taken; no answer shows whether it is heeded",
              "capabilities: [temperature, seed, cache-salt]",
              "    - {field: /system_fingerprint, expected: 'fp\\.1'}");
    }
  }

  @Test
  void whereNothingAnswersNothingMoreIsAsked() throws IOException {
    String refused =
        RawServer.ok("application/json", "{\"error\":{\"message\":\"no\"}}")
            .replaceFirst("200 OK", "401 Unauthorized");
    try (RawServer server = RawServer.answering(refused)) {
      Said said = probe(server.uri().toString(), "--discover");

      assertThat(said.exit()).isEqualTo(1);
      assertThat(said.text()).contains("credential and authentication");
      assertThat(server.requests()).hasSize(1);
    }
  }

  private Said probe(String endpoint, String... options) throws IOException {
    Files.createDirectories(folder.resolve("suites"));
    Files.writeString(
        folder.resolve("suites/one.yaml"),
        """
        suite: one
        probes:
          - {id: hello, prompt: Say hello., scripts: [Latin], checks: [foreign-script]}
        """);
    Files.writeString(
        folder.resolve("fleet.yaml"),
        """
        targets:
          - {model: m, platform: p, accelerator: gpu, pool: a, endpoint: '%s'}
        """
            .formatted(endpoint));
    StringWriter text = new StringWriter();
    CommandLine line = new CommandLine(new ProbeCommand()).setOut(new PrintWriter(text, true));
    String[] arguments = new String[3 + options.length];
    arguments[0] = "m/p/gpu/a";
    arguments[1] = "--catalog";
    arguments[2] = folder.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    int exit = line.execute(arguments);
    return new Said(exit, text.toString());
  }
}
