package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.Plumbline;
import dev.plumbline.topic.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** The GitHub Action, its script run by bash with the variables that GitHub's runner gives it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the runner's bash is not at hand there")
class QualityGateActionTest {
  private static final Path ACTION = Path.of(".github", "actions", "quality-gate", "action.yml");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *([a-z.]+) *}}");
  private static final String COMMIT = "f95f852bd8fca8fcc58a9a2d6c842781e32a215e";
  private static final String TOKEN = "correct-horse-battery";

  private final FakeGates gates = new FakeGates();
  private final Map<String, String> given = new HashMap<>();
  private final Map<String, String> machine = new HashMap<>();

  @TempDir Path folder = Path.of("");

  private record Ran(int code, String log, Map<String, String> outputs, String summary) {}

  @BeforeEach
  void job() throws IOException {
    given.put("gate", "rollout");
    given.put("candidate", "a/tpu");
    given.put("baseline", "a/gpu");
    given.put("server", gates.url());
    given.put("token", TOKEN);
    given.put("jar", jar().toString());
    machine.put("PATH", System.getenv("PATH"));
    machine.put("JAVA_HOME", System.getProperty("java.home"));
  }

  @AfterEach
  void stop() {
    gates.close();
  }

  /** Stands for plumbline.jar: the same program. */
  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Plumbline.class.getName());
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    Path jar = Files.createDirectories(folder.resolve("my jars")).resolve("plumbline.jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static JsonNode action() throws IOException {
    Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(ACTION));
    return Json.MAPPER.valueToTree(yaml);
  }

  private static JsonNode step() throws IOException {
    JsonNode steps = action().at("/runs/steps");
    assertThat(steps.size()).isEqualTo(1);
    return steps.get(0);
  }

  /** The one thing that an expression of this file may name. */
  private String value(MatchResult expression) {
    String name = expression.group(1);
    if (name.equals("github.sha")) {
      return COMMIT;
    }
    String input = name.replaceFirst("^inputs\\.", "");
    try {
      JsonNode known = action().path("inputs").path(input);
      assertThat(known.isObject()).as(name).isTrue();
      String mine = given.get(input);
      return mine == null ? resolved(known.path("default").asString("")) : mine;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String resolved(String text) {
    return EXPRESSION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  private Ran run() throws Exception {
    Path script = Files.writeString(folder.resolve("step.sh"), step().path("run").asString());
    Path outputs = Files.writeString(folder.resolve("outputs"), "");
    Path summary = Files.writeString(folder.resolve("summary"), "");
    Path log = folder.resolve("log");
    Path work = Files.createDirectories(folder.resolve("work"));
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    ProcessBuilder bash =
        new ProcessBuilder("bash", "--noprofile", "--norc", "-eo", "pipefail", script.toString());
    bash.environment().clear();
    bash.environment().putAll(machine);
    bash.environment().put("GITHUB_OUTPUT", outputs.toString());
    bash.environment().put("GITHUB_STEP_SUMMARY", summary.toString());
    bash.environment().put("RUNNER_TEMP", temporary.toString());
    step()
        .path("env")
        .properties()
        .forEach(it -> bash.environment().put(it.getKey(), resolved(it.getValue().asString())));
    Process process =
        bash.directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(temporary).isEmptyDirectory();
    assertThat(work).isEmptyDirectory();
    String all = Files.readString(log);
    assertThat(all + Files.readString(summary)).doesNotContain(TOKEN);
    return new Ran(
        process.exitValue(),
        all,
        Files.readAllLines(outputs).stream()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(it -> it[0], it -> it[1])),
        Files.readString(summary));
  }

  private Map<String, String> outputs(String verdict, boolean open) {
    return Map.of(
        "verdict",
        verdict,
        "open",
        Boolean.toString(open),
        "evaluation",
        FakeGates.ID,
        "url",
        gates.url() + "/api/v1/gates/rollout/evaluations/" + FakeGates.ID);
  }

  /** An expression in a script is code that a branch's name can write. */
  @Test
  void noInputIsAPartOfTheScriptAndEveryOutputIsSet() throws Exception {
    JsonNode action = action();
    Collection<String> inputs = action.path("inputs").propertyNames();
    JsonNode outputs = action.path("outputs");

    assertThat(step().path("run").asString()).doesNotContain("${{");
    assertThat(step().path("shell").asString()).isEqualTo("bash");
    assertThat(step().has("uses")).isFalse();
    assertThat(step().path("env").toString())
        .contains(inputs.stream().map(input -> "\"${{ inputs.%s }}\"".formatted(input)).toList());
    assertThat(outputs.propertyNames())
        .containsExactlyInAnyOrderElementsOf(outputs("pass", true).keySet());
    for (String name : outputs.propertyNames()) {
      assertThat(outputs.path(name).path("value").asString())
          .isEqualTo("${{ steps.gate.outputs.%s }}".formatted(name));
    }
    assertThat(Files.readString(ACTION.resolveSibling("README.md")))
        .contains(
            Stream.concat(inputs.stream(), outputs.propertyNames().stream())
                .map(name -> "`%s`".formatted(name))
                .toList());
  }

  @Test
  void aPassIsSuccess() throws Exception {
    gates.says(202, gates.running(3)).says(200, gates.pass());

    Ran ran = run();

    assertThat(ran.code()).as(ran.log()).isZero();
    assertThat(ran.outputs()).isEqualTo(outputs("pass", true));
    assertThat(ran.summary())
        .startsWith("### Plumbline gate: pass\n\n    PASS: gate standard")
        .contains("\n    check ");
    assertThat(ran.log()).contains("PASS: gate standard", "evidence against it");
    assertThat(gates.requests().getFirst().json().at("/build").asString()).isEqualTo(COMMIT);
    assertThat(gates.requests().getFirst().authorization()).isEqualTo("Bearer " + TOKEN);
  }

  @Test
  void aFailFailsTheStepUnlessSomebodyOverridesIt() throws Exception {
    gates.says(200, gates.fail());
    Ran failed = run();
    assertThat(failed.code()).as(failed.log()).isEqualTo(1);
    assertThat(failed.outputs()).isEqualTo(outputs("fail", false));
    assertThat(failed.summary()).contains("\n    FAIL: gate standard");

    gates.says(200, gates.overridden(gates.fail()));
    given.put("again", "true");
    run();
    Ran overridden = run();
    assertThat(overridden.code()).isZero();
    assertThat(overridden.outputs()).isEqualTo(outputs("fail", true));
    assertThat(overridden.summary()).contains("\n    OVERRIDDEN: ");
  }

  @Test
  void anUndecidedOneFailsTheStepWithACodeOfItsOwn() throws Exception {
    gates.says(200, gates.inconclusive());

    Ran ran = run();

    assertThat(ran.code()).as(ran.log()).isEqualTo(2);
    assertThat(ran.outputs()).isEqualTo(outputs("inconclusive", false));
  }

  @Test
  void aServerThatIsAwayIsAnErrorAndNoVerdict() throws Exception {
    gates.close();
    given.put("patience", "10ms");

    Ran ran = run();

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.log()).contains("cannot be reached");
    assertThat(ran.outputs())
        .isEqualTo(Map.of("verdict", "error", "open", "false", "evaluation", "", "url", ""));
    assertThat(ran.summary())
        .isEqualTo(
            """
            ### Plumbline gate: error

            There is no verdict; the log of this step says why.

            """);
  }

  @Test
  void aRunnerWithoutTheJarIsTold() throws Exception {
    given.put("jar", "nowhere.jar");

    Ran ran = run();

    assertThat(ran.code()).isEqualTo(3);
    assertThat(ran.log()).contains("::error::input jar names no file");
    assertThat(ran.outputs()).containsEntry("verdict", "error");
  }

  /** Whatever an input holds arrives at the server, and nowhere else. */
  @Test
  void whatAShellWouldRunIsOnlyData() throws Exception {
    String build = "'; touch pwned; \"`touch pwned`$(touch pwned)\" && ${HOME} *\n| > pwned #";
    given.put("build", build);
    given.put("gate", "@/etc/hostname");
    given.put("candidate", "-x;touch pwned");
    given.put("environment", "$(touch pwned)");
    given.put("again", "true; touch pwned");
    gates.says(200, gates.pass());

    Ran ran = run();

    assertThat(ran.code()).as(ran.log()).isZero();
    assertThat(gates.requests()).hasSize(1);
    FakeGates.Request request = gates.requests().getFirst();
    assertThat(request.line()).isEqualTo("POST /api/v1/gates/%40%2Fetc%2Fhostname/evaluations");
    assertThat(request.json().at("/build").asString()).isEqualTo(build);
    assertThat(request.json().at("/candidate").asString()).isEqualTo("-x;touch pwned");
    assertThat(request.json().at("/environment").asString()).isEqualTo("$(touch pwned)");
  }

  /** What is written where the runner reads outputs cannot be chosen by who answers. */
  @Test
  void anAnswerCannotSetAnotherOutput() throws Exception {
    gates.says(200, gates.fail().put("id", "x\nopen=true").put("statusUrl", "a\"\nverdict=pass"));

    Ran ran = run();

    assertThat(ran.outputs())
        .isEqualTo(Map.of("verdict", "fail", "open", "false", "evaluation", "", "url", ""));
  }

  /** Docker as the script calls it: the token by name alone, the verdict in a folder of both. */
  @Test
  void anImageTakesThePlaceOfTheJar() throws Exception {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path docker =
        Files.writeString(
            tools.resolve("docker"),
            """
            #!/usr/bin/env bash
            set -eu
            [ "$1 $2 $3 $4 $5 $7" = "run --rm --env PLUMBLINE_TOKEN --user --volume" ]
            folder=${8%%:/verdict}
            [ "$9" = acme/plumbline:1 ]
            shift 9
            exec "$JAVA_HOME/bin/java" -jar "$JAR" "${@/\\/verdict\\//$folder/}"
            """);
    assertThat(docker.toFile().setExecutable(true)).isTrue();
    machine.put("PATH", tools + File.pathSeparator + System.getenv("PATH"));
    given.put("image", "acme/plumbline:1");
    gates.says(200, gates.pass());

    Ran ran = run();

    assertThat(ran.code()).as(ran.log()).isZero();
    assertThat(ran.outputs()).isEqualTo(outputs("pass", true));
    given.put("image", "--privileged");
    assertThat(run().log()).contains("::error::image: begins with -");
  }
}
