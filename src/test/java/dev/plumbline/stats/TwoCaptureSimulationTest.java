package dev.plumbline.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Independent references, each judged by its true mean E f and E e in health, which are integrals
 * and not simulated. At most a share δ of references may have an E e above 1 for any alternative;
 * without capture B, E f itself is above 1 for many: the broken value.
 */
@Tag("simulation")
class TwoCaptureSimulationTest {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final TDistribution STUDENT = TDistribution.of(5);

  /** Of a reference: the largest E over alternatives, raw and bounded. */
  private record Means(double raw, double bounded) {}

  /** Measured raw above 1: 92 % ± 2, the largest 1.51; bounded: none, the largest 0.95. */
  @ParameterizedTest
  @ValueSource(ints = 200)
  void clippedGaussian(int references) {
    assertKept(references, 61, 0.5, TwoCaptureSimulationTest::clippedGaussian);
  }

  /** Measured raw above 1: 48 % ± 5, the largest 1.30; bounded: none, the largest 0.96. */
  @ParameterizedTest
  @ValueSource(ints = 100)
  void conformalRank(int references) {
    assertKept(references, 62, 0.3, TwoCaptureSimulationTest::conformal);
  }

  /** Measured raw above 1: 44 % ± 7, the largest 1.13; bounded: none, the largest 0.81. */
  @ParameterizedTest
  @ValueSource(ints = 50)
  void binnedRatio(int references) {
    assertKept(references, 63, 0.3, TwoCaptureSimulationTest::binnedRatio);
  }

  /**
   * Raw is the fixed objective of .005 that a hundred draws seem to justify. Measured above 1: all,
   * the largest 32; bounded: none, the largest 0.96.
   */
  @ParameterizedTest
  @ValueSource(ints = 400)
  void supportTest(int references) {
    assertKept(references, 64, 0.84, TwoCaptureSimulationTest::support);
  }

  /**
   * At δ = .001 more than 13 of 4,000 have probability under .001. Measured above 1: none of
   * Gaussian, conformal and binned, 3 of the support test; raw 92, 60, 54 and 100 %.
   */
  @Tag("exhaustive")
  @ParameterizedTest
  @ValueSource(ints = 4_000)
  void manyReferences(int references) {
    assertKept(references, 65, 0.5, TwoCaptureSimulationTest::clippedGaussian);
    assertKept(references, 66, 0.3, TwoCaptureSimulationTest::conformal);
    assertKept(references, 67, 0.84, TwoCaptureSimulationTest::support);
    assertKept(references / 10, 68, 0.3, TwoCaptureSimulationTest::binnedRatio);
  }

  private static void assertKept(
      int references,
      long seed,
      double leastBroken,
      java.util.function.Function<RandomGenerator, Means> reference) {
    RandomGenerator random = DelaySimulation.seeded(seed);
    List<Means> all =
        IntStream.range(0, references).mapToObj(_ -> reference.apply(random)).toList();
    double broken = all.stream().filter(means -> means.raw > 1).count() / (double) references;
    long above = all.stream().filter(means -> means.bounded > 1).count();
    assertThat(above)
        .as("references that break the promise")
        .isLessThanOrEqualTo(allowed(references));
    assertThat(broken).as("share broken without capture B").isGreaterThan(leastBroken);
  }

  /** Exceeded with probability under .001 where each reference breaks with probability δ. */
  private static long allowed(int references) {
    return references <= 400 ? 4 : 13;
  }

  private static Means clippedGaussian(RandomGenerator random) {
    ClippedGaussian drift = ClippedGaussian.standard();
    RobustScale scale = RobustScale.of(FalseAlarmSimulationTest.normals(random, 1_000), 0.01);
    TwoCapture limit =
        TwoCapture.ofBounded(
            List.of(
                FalseAlarmSimulationTest.normals(random, 1_000).stream()
                    .map(x -> drift.raw(scale.z(x)))
                    .toList()),
            drift.logMaxima(),
            TwoCapture.DELTA);
    return largest(
        limit,
        (x, k) -> Math.exp(drift.raw(scale.z(x)).logs().get(k)) * NORMAL.density(x) / 100,
        IntStream.rangeClosed(-800, 800).mapToDouble(i -> i / 100.0).toArray());
  }

