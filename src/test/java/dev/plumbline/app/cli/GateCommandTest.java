package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.gate.GateFacts;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The command over files: what it decides, prints, writes, and says of what it cannot use. */
class GateCommandTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final String EXAMPLE = "src/main/resources/gate/example.yaml";

  @TempDir Path folder;

  private record Called(int code, String out, String err) {}

  private static Called call(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new CommandLine(new GateCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new PlainErrors())
            .execute(arguments);
    return new Called(code, out.toString(), err.toString());
  }

  private Called judge(Path candidate, Path baseline, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--candidate", candidate.toString(), "--baseline", baseline.toString()));
    arguments.addAll(List.of(more));
    return call(arguments.toArray(String[]::new));
  }

  private static String line(int n, int millis, String check, String reading) {
    return String.format(
        Locale.ROOT,
        "{\"at\":\"%s\",\"model\":\"opal\",\"platform\":\"api\",\"accelerator\":\"tpu\","
            + "\"pool\":\"main\",\"check\":\"%s\",\"session\":\"s%d\",\"probe\":\"core/%d\",%s}",
        START.plusSeconds(n).plusMillis(millis),
        check,
        n,
        n % 5,
        reading);
  }

  private Path file(String name, int pairs, IntFunction<List<String>> lines) throws IOException {
    List<String> all = new ArrayList<>();
    for (int n = 0; n < pairs; n++) {
      all.addAll(lines.apply(n));
    }
    return Files.write(folder.resolve(name), all);
  }

  /** Two checks; the n-th format fails where told. */
  private Path trials(String name, int pairs, int millis, java.util.function.IntPredicate failed)
      throws IOException {
    return file(
        name,
        pairs,
        n ->
            List.of(
                line(n, millis, "format", "\"failed\":" + failed.test(n)),
                line(n, millis, "paired-answer", "\"failed\":" + (n % 50 == 0))));
  }

  @Test
  void aHealthyCandidatePassesAndTellsSoEverywhere() throws Exception {
    Path candidate = trials("c.jsonl", 600, 0, _ -> false);
    Path baseline = trials("b.jsonl", 600, 300, _ -> false);
    Path json = folder.resolve("v.json");
    Path junit = folder.resolve("v.xml");
    Path facts = folder.resolve("facts.json");
    Called called =
        judge(candidate, baseline, "--json=" + json, "--junit=" + junit, "--facts=" + facts);
    assertThat(called.code()).isZero();
    assertThat(called.out())
        .startsWith("PASS: gate standard, 484 pairs, alpha 0.01\n")
        .containsPattern("format +rare-failure +484 +0 of 484 +0 of 484 +0.0000 \\(0.0000 to 0.0")
        .containsPattern("paired-answer +paired-answer +484 +10 of 484 +10 of 484");
    assertThat(called.err()).contains("484 pairs read, 0 exchanges without partner");

    JsonNode body = Json.MAPPER.readTree(Files.readString(json));
    assertThat(body.get("verdict").stringValue()).isEqualTo("pass");
    assertThat(body.get("ok").booleanValue()).isTrue();
    assertThat(body.get("status").stringValue()).isEqualTo("SUCCEEDED");
    assertThat(body.get("progress").isString()).isTrue();
    assertThat(body.get("detectors").get(0).get("evidenceFor").doubleValue()).isGreaterThan(100);
    Document xml = xml(junit);
    assertThat(xml.getDocumentElement().getAttribute("tests")).isEqualTo("3");
    assertThat(xml.getElementsByTagName("failure").getLength()).isZero();

    GateFacts read = Json.MAPPER.readValue(Files.readString(facts), GateFacts.class);
    assertThat(read.pairs()).hasSize(484);
    assertThat(read.verdict().opens()).isTrue();
  }

  @Test
  void aBrokenCandidateFails() throws Exception {
    Path candidate = trials("c.jsonl", 600, 0, n -> n >= 20);
    Path baseline = trials("b.jsonl", 600, 300, _ -> false);
    Path junit = folder.resolve("v.xml");
    Path json = folder.resolve("v.json");
    Called called = judge(candidate, baseline, "--junit=" + junit, "--json=" + json);
    assertThat(called.code()).isEqualTo(1);
    assertThat(called.out()).startsWith("FAIL: gate standard, 31 pairs");
    assertThat(called.out()).contains("format: 11 of 31 failed, of the baseline's 0 of 31");
    Element failure = (Element) xml(junit).getElementsByTagName("failure").item(1);
    assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("format");
    assertThat(Json.MAPPER.readTree(Files.readString(json)).get("status").stringValue())
        .isEqualTo("TERMINAL");
  }

  @Test
  void tooLittleIsInconclusive() throws Exception {
    Path candidate = trials("c.jsonl", 100, 0, _ -> false);
    Path baseline = trials("b.jsonl", 100, 300, _ -> false);
    Path junit = folder.resolve("v.xml");
    Called called = judge(candidate, baseline, "--junit=" + junit);
    assertThat(called.code()).isEqualTo(2);
    assertThat(called.out())
        .startsWith("INCONCLUSIVE: gate standard, 100 pairs")
        .contains("the histories end after 100 pairs")
        .contains("format needs about 384 more pairs without a difference");
    assertThat(xml(junit).getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(xml(junit).getElementsByTagName("skipped").getLength()).isEqualTo(2);
  }

  /** Every tenth exchange of the candidate is not in its file: it is missing, not a success. */
  @Test
  void whatIsNotInTheFileIsMissing() throws Exception {
    Path candidate =
        file(
            "c.jsonl",
            2_000,
            n -> n % 10 == 0 ? List.of() : List.of(line(n, 0, "format", "\"failed\":false")));
    Path baseline =
        file("b.jsonl", 2_000, n -> List.of(line(n, 300, "format", "\"failed\":false")));
    Called called = judge(candidate, baseline, "--window=PT0.5S");
    assertThat(called.code()).isEqualTo(2);
    assertThat(called.out()).contains("more pairs that the candidate answers");
    assertThat(called.err()).contains("1,800 pairs read, 199 exchanges without partner, 1 outside");
  }

  @Test
  void aPolicyOfAFileDecides() throws Exception {
    Path gates = folder.resolve("gates.yaml");
    Files.writeString(
        gates,
        """
        gates:
          - name: quick
            budget: {pairs: 700}
            checks: {format: {p0: 1e-3}}
          - name: other
            checks: {format: {}}
        """);
    Path candidate = trials("c.jsonl", 600, 0, n -> n == 3 || n == 9);
    Path baseline = trials("b.jsonl", 600, 300, _ -> false);
    Called called = judge(candidate, baseline, "--policy=" + gates + "#quick");
    assertThat(called.code()).isEqualTo(1);
    assertThat(called.out()).startsWith("FAIL: gate quick, 10 pairs");
    assertThat(judge(candidate, baseline, "--policy=" + gates).err())
        .contains("holds 2 gates — name one: %s#quick".formatted(gates));
  }

  @Test
  void aPlanIsToldAndAHopelessOneRefused() throws Exception {
    Called plan = call("--plan", "--policy", EXAMPLE + "#rollout");
    assertThat(plan.code()).isZero();
    assertThat(plan.out())
        .startsWith("gate rollout: 1,500 pairs, alpha 0.01\nan identical candidate passes with")
        .containsPattern("foreign-script +rare-failure +0.01 +1.000 +50\\d +2 \\(100 %\\)");
    assertThat(call("--plan", "--policy", EXAMPLE).out()).contains("gate succession: 6,000 pairs");
    Path gates = folder.resolve("gates.yaml");
    Files.writeString(
        gates, "gates:\n  - name: tight\n    budget: {pairs: 300}\n    checks: {format: {}}\n");
    Called refused = call("--plan", "--policy", gates.toString());
    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.out()).startsWith("gate tight: 300 pairs");
    assertThat(refused.err())
        .startsWith(
            "gate tight is refused: an identical candidate would pass with probability 0.00")
        .contains("give it 4");
    assertThat(call("--plan").err()).startsWith("--plan: say of what: --policy FILE#NAME");
  }

  @Test
  void whatCannotBeUsedIsToldWithFileAndLine() throws Exception {
    Path good = trials("b.jsonl", 5, 300, _ -> false);
    assertError(call("--candidate", good.toString()), "--baseline is missing");
    assertError(call("--no-such-option"), "Unknown option");
    assertError(judge(folder.resolve("no"), good), "there is no such file — name one");
    assertError(judge(good, good, "--window=PT2H"), "--window PT2H: write PT0S to PT1H");
    Path broken = folder.resolve("broken.jsonl");
    Files.writeString(broken, line(0, 0, "format", "\"failed\":false") + "\n{\"at\": 3}\n");
    assertError(judge(broken, good), broken + ":2: at is of the wrong type");

    Path session = folder.resolve("session.jsonl");
    Files.write(
        session,
        List.of(
            line(0, 0, "format", "\"failed\":false"),
            line(1, 0, "format", "\"failed\":false").replace("\"s1\"", "\"s0\"")));
    assertError(judge(session, good), session + ":2: session 's0' has another exchange within");
    Path twice = folder.resolve("twice.jsonl");
    Files.write(
        twice,
        List.of(line(0, 0, "format", "\"failed\":false"), line(0, 0, "format", "\"failed\":true")));
    assertError(judge(twice, good), twice + ":2: check format stands there twice");

    Path number = folder.resolve("number.jsonl");
    Files.write(number, List.of(line(0, 0, "format", "\"value\":3")));
    Path gates = folder.resolve("gates.yaml");
    Files.writeString(gates, "gates:\n  - name: a\n    checks: {format: {}}\n");
    assertError(
        judge(number, good, "--policy=" + gates),
        number + ":1: check format is compared as rare-failure and has a value here");

    Path later = folder.resolve("later.jsonl");
    Files.write(
        later,
        List.of(line(0, 0, "format", "\"failed\":false").replace("2026-03-01", "2026-04-01")));
    assertError(judge(later, good), "no probe was asked of both within PT1M");
    Files.writeString(gates, "gates:\n  - name: a\n    chekcs: {format: {}}\n");
    assertError(judge(good, good, "--policy=" + gates), "unknown key 'chekcs'");
  }

  @Test
  void helpTellsWhatItsExitCodesMean() {
    assertThat(call("--help").out()).contains("2   INCONCLUSIVE", "--policy=FILE#NAME");
  }

  private static void assertError(Called called, String told) {
    assertThat(called.err()).contains(told);
    assertThat(called.code()).isEqualTo(3);
  }

  private static Document xml(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }
}
