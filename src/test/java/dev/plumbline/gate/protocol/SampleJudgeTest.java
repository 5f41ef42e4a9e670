package dev.plumbline.gate.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.gate.Rollouts;
import dev.plumbline.input.InvalidFieldException;
import dev.plumbline.topic.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A remote judge lets pass only what is refuted to be worse, whatever the samples look like. */
class SampleJudgeTest {
  private static RemoteJudgement judge(String direction, String experiment, String control) {
    return judge("\"direction\":\"%s\"".formatted(direction), experiment, control, "");
  }

  private static RemoteJudgement judge(
      String canary, String experiment, String control, String more) {
    return SampleJudge.judge(
        SampleReader.read(
            Json.MAPPER.readTree(
                """
                {"canaryConfig":{"metrics":[
                   {"name":"m","groups":["g"],"analysisConfigurations":{"canary":{%s}}},
                   {"name":"n","groups":["g","h"],"analysisConfigurations":{"canary":{"muted":true}}}]},
                 "scoreThresholds":{"pass":95.0,"marginal":75.0},
                 "metricSetPairList":[
                   {"name":"m","id":"1","tags":{"a":"b"},"values":{"experiment":%s,"control":%s}}%s]}
                """
                    .formatted(canary, experiment, control, more))));
  }

  private static String sample(long seed, int count, DoubleUnaryOperator change) {
    RandomGenerator random = Rollouts.random(seed);
    return DoubleStream.generate(() -> random.nextGaussian(100, 10))
        .limit(count)
        .map(change)
        .mapToObj(value -> String.format(Locale.ROOT, "%.3f", value))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String classification(RemoteJudgement judgement) {
    return judgement.results().getFirst().classification();
  }

  @ParameterizedTest
  @CsvSource({
    "increase,0,Pass,100",
    "either,0,Pass,100",
    "increase,15,High,0",
    "either,15,High,0",
    "either,-15,Low,0",
    "decrease,-15,Low,0",
    "decrease,15,Pass,100",
    "increase,-15,Pass,100",
  })
  void enoughValuesAreDecided(String direction, double shift, String classification, double score) {
    RemoteJudgement judgement =
        judge(
            direction, sample(1, 2_000, value -> value + shift), sample(2, 2_000, value -> value));

    assertThat(classification(judgement)).isEqualTo(classification);
    assertThat(judgement.score().score()).isEqualTo(score);
    assertThat(judgement.groupScores().getFirst().score()).isEqualTo(score);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]|[]",
        "null|null",
        "[1,2,3]|[]",
        "[]|[1,2,3]",
        "[\"NaN\",\"NaN\"]|[1,2]",
        "[1,2]|[null,null]",
        "[5,5,5,5]|[5,5,5,5]",
        "[\"Infinity\"]|[\"-Infinity\"]",
      })
  void nothingOrTooLittleNeverPasses(String samples) {
    List<String> sides = List.of(samples.split("\\|"));
    for (String direction : List.of("increase", "decrease", "either")) {
      RemoteJudgement judgement = judge(direction, sides.get(0), sides.get(1));

      assertThat(classification(judgement)).isEqualTo("Nodata");
      assertThat(judgement.score().classification()).isEqualTo("Marginal");
      assertThat(judgement.groupScores().getFirst().score()).isLessThan(95);
    }
    assertThat(classification(judge("\"mustHaveData\":true", sides.get(0), sides.get(1), "")))
        .isIn("Nodata", "NodataFailMetric");
  }

  /** A candidate that answers less than the other could hide a regression there. */
  @Test
  void valuesMissingOnOneSideKeepItFromPassing() {
    String most = sample(1, 1_400, value -> value);

    assertThat(classification(judge("increase", most, sample(2, 2_000, value -> value))))
        .isEqualTo("Nodata");
  }

  @Test
  void aGoodBeginningIsNoPass() {
    String early = sample(1, 1_000, value -> value);
    String late = sample(5, 1_000, value -> value + 30);
    String both = early.replace("]", ",") + late.substring(1);

    assertThat(classification(judge("increase", both, sample(2, 2_000, value -> value))))
        .isEqualTo("High");
  }

  @Test
  void oneWorseMetricFailsWhateverElsePassesAndMutedOnesCountForNothing() {
    String healthy = sample(3, 2_000, value -> value);
    String muted =
        ",{\"name\":\"n\",\"id\":\"2\",\"values\":{\"experiment\":%s,\"control\":%s}}"
            .formatted(sample(1, 2_000, value -> value + 30), healthy);
    RemoteJudgement passes =
        judge("\"direction\":\"increase\"", sample(4, 2_000, value -> value), healthy, muted);
    assertThat(passes.results().get(1).classification()).isEqualTo("High");
    assertThat(passes.score().classification()).isEqualTo("Pass");

    String worse =
        ",{\"name\":\"m\",\"id\":\"2\",\"values\":{\"experiment\":%s,\"control\":%s}}"
            .formatted(sample(1, 2_000, value -> value + 30), healthy);
    RemoteJudgement fails =
        judge("\"direction\":\"increase\"", sample(4, 2_000, value -> value), healthy, worse);
    assertThat(fails.score().classification()).isEqualTo("Fail");
    assertThat(fails.score().score()).isZero();
  }

  @Test
  void onlyMutedMetricsLetNothingPass() {
    String same = sample(3, 2_000, value -> value);
    assertThat(judge("\"muted\":true", same, same, "").score().classification())
        .isEqualTo("Marginal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[true]", "[\"many\"]", "{}", "7", "[[1]]"})
  void valuesThatAreNoneAreRefused(String values) {
    assertThatThrownBy(() -> judge("increase", values, "[1]"))
        .isInstanceOf(InvalidFieldException.class)
        .hasMessageContaining("metricSetPairList[0].values.experiment");
  }

  /** Sixty healthy candidates, looked at after each hundred values: α is 1 %. */
  @Test
  void looksAtGrowingSamplesRarelyFailAHealthyCandidate() {
    int failed = 0;
    for (int run = 0; run < 60; run++) {
      boolean ever = false;
      for (int values = 100; values <= 500; values += 100) {
        ever |=
            judge(
                    "increase",
                    sample(2L * run, values, value -> value),
                    sample(2L * run + 1, values, value -> value))
                .score()
                .classification()
                .equals("Fail");
      }
      failed += ever ? 1 : 0;
    }
    // Binomial(60, 0.01): more than 4 has probability 5e-4.
    assertThat(failed).isLessThanOrEqualTo(4);
  }
}
