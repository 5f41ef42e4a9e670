package dev.plumbline.score.exhibit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Slice;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.Fault;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import dev.plumbline.score.FlaggedExchange;
import dev.plumbline.score.FlaggedExchanges;
import dev.plumbline.score.FlaggedReading;
import dev.plumbline.score.Observation;
import dev.plumbline.score.Reading;
import dev.plumbline.standalone.FreePort;
import dev.plumbline.testing.TestFleet;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Of exchanges with a lab that is broken, over HTTP, and with a server that tells what it is told.
 */
class KeptExhibitsTest {
  private static final String SECRET = "sk-live-0123456789abcdef";
  private static final TestFleet FLEET =
      new TestFleet(
          List.of("haiku-3.5"),
          List.of("claude-api"),
          List.of("tpu"),
          Duration.ofSeconds(1),
          0,
          "{threshold: 1.6e7, window: 1s, grace: 2s}");

  @TempDir Path temp = Path.of("");

  private final List<FlaggedReading> history = new ArrayList<>();
  private final Map<String, FlaggedExchange> kept = new TreeMap<>();
  private final FlaggedExchanges exchanges =
      new FlaggedExchanges() {
        @Override
        public Optional<FlaggedExchange> find(String id) {
          return Optional.ofNullable(kept.get(id));
        }

        @Override
        public List<FlaggedReading> newest(String target, int limit) {
          return history.stream().filter(it -> it.target().equals(target)).limit(limit).toList();
        }

        @Override
        public List<FlaggedReading> ofProbe(String target, String suite, String probe, int limit) {
          return history.stream().filter(it -> it.probe().equals(probe)).limit(limit).toList();
        }
      };

  private int port = FreePort.any();
  private Catalog catalog;
  private LabFleet lab;

