package dev.plumbline.app.cli;

import static dev.plumbline.app.cli.Backtesting.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Scores and values against a reference, with the bounds computed by hand. */
class BacktestReferenceTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Percentage ROUNDING = Percentage.withPercentage(1e-7);
  private static final int CAPTURE = 200;

  @TempDir Path folder;

  private Backtesting run(String reading, double[] numbers, String... more) throws IOException {
    Path file =
        Backtesting.file(
            folder,
            "history.jsonl",
            IntStream.range(0, numbers.length)
                .mapToObj(i ->
                    line(
                        START.plusSeconds(60L * i).toString(),
                        "tpu",
                        "answer",
                        "s" + i,
                        "\"" + reading + "\":" + numbers[i])));
    List<String> options =
        new ArrayList<>(List.of("--reference=" + 2 * CAPTURE, "--threshold=2000", "--trace"));
    options.addAll(List.of(more));
    return Backtesting.of(file, options.toArray(String[]::new));
  }

  @Test
  void scoresBetOnALowerMean() throws IOException {
    RandomGenerator random = new SplittableRandom(1);
    double[] scores =
        IntStream.range(0, 700)
            .mapToDouble(i -> random.nextDouble() * (i < 450 ? 1 : 0.2))
            .toArray();
    double centre = Arrays.stream(scores, 0, CAPTURE).average().orElseThrow();
    List<DoubleUnaryOperator> bets =
        List.of(.05, .1, .2, .4, .8).stream()
            .<DoubleUnaryOperator>map(stake -> score -> 1 + stake * (centre - score))
            .toList();
    compare(run("score", scores), scores, bets, bet -> bet.applyAsDouble(0));
  }

  @Test
  void valuesBetOnADriftEitherWay() throws IOException {
    RandomGenerator random = new SplittableRandom(2);
    double[] values =
        IntStream.range(0, 700)
            .mapToDouble(i -> random.nextGaussian() * 3 - (i < 450 ? 0 : 9))
            .toArray();
    double[] first = Arrays.copyOf(values, CAPTURE);
    double centre = median(first);
    double scale =
        1.4826022185056018 * median(Arrays.stream(first).map(x -> Math.abs(x - centre)).toArray());
    List<DoubleUnaryOperator> bets =
        IntStream.of(1, -1)
            .boxed()
            .flatMap(sign -> List.of(.25, .5, 1.0, 2.0).stream().map(drift -> sign * drift))
            .<DoubleUnaryOperator>map(drift ->
                value -> {
                  double z = Math.max(-3, Math.min(3, (value - centre) / scale));
                  return Math.exp(drift * z - drift * drift / 2);
                })
            .toList();
    compare(
        run("value", values),
        values,
        bets,
        bet ->
            Math.max(bet.applyAsDouble(centre + 3 * scale), bet.applyAsDouble(centre - 3 * scale)));
  }

  /** R ← (1 + R)·f/U from 0 on, restarted at a page; U by empirical Bernstein over capture B. */
  private static void compare(
      Backtesting run,
      double[] numbers,
      List<DoubleUnaryOperator> bets,
      java.util.function.ToDoubleFunction<DoubleUnaryOperator> maximum) {
    double[] limits =
        bets.stream()
            .mapToDouble(bet -> limit(numbers, bet, maximum.applyAsDouble(bet), bets.size()))
            .toArray();
    double[] r = new double[bets.size()];
    List<JsonNode> trials = run.lines("trial");
    List<Integer> pages = new ArrayList<>();
    assertThat(trials).hasSize(numbers.length - 2 * CAPTURE);
    for (int i = 2 * CAPTURE; i < numbers.length; i++) {
      for (int k = 0; k < r.length; k++) {
        r[k] = (1 + r[k]) * bets.get(k).applyAsDouble(numbers[i]) / limits[k];
      }
      double evidence = Arrays.stream(r).average().orElseThrow();
      JsonNode trial = trials.get(i - 2 * CAPTURE);
      assertThat(trial.get("index").intValue()).isEqualTo(i);
      assertThat(trial.get("evidence").doubleValue()).isCloseTo(evidence, ROUNDING);
      if (evidence >= 2000) {
        pages.add(i);
        Arrays.fill(r, 0);
      }
    }
    assertThat(pages).isNotEmpty().allMatch(index -> index > 450);
    assertThat(run.lines("page")).extracting(line -> line.get("index").intValue()).isEqualTo(pages);
  }

  private static double limit(double[] numbers, DoubleUnaryOperator bet, double maximum, int bets) {
    double[] shares =
        Arrays.stream(numbers, CAPTURE, 2 * CAPTURE)
            .map(x -> bet.applyAsDouble(x) / maximum)
            .toArray();
    double mean = Arrays.stream(shares).average().orElseThrow();
    double variance = Arrays.stream(shares).map(x -> (x - mean) * (x - mean)).sum() / (CAPTURE - 1);
    double log = Math.log(2 / (0.001 / bets));
    double radius = Math.sqrt(2 * variance * log / CAPTURE) + 7 * log / (3.0 * (CAPTURE - 1));
    return maximum * Math.min(1, mean + radius);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
  }

  @Test
  void whatCannotBeComparedIsNamed() throws IOException {
    assertThat(run("value", new double[2 * CAPTURE]).err())
        .contains(
            "not tested: answer|opal/api/tpu/main has 400 trials, all of them in the reference");
    assertThat(run("value", new double[2 * CAPTURE + 1]).err())
        .contains("not tested: answer|opal/api/tpu/main has no scale");
    assertThat(run("score", new double[2 * CAPTURE + 1]).err()).doesNotContain("not tested");
  }

  /** Their leaves share the budget: A = n/(budget·w), w all of it where there is one leaf. */
  @Test
  void theBudgetHoldsForThemToo() throws IOException {
    Path file =
        Backtesting.file(
            folder,
            "history.jsonl",
            IntStream.range(0, 150)
                .mapToObj(i ->
                    line(
                        START.plusSeconds(60L * i).toString(),
                        "tpu",
                        "answer",
                        "s" + i,
                        "\"score\":" + i % 2)));
    assertThat(Backtesting.of(file, "--reference=100", "--budget=2", "--trace").lines("trial"))
        .hasSize(50)
        .allSatisfy(line ->
            assertThat(line.get("threshold").doubleValue())
                .isCloseTo(150 / 149.0 * 43_200 / 2, ROUNDING));
  }
}
