package dev.plumbline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Suite;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import dev.plumbline.score.Reading;
import dev.plumbline.standalone.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenAI-compatible servers that nobody here wrote, each watched through one entry of a catalog:
 * npm's {@code openai-mock-api} (key required, streams) and {@code @dwmkerr/mock-llm} (echoes).
 */
@Tag("exhaustive")
class ForeignServersTest {
  @TempDir Path temp = Path.of("");
  private final List<Process> servers = new ArrayList<>();

  @AfterEach
  void stop() {
    servers.forEach(Process::destroy);
  }

  @Test
  void anEchoingServer() throws IOException {
    int port = FreePort.any();
    start(
        peer("@dwmkerr/mock-llm/dist/main.js"),
        List.of(),
        Map.of("PORT", Integer.toString(port)),
        port);

    Exchange exchange = ask(port, "", "plain");

    assertThat(exchange.outcome())
        .isInstanceOfSatisfying(
            Outcome.Answered.class,
            answered -> assertThat(answered.answer().text()).isEqualTo("Say hello."));
  }

  @Test
  void aServerThatWantsAKeyAndStreams() throws IOException {
    int port = FreePort.any();
    Path configuration =
        Files.writeString(
            temp.resolve("mock.yaml"),
            """
            apiKey: 'sk-mock'
            responses:
              - id: hello
                messages:
                  - {role: user, content: 'Say hello.'}
                  - {role: assistant, content: 'Hello, สวัสดี and welcome.'}
            """);
    start(
        peer("openai-mock-api/dist/cli.js"),
        List.of("--config", configuration.toString(), "--port", Integer.toString(port)),
        Map.of(),
        port);
    Path key = Files.writeString(temp.resolve("key"), "sk-mock\n");

    for (String probe : List.of("plain", "streamed")) {
      Exchange exchange = ask(port, "credential: 'file:%s'".formatted(key), probe);

      assertThat(exchange.outcome()).as(probe).isInstanceOf(Outcome.Answered.class);
      assertThat(failed(exchange, port, probe)).containsExactly("foreign-script");
      assertThat(exchange.toString()).doesNotContain("sk-mock");
    }
    assertThat(ask(port, "", "plain").outcome()).isInstanceOf(Outcome.ProberError.class);
  }

  private List<String> failed(Exchange exchange, int port, String probe) throws IOException {
    Catalog catalog = catalog(port, "");
    return new ExchangeFileScorer(CheckRegistry.standard())
        .score(exchange, probe(catalog, probe), catalog.targets().getFirst()).stream()
            .filter(reading ->
                reading.reading() instanceof Reading.Trial(boolean failure, _) && failure)
            .map(reading -> reading.check())
            .toList();
  }

  private Exchange ask(int port, String credential, String probe) throws IOException {
    Catalog catalog = catalog(port, credential);
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      return once.ask(
          catalog.targets().getFirst(), catalog.suites().getFirst(), probe(catalog, probe));
    }
  }

  private static Probe probe(Catalog catalog, String id) {
    Suite suite = catalog.suites().getFirst();
    return suite.probes().stream().filter(probe -> probe.id().equals(id)).findFirst().orElseThrow();
  }

  private Catalog catalog(int port, String credential) throws IOException {
    Path folder = Files.createTempDirectory(temp, "catalog");
    Files.createDirectories(folder.resolve("suites"));
    Files.writeString(
        folder.resolve("fleet.yaml"),
        """
        targets:
          - model: mock
            platform: npm
            accelerator: cpu
            pool: a
            endpoint: http://127.0.0.1:%d/v1
            capabilities: [temperature, stream]
            %s
        """
            .formatted(port, credential));
    Files.writeString(
        folder.resolve("suites/hello.yaml"),
        """
        suite: hello
        probes:
          - {id: plain, prompt: Say hello., checks: [foreign-script]}
          - {id: streamed, prompt: Say hello., checks: [foreign-script], sampling: {stream: true}}
        """);
    return new CatalogLoader().load(folder);
  }

  private static Path peer(String script) {
    Path file = Path.of(System.getProperty("peers.dir", "target/peers/node_modules"), script);
    if ("true".equals(System.getenv("CI"))) {
      assertThat(file).as("peers are installed in CI").exists();
    }
    assumeTrue(Files.exists(file), file + " is not installed; .ci/run installs it");
    return file.toAbsolutePath();
  }

  private void start(Path script, List<String> arguments, Map<String, String> more, int port)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("node", script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("server.log").toFile());
    builder.environment().putAll(more);
    servers.add(builder.start());
    await().atMost(Duration.ofSeconds(30)).until(() -> listens(port));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
