package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.suites.MeasuredCheck;
import dev.plumbline.suites.MeasuredFiles;
import dev.plumbline.suites.MeasuredSuite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands as they are called, against the real lab where something is asked. */
class SuiteCommandTest {
  private static final String SUITE =
      """
      suite: small
      probes:
        - {id: sums, family: arithmetic, sees: [quantisation], prompt: "What is 2 plus 3?", example: "The sum of 2 and 3 is 5.",
           sampling: {max-tokens: 20, stream: true}, checks: [foreign-script, routing, language: en]}
        - {id: tides, prompt: "Why are there tides?", example: The Moon pulls on the sea.}
      """;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void catalog() throws IOException {
    Files.createDirectories(folder.resolve("suites"));
    write("suites/small.yaml", SUITE);
    fleet(1);
  }

  private void fleet(int port) throws IOException {
    write(
        "fleet.yaml",
        """
        defaults:
          endpoint: http://127.0.0.1:%d/{model}/{platform}/{accelerator}/{pool}/v1
          identity: [{field: /system_fingerprint, expected: 'fp_{model}\\.{platform}\\.{accelerator}\\.{pool}'}]
          capabilities: [logprobs, temperature, seed, stream]
        targets:
          - {model: m, platform: p, accelerator: gpu, pool: a, price: {input: 3, output: 15}}
          - {model: m, platform: p, accelerator: tpu, pool: b}
        """
            .formatted(port));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private int run(String... arguments) {
    CommandLine line =
        new CommandLine(new SuiteCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new PlainErrors());
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return line.execute(arguments);
  }

  private int runInCatalog(String... arguments) {
    return run(
        Stream.concat(Stream.of(arguments), Stream.of("--catalog", folder.toString()))
            .toArray(String[]::new));
  }

  @Test
  void whatASuiteCostsAndSeesByEstimate() {
    assertThat(runInCatalog("stats", "--probes")).isZero();

    String version = new CatalogLoader().load(folder).suites().getFirst().version();
    assertThat(out.toString())
        .isEqualTo(
            """
            suite small, version %s
            not measured: tokens are estimates (~); measure them: plumbline suite measure TARGET --suite small

              FAMILY      PROBES  STREAMED  PROMPT TOKENS  ANSWER TOKENS  SCRIPTS  LANGUAGES  CHECKS                                  SEES
              arithmetic       1         1             ~9             ~6  Latin    en         foreign-script language routing         quantisation
              small            1         0             ~9             ~7  Latin    -          argmax foreign-script routing           -
              total            2         1            ~18            ~13  Latin    en         argmax foreign-script language routing  quantisation

              MONEY PER 1,000 PROBES  INPUT, A MILLION  OUTPUT, A MILLION  TARGETS
                              ~$0.12             $3.00             $15.00  m/p/gpu/a

              PROBE  FAMILY      PROMPT TOKENS  ANSWER TOKENS  SCRIPTS  SEES          CHECKS: HEALTHY FAILURES (AT MOST, 95 %%)
              sums   arithmetic             ~9             ~6  Latin    quantisation  foreign-script, routing, language
              tides  small                  ~9             ~7  Latin    -             foreign-script, argmax, routing

              FAULT CLASS        small
              corruption             0  <- no probe sees it
              approximate-top-k      0  <- no probe sees it
              misrouting             0  <- no probe sees it
              stale-checkpoint       0  <- no probe sees it
              quantisation           1
              truncated-context      0  <- no probe sees it
              cache-mix-up           0  <- no probe sees it
              chat-template          0  <- no probe sees it
              undecoded-output       0  <- no probe sees it
              lost-turns             0  <- no probe sees it

            """
                .formatted(version)
                .concat(out.toString().substring(out.toString().indexOf("  CHECK "))));
    assertThat(out.toString())
        .containsPattern("(?m)^  language +1$")
        .containsPattern("  routing +2");
  }

  @Test
  void whatIsMeasuredIsKeptAndShown() throws IOException {
    Running lab = new Running();
    try {
      assertThat(runInCatalog("measure", "m/p/gpu/a", "m/p/tpu/b", "--times", "3"))
          .as(err.toString())
          .isZero();
    } finally {
      lab.fleet.stop();
    }

    assertThat(err.toString()).contains("12 of 12 asked, 0 not answered");
    MeasuredSuite measured = new MeasuredFiles(folder).read("small").orElseThrow();
    assertThat(measured.targets()).containsExactly("m/p/gpu/a", "m/p/tpu/b");
    assertThat(measured.probes().get("sums"))
        .satisfies(probe -> {
          assertThat(probe.exchanges()).isEqualTo(6);
          assertThat(probe.answered()).isEqualTo(6);
          assertThat(probe.outcomes()).containsOnlyKeys("answered").containsEntry("answered", 6);
          assertThat(probe.promptTokens()).isPositive();
          assertThat(probe.answerTokens()).isPositive();
          assertThat(probe.seconds()).isNotNegative();
          assertThat(probe.checks()).containsEntry("routing", new MeasuredCheck(6, 0, 0, null));
        });
    try (Stream<Path> kept = Files.list(folder.resolve("measured"))) {
      assertThat(kept).containsExactly(folder.resolve("measured/small.json"));
    }

    assertThat(runInCatalog("stats", "--probes")).isZero();
    assertThat(out.toString())
        .contains("measured 20", "3 times on m/p/gpu/a, m/p/tpu/b", "routing 0/6 (39.3 %)")
        .doesNotContain("~");
    assertThat(runInCatalog("stats", "--json")).isZero();
    assertThat(out.toString()).contains("\"upper95\" : 0.393", "\"estimated\" : false");

    write("suites/small.yaml", SUITE.replace("2 plus 3", "3 plus 3"));
    assertThat(runInCatalog("stats")).isZero();
    assertThat(out.toString()).contains("on another version", "measure again", "~");
  }

  /** What is measured is no part of the catalog: nothing reloads for it. */
  @Test
  void theFolderOfMeasurementsIsNoPartOfTheCatalog() throws IOException {
    String before = new CatalogLoader().load(folder).version();
    Files.createDirectories(folder.resolve("measured"));
    write("measured/small.json", "{broken");
    write("measured/other.yaml", "{broken");

    assertThat(new CatalogLoader().load(folder).version()).isEqualTo(before);
    assertThat(runInCatalog("stats")).isEqualTo(2);
    assertThat(err.toString()).contains("small.json: not what 'suite measure' writes", " — ");
  }

  @Test
  void aDryRunSendsNothing() {
    assertThat(runInCatalog("measure", "m/p/gpu/a", "m/p/tpu/b", "--times", "10", "--dry-run"))
        .isZero();
    assertThat(out.toString())
        .contains("requests       40", "prompt tokens  ~360", "answer tokens  ~260")
        .contains("~$0.0025, without 20 requests to targets that have no price");
    assertThat(folder.resolve("measured")).doesNotExist();
  }

  @Test
  void targetsThatDoNotAnswerAreTold() {
    assertThat(runInCatalog("measure", "m/p/gpu/a", "--times", "1")).isEqualTo(1);
    assertThat(err.toString()).contains("m/p/gpu/a small/", "2 of 2 asked, 2 not answered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "stats other --catalog . ¦ no fleet.yaml there",
        "stats other ¦ no suite 'other'; the catalog has: small",
        "measure m/p/gpu/c ¦ no target 'm/p/gpu/c'",
        "measure m/p/gpu/a --suite x ¦ no suite 'x'",
        "measure m/p/gpu/a --times 0 ¦ write 1 to",
        "import promptfoo none.yaml ¦ none.yaml: there is no such file",
        "import lm-eval none.jsonl ¦ none.jsonl: there is no such file",
        "import lm-eval none.jsonl --seed 1 ¦ add it",
        "import lm-eval none.jsonl --limit 0 ¦ write 1 or more",
        "import promptfoo none.yaml --name 'A b' ¦ not a name",
        "import promptfoo none.yaml --max-tokens 0 ¦ write 1 to",
      })
  void badInputEndsWithTwo(String arguments, String message) {
    String[] words =
        Stream.of(arguments.split(" (?=(?:[^']*'[^']*')*[^']*$)", -1))
            .map(word -> word.replace("'", ""))
            .toArray(String[]::new);

    assertThat(
            arguments.startsWith("import") || arguments.contains("--catalog")
                ? run(words)
                : runInCatalog(words))
        .isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void anImportedSuiteIsAValidPartOfTheCatalog() throws IOException {
    String config =
        write(
                "promptfooconfig.yaml",
                """
                prompts: ['{{q}}']
                tests:
                  - vars: {q: 'What is 2 plus 2?'}
                    assert: [{type: contains, value: 4}, {type: llm-rubric, value: polite}]
                """)
            .toString();
    String file = folder.resolve("suites/sums.yaml").toString();

    assertThat(run("import", "promptfoo", config, "--dry-run", "--out", file)).isZero();
    assertThat(out.toString())
        .contains(
            "promptfooconfig.yaml:4 test: llm-rubric asks another model",
            "suite promptfoo: 1 probes, 1 with checks of their own; 1 things not taken over");
    assertThat(folder.resolve("suites/sums.yaml")).doesNotExist();

    assertThat(run("import", "promptfoo", config, "--name", "sums", "--out", file)).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(new CatalogLoader().load(folder).suite("sums")).isPresent();
    assertThat(run("import", "promptfoo", config, "--out", file)).isEqualTo(2);
    assertThat(run("import", "promptfoo", config, "--out", file, "--force")).isZero();

    String lines = write("q.jsonl", "{\"question\": \"Say a.\", \"answer\": \"a\"}").toString();
    assertThat(run("import", "lm-eval", lines, "--max-tokens", "9")).isZero();
    assertThat(out.toString()).contains("suite: q", "max-tokens: 9", "answer: {exact: a}");
  }

  @ParameterizedTest
  @CsvSource({"stats", "measure", "import", "import promptfoo", "import lm-eval"})
  void helpIsThere(String command) {
    assertThat(run((command + " --help").split(" ", -1))).isZero();
    assertThat(out.toString()).startsWith("Usage: suite " + command);
  }

  /** The lab on any free port, and a fleet that is on it. */
  private final class Running {
    private final LabFleet fleet =
        new LabFleet(
            this::catalog,
            LabSettings.immediate(),
            () -> Instant.parse("2026-01-01T00:00:00Z"),
            42,
            _ -> {});

    Running() throws IOException {
      fleet.start();
      fleet(fleet.port());
    }

    private Catalog catalog() {
      return new CatalogLoader().load(folder);
    }
  }
}
