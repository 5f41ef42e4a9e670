package dev.plumbline.app.cli;

import static dev.plumbline.app.cli.Backtesting.line;
import static dev.plumbline.app.cli.Backtesting.trial;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The command over files, against numbers computed by hand. */
class BacktestCommandTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Percentage ROUNDING = Percentage.withPercentage(1e-7);
  private static final String LEAF = "foreign-script|opal/api/tpu/main";

  @TempDir Path folder;

  /** Trials a minute apart; from the 300th on one in ten fails. */
  private static List<Boolean> failures(int trials) {
    RandomGenerator random = new SplittableRandom(7);
    return IntStream.range(0, trials)
        .mapToObj(i -> random.nextDouble() < (i < 300 ? 0.002 : 0.1))
        .toList();
  }

  private static String at(int minute) {
    return START.plusSeconds(60L * minute).toString();
  }

  private Path file(List<Boolean> failures) throws IOException {
    return Backtesting.file(
        folder,
        "history.jsonl",
        IntStream.range(0, failures.size()).mapToObj(i -> trial(at(i), "s" + i, failures.get(i))));
  }

  @Test
  void everyTrialAndPageIsWhatTheRecursionSays() throws IOException {
    List<Boolean> failures = failures(600);
    Backtesting run =
        Backtesting.of(
            file(failures), "--p0", "0.01", "--threshold", "5000", "--no-pooling", "--trace");
    assertThat(run.exitCode()).isZero();
    List<JsonNode> trials = run.lines("trial");
    assertThat(trials).hasSize(600);
    List<Integer> pages = new ArrayList<>();
    HandMadeDetector expected = new HandMadeDetector();
    for (int i = 0; i < 600; i++) {
      double evidence = expected.after(failures.get(i) ? 100 : 0, 1);
      assertThat(trials.get(i).get("index").intValue()).isEqualTo(i);
      assertThat(trials.get(i).get("at").stringValue()).isEqualTo(at(i));
      assertThat(trials.get(i).get("evidence").doubleValue()).isCloseTo(evidence, ROUNDING);
      if (evidence >= 5000) {
        pages.add(i);
        expected.restart();
      }
    }
    assertThat(pages).hasSizeGreaterThan(2);
    assertThat(run.lines("page")).extracting(line -> line.get("index").intValue()).isEqualTo(pages);
  }

  /** Seconds as they were, a rate of one a minute: g is the time in minutes, at most 1. */
  @Test
  void withABaseRateAStartWeighsWhatTimeAllows() throws IOException {
    int[] seconds = {0, 60, 75, 75, 200, 230};
    Path file =
        Backtesting.file(
            folder,
            "history.jsonl",
            IntStream.range(0, seconds.length)
                .mapToObj(
                    i -> trial(START.plusSeconds(seconds[i]).toString(), "s" + i, i % 2 == 1)));
    Backtesting run =
        Backtesting.of(
            file,
            "--p0=0.1",
            "--threshold=1e9",
            "--no-pooling",
            "--trace",
            "--base-rate=0.016666666666666666");
    HandMadeDetector expected = new HandMadeDetector();
    List<Double> evidence = new ArrayList<>();
    for (int i = 0; i < seconds.length; i++) {
      double g = i == 0 ? 1 : Math.min(1, (seconds[i] - seconds[i - 1]) / 60.0);
      evidence.add(expected.after(i % 2 == 1 ? 10 : 0, g));
    }
    assertThat(run.lines("trial"))
        .extracting(line -> line.get("evidence").doubleValue())
        .zipSatisfy(evidence, (is, should) -> assertThat(is).isCloseTo(should, ROUNDING));
  }

  /** Exchanges of a session are one trial, of which a share failed. */
  @Test
  void aSessionIsOneTrialOfTheShareThatFailed() throws IOException {
    Path file =
        Backtesting.file(
            folder,
            "history.jsonl",
            Stream.of(
                trial(at(0), "sticky", true),
                trial(at(1), "fresh", false),
                trial(at(2), "sticky", false),
                trial(at(3), "sticky", false),
                trial(at(15), "sticky", true)));
    Backtesting run =
        Backtesting.of(file, "--p0=0.01", "--threshold=1e9", "--no-pooling", "--trace");
    HandMadeDetector expected = new HandMadeDetector();
    List<Double> evidence =
        Stream.of(0.0, 100 / 3.0, 100.0).map(ratio -> expected.after(ratio, 1)).toList();
    assertThat(run.lines("trial"))
        .extracting(line -> line.get("evidence").doubleValue())
        .zipSatisfy(evidence, (is, should) -> assertThat(is).isCloseTo(should, ROUNDING));
  }

  /** Two leaves in the same minute, asked the same: one trial of the slices that hold both. */
  @Test
  void aPooledSeriesTakesOneTrialAProbeAndMinute() throws IOException {
    Path file =
        Backtesting.file(
            folder,
            "history.jsonl",
            IntStream.range(0, 40)
                .boxed()
                .flatMap(i ->
                    Stream.of("tpu", "gpu")
                        .map(accelerator ->
                            line(
                                at(i),
                                accelerator,
                                "foreign-script",
                                accelerator + i,
                                "\"failed\":" + (i % 10 == 9 && accelerator.equals("tpu"))))));
    Backtesting run = Backtesting.of(file, "--p0=0.01", "--threshold=1e9", "--trace");
    HandMadeDetector expected = new HandMadeDetector();
    List<Double> evidence =
        IntStream.range(0, 40).mapToObj(i -> expected.after(i % 10 == 9 ? 50 : 0, 1)).toList();
    assertThat(run.lines("trial"))
        .filteredOn(line -> line.get("series").stringValue().equals("foreign-script|opal/api/*/*"))
        .extracting(line -> line.get("evidence").doubleValue())
        .zipSatisfy(evidence, (is, should) -> assertThat(is).isCloseTo(should, ROUNDING));
    assertThat(run.lines("trial")).hasSize(120);
  }

  /** A = n/(budget·w): 600 trials in 599 minutes, one leaf that has all of the budget. */
  @Test
  void theBudgetIsDividedByTheTrialsThereAre() throws IOException {
    Backtesting run =
        Backtesting.of(file(failures(600)), "--budget", "4", "--no-pooling", "--trace");
    double trialsAMonth = 600 / 599.0 * 30 * 24 * 60;
    assertThat(run.lines("trial"))
        .allSatisfy(line ->
            assertThat(line.get("threshold").doubleValue()).isCloseTo(trialsAMonth / 4, ROUNDING));
  }

  /** 30,000 clean trials certify a series: from then on a failure counts ten times as much. */
  @Test
  void theDefaultObjectiveIsThatOfProduction() throws IOException {
    Path file =
        Backtesting.file(
            folder,
            "history.jsonl",
            IntStream.range(0, 30_002).mapToObj(i -> trial(at(i), "s" + i, i == 30_001)));
    Backtesting run = Backtesting.of(file, "--threshold=1e12", "--no-pooling", "--trace");
    HandMadeDetector expected = new HandMadeDetector();
    for (int i = 0; i < 30_001; i++) {
      expected.after(0, 1);
    }
    assertThat(run.lines("trial").getLast().get("evidence").doubleValue())
        .isCloseTo(expected.after(1e4, 1), ROUNDING);
  }

  @Test
  void aDetectionSaysSinceWhenAndHowMuch() throws IOException {
    JsonNode page = Backtesting.of(file(failures(600)), "--no-pooling").lines("page").getFirst();
    assertThat(page.get("series").stringValue()).isEqualTo(LEAF);
    assertThat(page.get("evidence").doubleValue())
        .isGreaterThanOrEqualTo(page.get("threshold").doubleValue());
    Instant decided = START.plusSeconds(60L * page.get("index").intValue());
    assertThat(Instant.parse(page.get("at").stringValue())).isEqualTo(decided);
    assertThat(Instant.parse(page.get("onset").get("earliest").stringValue()))
        .isBetween(START.plusSeconds(60 * 280), decided);
    assertThat(page.get("effect").get("lower").doubleValue())
        .isLessThan(0.1)
        .isLessThan(page.get("effect").get("upper").doubleValue());
  }

  @Test
  void ticketsAndRecoveriesAreShownWhenAskedFor() throws IOException {
    List<Boolean> failures = new ArrayList<>(failures(600));
    failures.addAll(IntStream.range(0, 4_000).mapToObj(_ -> false).toList());
    Backtesting run =
        Backtesting.of(
            file(failures),
            "--p0=0.02",
            "--threshold=1e5",
            "--no-pooling",
            "--kinds=Page,ticket,cleared");
    assertThat(run.lines("ticket")).isNotEmpty();
    assertThat(run.lines("page")).isNotEmpty();
    assertThat(run.lines("cleared"))
        .singleElement()
        .satisfies(line -> assertThat(line.has("onset")).isFalse());
  }

  /** JSON lines, CSV with columns in another order and with quotes, gzip and standard input. */
  @Test
  void everyFormatGivesTheSame() throws IOException {
    List<Boolean> failures = failures(500);
    Path json = file(failures);
    Path csv =
        Backtesting.file(
            folder,
            "history.csv",
            Stream.concat(
                Stream.of("failed,at,platform,model,pool,accelerator,check,probe,session,score\r"),
                IntStream.range(0, 500)
                    .mapToObj(i ->
                        "%s,%s,api,\"opal\",main,tpu,foreign-script,\"core/one\",\"a,\"\"%d\",\r"
                            .formatted(failures.get(i) ? "True" : "false", at(i), i))));
    Path packed = folder.resolve("history.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(json, out);
    }
    Backtesting expected = Backtesting.of(json, "--trace");
    assertThat(expected.lines("page")).isNotEmpty();
    assertThat(Backtesting.of(csv, "--trace")).isEqualTo(expected);
    assertThat(Backtesting.of(packed, "--trace")).isEqualTo(expected);
    assertThat(Backtesting.ofInput(Files.readString(json), "--trace")).isEqualTo(expected);
    assertThat(Backtesting.ofInput(Files.readString(csv), "--trace")).isEqualTo(expected);
  }

  @Test
  void aTableShowsSeriesDetectionsAndEvidenceOverTime() throws IOException {
    Backtesting run = Backtesting.of(file(failures(600)), "--no-pooling", "--table");
    assertThat(run.out())
        .contains("series ", LEAF, "detections", " page    " + LEAF + " trial ", "% fail (")
        .contains("|####", "----#", START + " to " + at(599));
  }

  @Test
  void aCheckWithoutObjectiveOfItsOwnIsSaidToBeHeldToTheUsualOne() throws IOException {
    Path file =
        Backtesting.file(
            folder,
            "history.jsonl",
            IntStream.range(0, 3)
                .mapToObj(i -> line(at(i), "tpu", "novel", "s" + i, "\"failed\":true")));
    assertThat(Backtesting.of(file).err()).contains("novel has no objective of its own");
    assertThat(Backtesting.of(file, "--p0=0.1").err()).doesNotContain("objective");
  }

  /** The example of the page is what the command prints. */
  @Test
  void theExampleOfTheDocumentationIsTrue() throws IOException {
    String page = Files.readString(Path.of("docs/backtest.md"));
    Path file = Files.writeString(folder.resolve("history.csv"), block(page, "csv"));
    String[] command = block(page, "sh").strip().split(" +");
    assertThat(command).startsWith("./plumbline", "backtest");
    Backtesting run =
        Backtesting.run(
            "",
            Stream.of(command)
                .skip(2)
                .map(word -> word.equals("history.csv") ? file.toString() : word));
    assertThat(run.out()).isEqualTo(block(page, "json"));
    assertThat(run.exitCode()).isZero();
  }

  private static String block(String page, String language) {
    int from = page.indexOf("```" + language + "\n") + language.length() + 4;
    return page.substring(from, page.indexOf("```", from));
  }

  @Test
  void helpSaysWhatAFileHoldsAndWhatEachOptionDoes() {
    assertThat(Backtesting.run("", Stream.of("--help")).out())
        .contains("--observations", "--budget", "--threshold", "--p0", "--no-pooling")
        .contains("--base-rate", "--trace", "--table", "--reference", "session", "Exit code:");
  }
}