  private static Means conformal(RandomGenerator random) {
    List<Double> captureA =
        FalseAlarmSimulationTest.onGrid(FalseAlarmSimulationTest.normals(random, 1_000));
    ConformalRank ranks = ConformalRank.standard(captureA);
    TwoCapture limit =
        TwoCapture.ofBounded(
            List.of(
                FalseAlarmSimulationTest.onGrid(FalseAlarmSimulationTest.normals(random, 1_000))
                    .stream()
                    .map(x -> ranks.raw(x, random.nextDouble()))
                    .toList()),
            ranks.logMaxima(),
            TwoCapture.DELTA);
    return largest(
        limit,
        (x, k) -> meanOverTieBreaks(ranks, x, k) * NORMAL.probability(x - 1 / 16.0, x + 1 / 16.0),
        IntStream.rangeClosed(-64, 64).mapToDouble(i -> i / 8.0).toArray());
  }

  /** The mean of f over the ranks a value can have: the difference of ∫ f over their length. */
  private static double meanOverTieBreaks(ConformalRank ranks, double x, int k) {
    double kappa = ranks.exponents().get(k);
    double smallest = 1.0 / (ranks.reference().size() + 1);
    double low = ranks.rank(x, 0);
    double high = ranks.rank(x, 1);
    DoubleUnaryOperator integral =
        p -> p < smallest ? p * Math.pow(smallest, kappa - 1) : Math.pow(p, kappa);
    return (integral.applyAsDouble(high) - integral.applyAsDouble(low)) / (high - low);
  }

  private static Means binnedRatio(RandomGenerator random) {
    BinnedRatio ratio =
        BinnedRatio.capture(
                FalseAlarmSimulationTest.students(random, BinnedRatio.FEWEST_OWN, 0),
                FalseAlarmSimulationTest.students(random, BinnedRatio.FEWEST_OTHER, 3))
            .orElseThrow();
    BoundedRatio bounded =
        ratio.bounded(
            List.of(FalseAlarmSimulationTest.students(random, 20_000, 0)),
            TwoCapture.DELTA,
            Contamination.standard());
    double mean = 0;
    double below = 0;
    for (int bin = 0; bin < ratio.logRatios().size(); bin++) {
      double to =
          bin < ratio.edges().size()
              ? STUDENT.cumulativeProbability(ratio.edges().get(bin) * Math.sqrt(5 / 3.0))
              : 1;
      mean += Math.exp(ratio.logRatios().get(bin)) * (to - below);
      below = to;
    }
    return new Means(mean, mean / Math.exp(bounded.limit().logLimits().getFirst()));
  }

  /** First tokens with probabilities 1/(i·(i + 1)): there always is a tail nobody has seen yet. */
  private static Means support(RandomGenerator random) {
    SupportTest<Long> test =
        SupportTest.capture(tokens(random, 100), List.of(tokens(random, 300)), TwoCapture.DELTA);
    double seen = test.known().stream().mapToDouble(i -> 1.0 / (i * (i + 1.0))).sum();
    return new Means((1 - seen) / 0.005, (1 - seen) * test.ratio(-1L));
  }

  private static List<Long> tokens(RandomGenerator random, int n) {
    return IntStream.range(0, n).mapToObj(_ -> (long) (1 / (1 - random.nextDouble()))).toList();
  }

  private static Means largest(
      TwoCapture limit, ToDoubleBiFunction<Double, Integer> term, double[] values) {
    double raw = 0;
    double bounded = 0;
    for (int k = 0; k < limit.logLimits().size(); k++) {
      double mean = 0;
      for (double value : values) {
        mean += term.applyAsDouble(value, k);
      }
      raw = Math.max(raw, mean);
      bounded = Math.max(bounded, mean / Math.exp(limit.logLimits().get(k)));
    }
    return new Means(raw, bounded);
  }
}
