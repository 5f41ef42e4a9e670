package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.topic.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What a CI sees of a gate that it asks over REST: exit code, table, files, and what went wrong.
 */
class GateAskCommandTest {
  private static final String ASK = "/api/v1/gates/rollout/evaluations";

  private final FakeGates gates = new FakeGates();
  private final AtomicReference<Instant> now = new AtomicReference<>(FakeGates.NOW);
  private final List<Duration> pauses = new ArrayList<>();
  private @Nullable String token;

  @TempDir Path folder = Path.of("");

  private record Called(int code, String out, String err) {}

  @AfterEach
  void stop() {
    gates.close();
  }

  private Called ask(String... more) {
    return askOf(gates.url(), more);
  }

  private Called askOf(String server, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("rollout", "--candidate=a/tpu", "--baseline=a/gpu", "--build=sha256:7"));
    arguments.add("--server=" + server);
    arguments.addAll(List.of(more));
    return call(arguments);
  }

  private Called call(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Pause passing =
        time -> {
          pauses.add(time);
          now.updateAndGet(it -> it.plus(time));
        };
    int code =
        new CommandLine(new GateAskCommand(now::get, passing, _ -> token))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new PlainErrors())
            .execute(arguments.toArray(String[]::new));
    return new Called(code, out.toString(), err.toString());
  }

  private List<String> lines() {
    return gates.requests().stream().map(FakeGates.Request::line).toList();
  }

  @Test
  void itBeginsWaitsTellsHowFarItIsAndPasses() throws Exception {
    token = "s3cr3t-word\n";
    gates.says(202, gates.running(0)).says(200, gates.running(0)).says(200, gates.running(120));
    gates.says(200, gates.pass());
    Path json = folder.resolve("v.json");
    Path junit = folder.resolve("v.xml");

    Called called = ask("--environment=prod", "--json=" + json, "--junit=" + junit);

    assertThat(called.code()).isZero();
    String wait = "GET %s/4be1?wait=PT30S".formatted(ASK);
    assertThat(lines()).containsExactly("POST " + ASK, wait, wait, wait);
    assertThat(gates.requests())
        .allMatch(request -> "Bearer s3cr3t-word".equals(request.authorization()));
    assertThat(gates.requests().getFirst().json())
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"candidate": "a/tpu", "baseline": "a/gpu", "build": "sha256:7",
                 "environment": "prod"}\
                """));
    assertThat(called.err().lines())
        .containsExactly(
            "gate rollout, attempt 1, begun: %s%s/4be1".formatted(gates.url(), ASK),
            "0 pairs, 0 of 1 required checks pass, evidence against it 1.00, 100 decides",
            "120 pairs, 0 of 1 required checks pass, evidence against it 1.00, 100 decides");
    assertThat(called.out())
        .startsWith("PASS: gate standard, ")
        .containsPattern("format +rare-failure +\\d+ +0 of \\d+ +0 of \\d+ +0.0000")
        .endsWith("%s%s/4be1\n".formatted(gates.url(), ASK));
    assertThat(Json.MAPPER.readTree(Files.readString(json)))
        .isEqualTo(Json.MAPPER.readTree(gates.pass().toString()));
    assertThat(Files.readString(junit)).contains("tests=\"2\" failures=\"0\" errors=\"0\"");
    assertThat(called.out() + called.err() + Files.readString(json)).doesNotContain("s3cr3t");
  }

  @Test
  void aFailIsKnownAtOnceToWhoAsksAgain() throws Exception {
    gates.says(200, gates.fail());
    Path junit = folder.resolve("v.xml");

    Called called = ask("--again", "--junit=" + junit);

    assertThat(called.code()).isEqualTo(1);
    assertThat(lines()).containsExactly("POST " + ASK);
    assertThat(gates.requests().getFirst().authorization()).isNull();
    assertThat(called.out()).startsWith("FAIL: gate standard").contains("format: ");
    assertThat(called.err()).contains("attempt 1, asked before");
    assertThat(Files.readString(junit)).contains("failures=\"2\"", "message=\"FAIL\"");
  }

  /** One whose policy holds has ended though tools that poll are told that it runs. */
  @Test
  void anInconclusiveOneIsToldHowToTryAgain() {
    gates.says(200, gates.inconclusive());

    Called called = ask();

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.out()).startsWith("INCONCLUSIVE: gate standard, 10 pairs");
    assertThat(called.err()).contains("--again makes another attempt");
  }

  @Test
  void againMakesAnotherAttemptOfAnUndecidedOne() {
    gates.says(200, gates.inconclusive()).says(202, gates.running(0).put("attempt", 2));
    gates.says(200, gates.pass());

    Called called = ask("--again");

    assertThat(called.code()).isZero();
    assertThat(lines().subList(0, 2)).containsExactly("POST " + ASK, "POST " + ASK + "?again=true");
    assertThat(called.err()).contains("attempt 2, begun");
  }

  /** The answer to the first was lost, and what it began runs. */
  @Test
  void againAfterALostAnswerFindsWhatThatBegan() {
    gates.says(200, gates.error()).says(502, "<html>").refuses(409, "runs");
    gates.says(200, gates.running(3)).says(200, gates.fail());

    assertThat(ask("--again").code()).isEqualTo(1);
    assertThat(lines().subList(1, 4))
        .containsExactly(
            "POST " + ASK + "?again=true", "POST " + ASK + "?again=true", "POST " + ASK);
  }

  @Test
  void ourOwnFailureIsNoVerdictOfTheCandidate() {
    gates.says(200, gates.error());

    Called called = ask();

    assertThat(called.code()).isEqualTo(3);
    assertThat(called.out()).startsWith("ERROR: gate").contains("no worker is up");
  }

  @Test
  void anOverrideOpensAndIsToldFirst() throws Exception {
    gates.says(202, gates.running(5)).says(200, gates.overridden(gates.fail()));
    Path junit = folder.resolve("v.xml");

    Called called = ask("--junit=" + junit);

    assertThat(called.code()).isZero();
    assertThat(called.out())
        .startsWith(
            "OVERRIDDEN: the gate is open in spite of its verdict, by amir until"
                + " 2026-03-01T02:00:00Z: known flake\n\nFAIL: gate standard");
    assertThat(Files.readString(junit))
        .contains("failures=\"0\" errors=\"0\" skipped=\"2\"")
        .contains("message=\"FAIL, overridden by amir until 2026-03-01T02:00:00Z: known flake\"");
  }

  /** It waits for nothing that somebody has opened. */
  @Test
  void anOverrideOfARunningOneEndsTheWaiting() {
    gates.says(202, gates.overridden(gates.running(5)));

    assertThat(ask().code()).isZero();
    assertThat(lines()).hasSize(1);
  }

  @Test
  void anAnswerThatContradictsItselfOpensNothing() {
    gates.says(200, gates.fail().put("ok", true));
    assertThat(ask().code()).isEqualTo(1);
    gates.says(200, gates.pass().put("ok", false));
    ask();
    assertThat(ask().code()).isEqualTo(3);
    gates.says(200, gates.pass().put("verdict", "fine"));
    ask();
    assertThat(ask().code()).isEqualTo(3);
  }

  @Test
  void whenTimeIsOverItGoesOnWithoutUs() throws Exception {
    gates.says(202, gates.running(5)).says(200, gates.running(7));
    Path json = folder.resolve("v.json");

    Called called = ask("--timeout=32s", "--json=" + json);

    assertThat(called.code()).isEqualTo(2);
    assertThat(called.out()).startsWith("INCONCLUSIVE: gate").contains("it runs: undecided");
    assertThat(called.err()).contains("undecided after PT32S: it goes on");
    assertThat(lines()).hasSize(33).endsWith("GET %s/4be1?wait=PT1S".formatted(ASK));
    assertThat(pauses).hasSize(32).containsOnly(Duration.ofSeconds(1));
    assertThat(Json.MAPPER.readTree(Files.readString(json)))
        .isEqualTo(Json.MAPPER.readTree(gates.running(7).toString()));
  }

  @Test
  void aServerThatComesBackIsAskedAgain() {
    gates.refuses(503, "Plumbline does not reach its database").says(429, "").says(502, "<html>");
    gates.says(202, gates.running(5)).says(500, "").says(200, gates.pass());

    Called called = ask();

    assertThat(called.code()).isZero();
    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(1));
    assertThat(called.err())
        .contains("answers 503: Plumbline does not reach its database")
        .doesNotContain("502");
  }

  @Test
  void oneThatStaysAwayIsAnErrorAfterAMinute() {
    gates.close();

    Called called = ask();

    assertThat(called.code()).isEqualTo(3);
    assertThat(called.out()).isEmpty();
    assertThat(called.err()).contains("cannot be reached", "for PT1M now — start it");
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(ask("--patience=0s").err()).contains("for PT0S now");
  }

  @Test
  void oneThatGoesAwayForGoodIsAnErrorToo() {
    gates.says(202, gates.running(5)).refuses(503, "the token is not where the settings say");

    assertThat(ask().code()).isEqualTo(3);
  }

  /** What is known to run is not broken because time is over while nobody answers. */
  @Test
  void timeMayBeOverWhileTheServerIsAway() {
    gates.says(202, gates.running(5)).says(503, "");

    assertThat(ask("--timeout=20s").code()).isEqualTo(2);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofSeconds(20));
    gates.close();
    assertThat(ask("--timeout=20s").code()).isEqualTo(3);
  }

  @Test
  void aRefusalIsToldWithItsFieldAndNotTriedAgain() {
    gates.refuses(400, "candidate no target is called 'a/tpu' — did you mean a/tpv?");
    assertRefused(ask(), "answers 400: candidate no target is called 'a/tpu' — did you mean a/tpv");
    gates.refuses(409, "this build is compared with a/cpu, in evaluation 77");
    ask();
    assertRefused(ask(), "answers 409: this build is compared with a/cpu, in evaluation 77");
    gates.refuses(401, "no token");
    ask();
    assertRefused(ask(), "answers 401: no token — set PLUMBLINE_TOKEN");
    token = "wrong-word";
    assertRefused(ask(), "401: no token — PLUMBLINE_TOKEN is not what plumbline.gate.token");
    gates.says(302, "");
    ask();
    assertRefused(ask(), "answers 302: no reason given — it is elsewhere; name that place");
    gates.says(200, "<html>");
    ask();
    assertRefused(ask(), "answers what is no evaluation — is a Plumbline there?");
    gates.says(200, "{\"id\": 7}");
    ask();
    assertRefused(ask(), "answers what is no evaluation");
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--timeout=soon",
        "--timeout=-1s",
        "--timeout=8d",
        "--server=plumbline",
        "--server=http://gate:pa55word@127.0.0.1:1",
        "--server=http://127.0.0.1:1/?a=b",
        "--server=http://127.0.0.1:65536",
        "--no-such-option",
        "more"
      })
  void badInputIsToldBeforeAnythingIsAsked(String argument) {
    Called called =
        call(List.of("rollout", "--candidate=a", "--baseline=b", "--build=c", argument));
    assertRefused(called, argument.substring(0, Math.min(8, argument.length())));
    assertThat(called.err()).doesNotContain("pa55word");
  }

  /** A token that no header can hold is not told by the error that says so. */
  @Test
  void aTokenOfSeveralLinesIsRefusedAndNotShown() {
    token = "first-half\nother-half";
    Called called = ask();
    assertRefused(called, "PLUMBLINE_TOKEN: a token is one word of printable ASCII");
    assertThat(called.err()).doesNotContain("half");
    assertThat(lines()).isEmpty();
  }

  @Test
  void aServerMayBeBelowAPath() {
    gates.says(200, gates.pass());
    assertThat(askOf(gates.url() + "/plumbline/").code()).isZero();
    assertThat(lines()).containsExactly("POST /plumbline" + ASK);
  }

  /** The verdict is told even where its file cannot be written. */
  @Test
  void aFileThatCannotBeWrittenIsAnErrorBesideTheVerdict() throws Exception {
    gates.says(200, gates.pass());
    Path file = Files.writeString(folder.resolve("file"), "");

    Called called = ask("--junit=" + file.resolve("v.xml"));

    assertThat(called.code()).isEqualTo(3);
    assertThat(called.err()).contains("cannot be written: ");
    assertThat(called.out()).startsWith("PASS");
    assertThat(ask("--junit=" + folder.resolve("new/v.xml")).code()).isZero();
  }

  @Test
  void helpTellsWhatItsExitCodesMean() {
    assertThat(call(List.of("--help")).out())
        .contains("2   INCONCLUSIVE, also when --timeout", "PLUMBLINE_TOKEN", "--again");
  }

  private static void assertRefused(Called called, String told) {
    assertThat(called.err()).contains(told);
    assertThat(called.out()).isEmpty();
    assertThat(called.code()).isEqualTo(3);
  }
}