  private Catalog catalog(String defaults) {
    try {
      Path folder = FLEET.write(Files.createTempDirectory(temp, "catalog"), port);
      Path fleet = folder.resolve("fleet.yaml");
      Files.writeString(
          fleet, Files.readString(fleet).replace("defaults:\n", "defaults:\n" + defaults));
      return new CatalogLoader().load(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LabFleet lab() {
    return new LabFleet(
        () -> catalog,
        new LabSettings(port, 3, 4, 0, 0.001, 1_000_000_000, Accelerators.USUAL, null, 1_000_000),
        InstantSource.system(),
        1,
        Pacer.REAL);
  }

  @BeforeEach
  void load() {
    catalog = catalog("");
    lab = lab();
    lab.start();
    lab.inject(new Fault(FaultKind.CORRUPTION, Slice.WHOLE_FLEET, 1));
  }

  @AfterEach
  void stop() {
    lab.stop();
  }

  private Target target() {
    return catalog.targets().getFirst();
  }

  private Suite suite() {
    return catalog.suites().getFirst();
  }

  /** The first exchange that fails a check, kept. */
  private FlaggedExchange failing() {
    ExchangeFileScorer scorer = new ExchangeFileScorer(CheckRegistry.standard());
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      for (Probe probe : suite().probes()) {
        Exchange exchange = once.ask(target(), suite(), probe);
        List<Observation> observations =
            scorer.score(exchange, probe, target()).stream()
                .map(read -> observation(exchange, read.check(), read.reading()))
                .toList();
        FlaggedExchange flagged = new FlaggedExchange(exchange, observations);
        if (!flagged.failures().isEmpty()) {
          kept.put(exchange.id(), flagged);
          history.add(
              new FlaggedReading(
                  exchange.id(),
                  exchange.target(),
                  "foreign-script",
                  exchange.suite(),
                  exchange.probe(),
                  exchange.scheduledAt(),
                  "=HYPERLINK(\"http://evil\"), 'ж'"));
          return flagged;
        }
      }
    }
    throw new AssertionError("nothing failed");
  }

  private static Observation observation(Exchange exchange, String check, Reading reading) {
    return new Observation(
        check,
        exchange.id(),
        exchange.target(),
        exchange.labels(),
        exchange.region(),
        exchange.build(),
        exchange.suite(),
        exchange.probe(),
        exchange.session().id(),
        1,
        exchange.scheduledAt(),
        exchange.interval(),
        reading);
  }

  private Map<String, byte[]> files(FlaggedExchange flagged) {
    Map<String, byte[]> files = new TreeMap<>();
    new KeptExhibits(exchanges, () -> catalog)
        .of(flagged.exchange().id())
        .orElseThrow()
        .files()
        .forEach(file -> files.put(file.name(), file.content()));
    return files;
  }

  private static String text(Map<String, byte[]> files, String name) {
    return new String(Objects.requireNonNull(files.get(name), name), UTF_8);
  }

  /** Runs the script as a person would, in a folder of its own. */
  private String reproduced(Map<String, byte[]> files, Map<String, String> environment, int code)
      throws Exception {
    Path folder = Files.createTempDirectory(temp, "exchange");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    ProcessBuilder shell =
        new ProcessBuilder("sh", folder.resolve("reproduce.sh").toString())
            .redirectErrorStream(true);
    shell.environment().remove("PLUMBLINE_CREDENTIAL");
    shell.environment().putAll(environment);
    Process process = shell.start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isEqualTo(code);
    return said;
  }

  @Test
  void everythingThatIsKeptIsShownAndAskingAgainGivesAnAnswerOfTheSameKind() throws Exception {
    FlaggedExchange flagged = failing();
    RawResponse response = Objects.requireNonNull(flagged.exchange().response());
    Map<String, byte[]> files = files(flagged);

    assertThat(files)
        .containsOnlyKeys(
            "answer.raw",
            "expected-and-actual.md",
            "headers.txt",
            "history.csv",
            "reproduce.sh",
            "request.json",
            "tokens.csv");
    assertThat(text(files, "answer.raw")).isEqualTo(response.body());
    JsonNode request = Json.MAPPER.readTree(files.get("request.json"));
    assertThat(request.path("model").asString()).isEqualTo("haiku-3.5");
    assertThat(request.path("user").asString(flagged.exchange().session().id()))
        .isEqualTo(flagged.exchange().session().id());
    assertThat(text(files, "headers.txt"))
        .contains("> POST http://127.0.0.1:" + port, "> x-session-id: ", "< status 200");

    JsonNode again = Json.MAPPER.readTree(reproduced(files, Map.of(), 0));
    JsonNode before = Json.MAPPER.readTree(response.body());
    assertThat(again.propertyNames()).isEqualTo(before.propertyNames());
    assertThat(again.path("system_fingerprint")).isEqualTo(before.path("system_fingerprint"));
    assertThat(again.at("/choices/0/message/content").asString("")).isNotEmpty();
    assertThat(again.at("/choices/0/logprobs/content").size()).isPositive();
  }

  @Test
  void whatWasExpectedStandsBesideWhatCameAndStrangeTokensAreMarked() {
    FlaggedExchange flagged = failing();
    Map<String, byte[]> files = files(flagged);
    String text = text(files, "expected-and-actual.md");

    assertThat(text)
        .contains("# short/", "### foreign-script", "only characters of the scripts [Latin]")
        .contains("## A healthy answer", "## Strange tokens", "<-- ", "holds ");
    List<String> rows = text(files, "tokens.csv").lines().toList();
    assertThat(rows.getFirst()).startsWith("position,token,bytes,logprob,lead,mark,alternative_1");
    assertThat(rows).anyMatch(row -> row.contains("holds "));
    assertThat(text(files, "history.csv").lines())
        .hasSize(2)
        .last()
        .asString()
        .as("no spreadsheet takes it for a formula")
        .contains(",\"\"\"=HYPERLINK(");
  }

  /** It stands in the catalog by reference only; of the reference the script makes a variable. */
  @Test
  void theCredentialIsAskedForAndNowhereWritten() throws Exception {
    Path key = Files.writeString(temp.resolve("key"), SECRET);
    catalog = catalog("  credential: 'file:%s'\n".formatted(key));
    FlaggedExchange flagged = failing();
    Map<String, byte[]> files = files(flagged);

    files.values().forEach(file -> assertThat(new String(file, UTF_8)).doesNotContain(SECRET));
    assertThat(text(files, "headers.txt"))
        .contains("> authorization: Bearer $PLUMBLINE_CREDENTIAL");
    assertThat(reproduced(files, Map.of(), 2)).contains("PLUMBLINE_CREDENTIAL", "set it to");
    assertThat(
            Json.MAPPER
                .readTree(reproduced(files, Map.of("PLUMBLINE_CREDENTIAL", SECRET), 0))
                .has("choices"))
        .isTrue();
  }

  /** A server that tells back all it is told, as proxies under debugging do. */
  @Test
  void aSecretThatComesBackIsInNoFile() throws Exception {
    HttpServer echo =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    StringBuilder seen = new StringBuilder();
    echo.createContext(
        "/",
        http -> {
          String authorization = String.valueOf(http.getRequestHeaders().getFirst("authorization"));
          seen.append(authorization);
          http.getResponseHeaders().set("content-type", "application/json");
          http.getResponseHeaders().set("x-debug", "got " + authorization);
          http.getResponseHeaders().set("set-cookie", "session=" + SECRET);
          byte[] body =
              """
              {"model": "haiku-3.5", "choices": [{"finish_reason": "stop", "message":
               {"content": "ж %s"}}]}
              """
                  .formatted(authorization)
                  .getBytes(UTF_8);
          http.sendResponseHeaders(200, body.length);
          try (OutputStream out = http.getResponseBody()) {
            out.write(body);
          }
        });
    echo.start();
    try {
      Path key = Files.writeString(temp.resolve("key"), SECRET);
      lab.stop();
      port = echo.getAddress().getPort();
      catalog = catalog("  credential: 'file:%s'\n".formatted(key));
      Map<String, byte[]> files = files(failing());

      assertThat(seen).as("it was sent").contains(SECRET);
      files.values().forEach(file -> assertThat(new String(file, UTF_8)).doesNotContain(SECRET));
      assertThat(text(files, "headers.txt"))
          .contains("< x-debug: got Bearer [credential removed]")
          .doesNotContain("set-cookie");
    } finally {
      echo.stop(0);
    }
  }

  /** Should a worker of another version have kept one. */
  @Test
  void headersThatCarrySecretsAreLeftOutAgain() {
    FlaggedExchange flagged = failing();
    RawResponse response = Objects.requireNonNull(flagged.exchange().response());
    FlaggedExchange leaking =
        with(
            flagged,
            new RawResponse(
                200,
                Map.of(
                    "authorization",
                    List.of(SECRET),
                    "x-api-key",
                    List.of(SECRET),
                    "via",
                    List.of("1.1 a")),
                response.body(),
                false,
                false,
                List.of()));
    kept.put(flagged.exchange().id(), leaking);

    assertThat(text(files(leaking), "headers.txt")).contains("< via: 1.1 a").doesNotContain(SECRET);
  }

  @Test
  void bytesThatAreNoTextComeBackAsTheyCame() {
    FlaggedExchange flagged = failing();
    byte[] bytes = {(byte) 0xff, 0, 'a', (byte) 0xc3};
    String base64 = Base64.getEncoder().encodeToString(bytes);
    FlaggedExchange garbled =
        with(flagged, new RawResponse(200, Map.of(), base64, true, false, List.of()));
    kept.put(flagged.exchange().id(), garbled);

    assertThat(files(garbled)).containsEntry("answer.raw", bytes);
  }

  private static FlaggedExchange with(FlaggedExchange flagged, RawResponse response) {
    Exchange it = flagged.exchange();
    return new FlaggedExchange(
        new Exchange(
            it.id(),
            it.target(),
            it.labels(),
            it.region(),
            it.build(),
            it.suite(),
            "another version",
            it.probe(),
            it.session(),
            it.scheduledAt(),
            it.interval(),
            it.sentAt(),
            it.timeToFirstToken(),
            it.duration(),
            it.outcome(),
            response),
        flagged.observations());
  }

  /** A request is named by the version of its suite: where that is gone, it is said. */
  @Test
  void whatIsNotTheVeryRequestSaysSo() throws Exception {
    FlaggedExchange flagged = failing();
    kept.put(
        flagged.exchange().id(),
        with(flagged, Objects.requireNonNull(flagged.exchange().response())));
    assertThat(text(files(flagged), "expected-and-actual.md"))
        .contains("Mind: the request is that of suite version", "sent was that of another version");

    Catalog empty = new Catalog("2", List.of(), catalog.suites(), catalog.detection());
    catalog = empty;
    Map<String, byte[]> files = files(flagged);
    assertThat(files).doesNotContainKey("request.json");
    assertThat(reproduced(files, Map.of(), 1)).contains("has no target", "not known any more");
    assertThat(new KeptExhibits(exchanges, () -> empty).of("none")).isEmpty();
  }
}
