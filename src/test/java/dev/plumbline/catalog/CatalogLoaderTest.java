package dev.plumbline.catalog;

import static dev.plumbline.catalog.Catalogs.SUITE;
import static dev.plumbline.catalog.Catalogs.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogLoaderTest {
  @TempDir private Path folder;

  @Test
  void whatAFleetLeavesOpenHasDefaults() {
    Catalog catalog = Catalogs.load("targets:\n" + target(""), SUITE);

    assertThat(catalog.targets())
        .containsExactly(
            new Target(
                "m/p/gpu/a",
                new Labels("m", "p", "gpu", "a"),
                null,
                null,
                WireFormat.OPENAI_CHAT,
                URI.create("http://localhost/v1"),
                "m",
                null,
                List.of(),
                128_000,
                Set.of(Capability.TEMPERATURE, Capability.STREAM),
                null,
                // 1,440 slots a day, twice
                new Budget(Duration.ofMinutes(1), 4, Duration.ofSeconds(60), 2_880, 0.05, 5),
                List.of("core")));
    assertThat(catalog.suites().getFirst().probes())
        .containsExactly(
            new Probe(
                "hello",
                "core",
                Set.of(),
                List.of(new Probe.Message("user", "Say hello.")),
                List.of(),
                new Sampling(0.0, null, 1L, 256, 5, false),
                Set.of("Latin"),
                List.of(
                    new CheckUse.Plain("foreign-script"),
                    new CheckUse.Plain("argmax"),
                    new CheckUse.Plain("routing")),
                null,
                null));
  }

  @Test
  void detectionHasDefaultsAndEachMayBeSetAlone() {
    DetectionPolicy policy =
        Catalogs.load(
                """
                detection: {threshold: 1.6e7, grace: 10s, objectives: {argmax: {certified: 1e-5}}}
                targets:
                """
                    + target(""),
                SUITE)
            .detection();

    assertThat(policy.pagesPerMonth()).isEqualTo(1);
    assertThat(policy.ticketsPerWeek()).isEqualTo(1);
    assertThat(policy.pooledShare()).isEqualTo(0.2);
    assertThat(policy.threshold()).isEqualTo(1.6e7);
    assertThat(policy.window()).isEqualTo(Duration.ofMinutes(1));
    assertThat(policy.grace()).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.objectives())
        .containsOnlyKeys(
            "foreign-script",
            "argmax",
            "format",
            "tool-call",
            "routing",
            "divergence",
            "unanimity",
            "logprob-drift",
            "border-token",
            "fingerprint",
            "paired-answer",
            "feedback-wrong-language",
            "feedback-garbled",
            "feedback-broken-code",
            "feedback-off-topic",
            "feedback-worse-quality",
            "feedback-refused",
            "feedback-other")
        .containsEntry("feedback-garbled", new DetectionPolicy.Objective(1e-2, 1e-2, 30_000, false))
        .containsEntry("argmax", new DetectionPolicy.Objective(1e-3, 1e-5, 30_000))
        .containsEntry("format", new DetectionPolicy.Objective(1e-3, 1e-4, 30_000))
        .containsEntry("routing", new DetectionPolicy.Objective(1e-5, 1e-5, 30_000));
  }

  @Test
  void fleetDefaultsAreMergedKeyByKeyAndListsReplaced() {
    Target target =
        Catalogs.load(
                """
                defaults:
                  budget: {interval: 250ms, concurrency: 2}
                  capabilities: [seed, logprobs]
                  credential: env:API_KEY
                  region: us-east1
                targets:
                """
                    + target("budget: {concurrency: 9}, capabilities: [stream], region: eu-west4"),
                SUITE)
            .targets()
            .getFirst();

    assertThat(target.budget().interval()).isEqualTo(Duration.ofMillis(250));
    assertThat(target.budget().concurrency()).isEqualTo(9);
    assertThat(target.budget().requestsPerDay()).isEqualTo(691_200);
    assertThat(target.capabilities()).containsExactly(Capability.STREAM);
    assertThat(target.credential()).isEqualTo(new CredentialRef.EnvironmentVariable("API_KEY"));
    assertThat(target.region()).isEqualTo("eu-west4");
  }

  @Test
  void labelsFillPlaceholdersAndStandForThemselvesInRegularExpressions() {
    Target target =
        Catalogs.load(
                """
                defaults:
                  endpoint: https://gateway/{model}/{platform}/{accelerator}/{pool}/
                  served-model: vendor/{model}
                  identity:
                    - {field: /system_fingerprint, expected: 'fp_{model}\\.[0-9]{4}'}
                    - {header: X-Served-By, expected: '{pool}'}
                    - {body: '"served":"([^"]*)"', expected: x}
                targets: [{model: haiku-3.5, platform: p, accelerator: tpu, pool: a}]
                """,
                SUITE)
            .targets()
            .getFirst();

    assertThat(target.endpoint()).hasToString("https://gateway/haiku-3.5/p/tpu/a");
    assertThat(target.servedModel()).isEqualTo("vendor/haiku-3.5");
    assertThat(target.identity())
        .containsExactly(
            new IdentityEcho.Field("/system_fingerprint", "fp_haiku-3\\.5\\.[0-9]{4}"),
            new IdentityEcho.Header("X-Served-By", "a"),
            new IdentityEcho.Body("\"served\":\"([^\"]*)\"", "x"));
  }

  @Test
  void suiteDefaultsAreMergedAndNullUnsetsAParameter() {
    Probe probe =
        Catalogs.load(
                "targets:\n" + target(""),
                """
                suite: core
                defaults: {sampling: {max-tokens: 9, stream: true}, scripts: [Thai]}
                probes:
                  - id: a
                    messages: [{role: system, content: Be brief.}, {role: user, content: Hi}]
                    sampling: {temperature: 0.7, seed: null, top-logprobs: ~}
                    checks: [{format: json}]
                    example: "{}"
                """)
            .suites()
            .getFirst()
            .probes()
            .getFirst();

    assertThat(probe.messages())
        .containsExactly(new Probe.Message("system", "Be brief."), new Probe.Message("user", "Hi"));
    assertThat(probe.sampling()).isEqualTo(new Sampling(0.7, null, null, 9, null, true));
    assertThat(probe.scripts()).containsExactly("Thai");
    assertThat(probe.checks()).containsExactly(new CheckUse.Format(Syntax.JSON));
    assertThat(probe.example()).isEqualTo("{}");
  }

  @Test
  void versionsNameContentNotLayout() {
    Catalog one = Catalogs.load("targets:\n" + target("region: r, build: b"), SUITE);
    Catalog other =
        Catalogs.load(
            "# a comment\ntargets:\n\n" + target("build: 'b',\n    region: r"),
            "probes:\n  -\n    prompt: 'Say hello.'\n    id: hello\nsuite: core\n");

    assertThat(other).isEqualTo(one);
    assertThat(one.version()).matches("[0-9a-f]{12}");
  }

  @Test
  void versionsChangeWithContent() {
    Catalog before = Catalogs.load("targets:\n" + target(""), SUITE);
    Catalog newPrompt = Catalogs.load("targets:\n" + target(""), SUITE.replace("hello.", "hi."));
    Catalog newBudget = Catalogs.load("targets:\n" + target("budget: {timeout: 59s}"), SUITE);

    assertThat(newPrompt.suites().getFirst().version())
        .isNotEqualTo(before.suites().getFirst().version());
    assertThat(newPrompt.version()).isNotEqualTo(before.version());
    assertThat(newBudget.suites()).isEqualTo(before.suites());
    assertThat(newBudget.version()).isNotEqualTo(before.version());
  }

  /** Exchanges name their request by suite version: the same suite must hash alike for ever. */
  @Test
  void theVersionOfASuiteIsFrozen() {
    Suite suite = Catalogs.load("targets:\n" + target(""), SUITE).suites().getFirst();

    assertThat(suite.version()).isEqualTo("2bebb918abfe");
  }

  @Test
  void errorsOfAllFilesAreReportedTogetherInReadingOrder() throws IOException {
    write("fleet.yaml", "targets:\n" + target("suites: [zzz]") + "\nx: 1\n");
    write("suites/a.yaml", "suite: same\nprobes: [{id: A, prompt: x}]");
    write("suites/b.yaml", "suite: same\nprobes: [{id: b}]");

    assertThat(CatalogReport.of(folder).text().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("5 errors in " + folder),
            line -> assertThat(line).startsWith("fleet.yaml:3:14 targets[0].suites[0]: unknown"),
            line -> assertThat(line).startsWith("fleet.yaml:4:1 x: unknown key 'x'"),
            line -> assertThat(line).startsWith("suites/a.yaml:2:11 probes[0].id: 'A' is not"),
            line ->
                assertThat(line)
                    .isEqualTo(
                        "suites/b.yaml:1:1 suite: 'same' is also the name of suites/a.yaml"
                            + " — rename one"),
            line -> assertThat(line).startsWith("suites/b.yaml:2:11 probes[0].id: asks nothing"));
  }

  @Test
  void aSuiteThatCannotBeReadDoesNotMakeItsNameUnknown() {
    assertThat(Catalogs.errors("targets:\n" + target("suites: [core]"), "suite: [core"))
        .singleElement()
        .asString()
        .startsWith("suites/core.yaml:1:13: not YAML");
  }

  @Test
  void missingFilesAndFoldersAreNamed() throws IOException {
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> new CatalogLoader().load(folder.resolve("nowhere")))
        .withMessage(
            "%s: there is no such folder — name a folder that holds fleet.yaml and suites/*.yaml",
            folder.resolve("nowhere"));
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> new CatalogLoader().load(folder))
        .withMessage(
            """
            fleet.yaml: there is no such file in %s — write it; see README.md
            suites: there is no such folder — put at least one suite into suites/*.yaml\
            """,
            folder);

    write("fleet.yaml", "targets:\n" + target(""));
    write("suites/.core.yaml", SUITE);
    write("suites/other.yml", SUITE);
    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> new CatalogLoader().load(folder))
        .withMessage(
            """
            suites: the folder holds no suite — put at least one suite into suites/*.yaml
            suites/other.yml: would be ignored — name it *.yaml\
            """);
  }

  @Test
  void aFileThatIsNotUtf8IsNamed() throws IOException {
    write("suites/core.yaml", SUITE);
    Files.write(folder.resolve("fleet.yaml"), "größer".getBytes(StandardCharsets.ISO_8859_1));

    assertThatExceptionOfType(InvalidCatalogException.class)
        .isThrownBy(() -> new CatalogLoader().load(folder))
        .withMessage("fleet.yaml: is not UTF-8 — save it as UTF-8");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
