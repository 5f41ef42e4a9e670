package dev.plumbline.stats;

import static dev.plumbline.stats.Reference.assertClose;
import static dev.plumbline.stats.Reference.assertSameNumber;
import static dev.plumbline.stats.Reference.assertSameNumbers;
import static dev.plumbline.stats.Reference.cases;
import static dev.plumbline.stats.Reference.number;
import static dev.plumbline.stats.Reference.numbers;
import static dev.plumbline.stats.Reference.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every increment against {@link Reference}, and what it refuses. */
class IncrementTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  @Test
  void contamination() {
    JsonNode reference = section("contamination");
    Contamination contamination = new Contamination(numbers(reference, "shares"));
    assertSameNumbers(
        contamination.mixture().logHeadStarts(), numbers(reference, "rest"), "head starts");
    cases(reference.required("cases"))
        .forEach(c ->
            assertSameNumbers(
                contamination.increment(number(c, "logRatio")).logs(),
                numbers(c, "logs"),
                "ratio " + c.required("logRatio")));
    assertThat(Contamination.standard().shares()).containsExactly(.001, .003, .01, .03, .1, .3);
    refused(() -> new Contamination(List.of(0.0)), "0.0 is not between 0.0 and 1.0");
    refused(() -> new Contamination(List.of(0.5, 1.0)), "1.0 is not between");
    refused(() -> new Contamination(List.of()), "no alternative");
  }

  /** A head start is where trials of ratio 0 leave R. */
  @Test
  void contaminationRestsAtItsHeadStart() {
    Contamination contamination = Contamination.standard();
    EDetector start = EDetector.start(Form.SHIRYAEV_ROBERTS, contamination.mixture());
    assertSameNumbers(
        start.afterRun(contamination.increment(NONE), 10_000, 1).logR(), start.logR(), "at rest");
  }

  @Test
  void mcNemar() {
    McNemar pairs = McNemar.standard();
    assertSameNumbers(pairs.loss().logs(), numbers(section("mcnemar"), "loss"), "loss");
    assertSameNumbers(pairs.win().logs(), numbers(section("mcnemar"), "win"), "win");
    assertThat(pairs.concordant().logs()).hasSize(6).containsOnly(0.0);
    assertThat(pairs.mixture()).isEqualTo(Mixture.equal(6));
    for (int k = 0; k < 6; k++) {
      double loss = Math.exp(pairs.loss().logs().get(k));
      double win = Math.exp(pairs.win().logs().get(k));
      assertThat((loss + win) / 2).isCloseTo(1, within(1e-12));
      assertThat(0.4 * loss + 0.6 * win).as("fewer losses").isLessThan(1);
    }
    refused(() -> new McNemar(List.of(0.5)), "0.5 is not between 0.5 and 1.0");
    refused(() -> new McNemar(List.of(1.0)), "1.0 is not between");
  }

  @Test
  void boundedBetting() {
    BoundedBetting betting = BoundedBetting.standard();
    assertThat(betting.mixture()).isEqualTo(Mixture.equal(5));
    cases(section("betting"))
        .forEach(c -> {
          double difference = number(c, "difference");
          List<Double> logs = betting.increment(difference).logs();
          assertSameNumbers(logs, numbers(c, "logs"), "difference " + difference);
        });
    refused(() -> betting.increment(1.01), "1.01 is not within -1 and 1");
    refused(() -> betting.increment(-1.01), "-1.01");
    refused(() -> betting.increment(Double.NaN), "NaN");
    refused(() -> new BoundedBetting(List.of(1.0)), "1.0 is not between 0.0 and 1.0");
  }

  @Test
  void clippedGaussian() {
    ClippedGaussian drift = ClippedGaussian.standard();
    assertThat(drift.mixture()).isEqualTo(Mixture.equal(8));
    cases(section("clippedGaussian"))
        .forEach(c ->
            assertSameNumbers(
                drift.raw(number(c, "z")).logs(), numbers(c, "logs"), "z " + c.required("z")));
    for (int k = 0; k < 8; k++) {
      double up = drift.raw(1e9).logs().get(k);
      double down = drift.raw(-1e9).logs().get(k);
      assertThat(drift.logMaxima().get(k)).isEqualTo(Math.max(up, down));
    }
    refused(() -> drift.raw(Double.NaN), "no number");
    refused(() -> new ClippedGaussian(0, List.of(1.0)), "0.0 is no place to clip at");
    refused(() -> new ClippedGaussian(Double.POSITIVE_INFINITY, List.of(1.0)), "Infinity");
    refused(() -> new ClippedGaussian(3, List.of(0.0)), "0.0 is not between");
  }

  @Test
  void conformalRank() {
    JsonNode reference = section("conformal");
    List<Double> values = numbers(reference, "reference");
    ConformalRank ranks = ConformalRank.standard(values.reversed());
    assertThat(ranks.reference()).isEqualTo(values);
    assertThat(ranks.mixture()).isEqualTo(Mixture.equal(4));
    cases(reference.required("cases"))
        .forEach(c -> {
          double value = number(c, "value");
          double tieBreak = number(c, "tieBreak");
          String name = value + " at " + tieBreak;
          assertClose(ranks.rank(value, tieBreak), number(c, "rank"), name);
          assertSameNumbers(ranks.raw(value, tieBreak).logs(), numbers(c, "logs"), name);
        });
    assertThat(ranks.logMaxima()).isEqualTo(ranks.raw(9, 0).logs());
    refused(() -> ranks.rank(1, 1.01), "value 1.0 with tie-break 1.01");
    refused(() -> ranks.rank(1, -0.01), "tie-break -0.01");
    refused(() -> ranks.rank(1, Double.NaN), "tie-break NaN");
    refused(() -> ranks.rank(Double.NaN, 0), "value NaN");
    refused(() -> ConformalRank.standard(List.of()), "one or more numbers");
    refused(() -> ConformalRank.standard(List.of(1.0, Double.NaN)), "one or more numbers");
    refused(() -> new ConformalRank(List.of(1.0), List.of(1.0)), "1.0 is not between");
  }

  @Test
  void robustScale() {
    cases(section("robustScale"))
        .forEach(c -> {
          RobustScale scale = RobustScale.of(numbers(c, "values"), number(c, "floor"));
          assertClose(scale.centre(), number(c, "centre"), "centre");
          assertClose(scale.scale(), number(c, "scale"), "scale");
          assertClose(scale.z(1.75), number(c, "z"), "z");
        });
    refused(() -> RobustScale.of(List.of(), 1), "the median of nothing");
    refused(() -> RobustScale.of(List.of(1.0), 0), "scale 0.0");
    refused(() -> new RobustScale(0, Double.POSITIVE_INFINITY), "scale Infinity");
    refused(() -> new RobustScale(Double.NaN, 1), "centre NaN");
  }

  @Test
  void binnedRatio() {
    JsonNode reference = section("binnedRatio");
    BinnedRatio ratio =
        BinnedRatio.capture(scores(20_000, 7_919, 20_011, 1_000), others(2_000)).orElseThrow();
    assertThat(ratio.edges()).isEqualTo(numbers(reference, "edges"));
    assertSameNumbers(ratio.logRatios(), numbers(reference, "logRatios"), "ln L");

    List<Double> captureB = scores(30_000, 15_485_863, 20_101, 1_000);
    BoundedRatio bounded = ratio.bounded(List.of(captureB), 0.001, Contamination.standard());
    double logLimit = bounded.limit().logLimits().getFirst();
    assertSameNumber(logLimit, number(reference, "logLimit"), "ln U");
    assertThat(bounded.mixture()).isEqualTo(Contamination.standard().mixture());

    for (int bin = 0; bin < ratio.logRatios().size(); bin++) {
      double inside = bin < 6 ? ratio.edges().get(bin) : 1e9;
      double logRatio = ratio.logRatios().get(bin);
      assertThat(bounded.increment(inside))
          .isEqualTo(Contamination.standard().increment(logRatio - logLimit));
    }
    refused(() -> bounded.increment(Double.NaN), "no number");
    refused(
        () -> new BoundedRatio(ratio, new TwoCapture(List.of(0.0, 0.0)), Contamination.standard()),
        "each of 1 alternatives, not 2");
    refused(() -> new BinnedRatio(List.of(1.0), List.of(0.0)), "each of 2 alternatives, not 1");
  }

  @Test
  void aFingerprintOfTooFewDrawsIsNone() {
    List<Double> own = scores(20_000, 7_919, 20_011, 1_000);
    assertThat(BinnedRatio.capture(own.subList(1, 20_000), others(2_000))).isEmpty();
    assertThat(BinnedRatio.capture(own, others(1_999))).isEmpty();
    assertThat(BinnedRatio.capture(own, others(2_000))).isPresent();
  }

  /** Half of the own scores are 0, nearly all others 1: three quantiles are one edge. */
  @Test
  void scoresOnAGridShareTheirEdges() {
    List<Double> own = scores(20_000, 1, 2, 1);
    BinnedRatio ratio = BinnedRatio.capture(own, others(2_000)).orElseThrow();
    assertThat(ratio.edges()).containsExactly(0.0, 1.0);
    assertThat(ratio.logRatios()).hasSize(3);
  }

  @Test
  void supportTest() {
    List<String> first = List.of("Paris", "Lyon", "Paris");
    List<List<String>> hours = List.of(tokens(600, 2), tokens(900, 1));
    SupportTest<String> test = SupportTest.capture(first, hours, 0.001);
    assertThat(test.known()).containsExactlyInAnyOrder("Paris", "Lyon");
    assertThat(test.objective())
        .as("the worst hour, half of delta each")
        .isEqualTo(ClopperPearson.upper(2, 600, 0.0005));
    assertThat(test.ratio("Lyon")).isZero();
    assertThat(test.ratio("Nice")).isEqualTo(1 / test.objective());
    refused(() -> SupportTest.capture(first, List.of(), 0.001), "no capture B");
    refused(() -> new SupportTest<>(java.util.Set.of("a"), 0), "an objective of 0.0");
    refused(() -> new SupportTest<>(java.util.Set.of("a"), 1.1), "an objective of 1.1");
    assertThat(new SupportTest<>(java.util.Set.of("a"), 1).ratio("b")).isEqualTo(1);
  }

  private static List<String> tokens(int draws, int unknown) {
    return IntStream.range(0, draws).mapToObj(i -> i < unknown ? "Nice" : "Paris").toList();
  }

  private static List<Double> others(int n) {
    return scores(n, 104_729, 40_009, 1_500);
  }

  /** The same formula as in the reference. */
  private static List<Double> scores(int n, long multiplier, int modulus, double divisor) {
    return IntStream.range(0, n).mapToObj(i -> (i * multiplier % modulus) / divisor).toList();
  }

  private static void refused(Runnable call, String because) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(because);
  }
}
