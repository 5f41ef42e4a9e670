package dev.plumbline.stats;

import static dev.plumbline.stats.Reference.assertSameNumber;
import static dev.plumbline.stats.Reference.assertSameNumbers;
import static dev.plumbline.stats.Reference.number;
import static dev.plumbline.stats.Reference.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class EDetectorTest {
  private static final double NONE = Double.NEGATIVE_INFINITY;

  static Stream<JsonNode> detectors() {
    return Reference.cases(Reference.section("detectors"));
  }

  /** The recursions and their closed forms, against sums and maxima over all start times. */
  @ParameterizedTest
  @MethodSource("detectors")
  void agreesWithSumsAndMaximaOverStartTimes(JsonNode reference) {
    check(reference, Form.SHIRYAEV_ROBERTS, reference.required("sumOverStarts"));
    check(reference, Form.CUSUM, reference.required("maxOverStarts"));
  }

  private static void check(JsonNode reference, Form form, JsonNode expected) {
    EDetector atOnce = EDetector.start(form, Mixture.equal(numbers(reference, "headStarts")));
    EDetector oneByOne = atOnce;
    for (JsonNode step : reference.required("steps")) {
      Increment increment = new Increment(numbers(step, "logs"));
      long trials = step.required("trials").asLong();
      double startWeight = number(step, "startWeight");
      atOnce = atOnce.afterRun(increment, trials, startWeight);
      for (long trial = 0; trial < trials; trial++) {
        oneByOne = oneByOne.after(increment, startWeight);
      }
    }
    String name = form + ", " + reference.required("name").asString();
    assertSameNumbers(atOnce.logR(), numbers(expected, "logR"), name + " at once");
    assertSameNumbers(oneByOne.logR(), numbers(expected, "logR"), name + " one by one");
    assertSameNumber(atOnce.logEvidence(), number(expected, "logEvidence"), name);
  }

  /** One recursion for all kinds: the stored Bernoulli detector is the general one on its grid. */
  @Test
  void theBernoulliDetectorIsOneOfThese() {
    RandomGenerator random = DelaySimulation.seeded(41);
    BernoulliEDetector bernoulli = BernoulliEDetector.start();
    EDetector general = EDetector.start(Form.SHIRYAEV_ROBERTS, ShareGrid.mixture());
    assertThat(general.mixture().logRestingEvidence())
        .isCloseTo(ShareGrid.logRestingEvidence(), within(1e-12));
    for (int step = 0; step < 300; step++) {
      double start = random.nextDouble();
      double ratio = random.nextInt(3) == 0 ? 1e3 * random.nextDouble() : 0;
      long misses = random.nextInt(50);
      bernoulli = bernoulli.after(ratio, start).afterMisses(misses, start);
      general =
          general
              .after(ShareGrid.increment(ratio), start)
              .afterRun(ShareGrid.increment(0), misses, start);
      assertThat(general.logR()).isEqualTo(bernoulli.logR());
      assertThat(general.logEvidence()).isCloseTo(bernoulli.logEvidence(), within(1e-12));
    }
    assertThat(general.restarted())
        .isEqualTo(EDetector.start(Form.SHIRYAEV_ROBERTS, ShareGrid.mixture()));
  }

  @ParameterizedTest
  @EnumSource
  void aMaximumIsNeverAboveItsSum(Form form) {
    RandomGenerator random = DelaySimulation.seeded(42);
    EDetector sum = EDetector.start(Form.SHIRYAEV_ROBERTS, Mixture.equal(List.of(0.5, NONE)));
    EDetector other = EDetector.start(form, sum.mixture());
    for (int trial = 0; trial < 500; trial++) {
      Increment increment = Increment.of(2, _ -> random.nextGaussian() / 3 - 0.05);
      double start = random.nextDouble();
      sum = sum.after(increment, start);
      other = other.after(increment, start);
      assertThat(other.logEvidence()).isLessThanOrEqualTo(sum.logEvidence());
    }
  }

  @Test
  void mixturesWeighTheirAlternatives() {
    Mixture mixture =
        new Mixture(
            List.of(StrictMath.log(0.25), StrictMath.log(0.75)),
            List.of(StrictMath.log(4), StrictMath.log(12)));
    assertThat(mixture.size()).isEqualTo(2);
    assertThat(mixture.logRestingEvidence()).isCloseTo(StrictMath.log(10), within(1e-12));
    EDetector detector = EDetector.start(Form.CUSUM, mixture);
    assertThat(detector.logEvidence()).isEqualTo(mixture.logRestingEvidence());
    assertThat(detector.after(new Increment(List.of(0.0, NONE)), 0).logEvidence())
        .isCloseTo(0, within(1e-12));
    assertThat(Mixture.equal(3).logRestingEvidence()).isEqualTo(NONE);
    assertThat(Mixture.equal(3).logWeights()).hasSize(3).containsOnly(-StrictMath.log(3));
  }

  @Test
  void refusesWhatHasNoGuarantee() {
    EDetector detector = EDetector.start(Form.SHIRYAEV_ROBERTS, Mixture.equal(2));
    Increment none = Increment.none(2);
    refused(() -> detector.after(none, 1.1), "a start weight of 1.1");
    refused(() -> detector.after(none, -0.1), "start weight of -0.1");
    refused(() -> detector.after(none, Double.NaN), "start weight of NaN");
    refused(() -> detector.afterRun(none, -1, 1), "-1 trials");
    refused(() -> detector.after(Increment.none(3), 1), "each of 2 alternatives, not 3");
    refused(
        () -> new EDetector(Form.CUSUM, Mixture.equal(2), List.of(0.0)),
        "each of 2 alternatives, not 1");
    refused(
        () -> new EDetector(Form.CUSUM, Mixture.equal(1), List.of(Double.NaN)),
        "NaN is no logarithm of a factor");
    refused(() -> new Increment(List.of(0.0, Double.NaN)), "NaN is no logarithm");
    refused(() -> new Increment(List.of(Double.POSITIVE_INFINITY)), "Infinity is no logarithm");
    refused(() -> new Increment(List.of()), "no alternative");
    refused(() -> new RawIncrement(List.of(Double.NaN)), "NaN is no logarithm");
    refused(() -> new Mixture(List.of(0.0, 0.0), List.of(0.0, 0.0)), "add up to 2");
    refused(() -> new Mixture(List.of(-0.1), List.of(0.0)), "add up to 0.90");
    refused(() -> new Mixture(List.of(0.0), List.of(0.0, 0.0)), "each of 1 alternatives, not 2");
    refused(() -> new Mixture(List.of(Double.NaN), List.of(0.0)), "NaN");
    refused(() -> new Mixture(List.of(0.0), List.of(Double.NaN)), "NaN");
    assertThat(detector.after(none, 0).after(none, 1).logEvidence()).isZero();
    assertThat(detector.afterRun(none, 0, 1)).isEqualTo(detector);
  }

  @Test
  void theMeanOfIncrementsIsOfFactorsNotOfLogarithms() {
    Increment mean =
        Increment.mean(
            List.of(
                new Increment(List.of(StrictMath.log(2), NONE, 800.0)),
                new Increment(List.of(StrictMath.log(6), NONE, 800.0))));
    assertThat(mean.size()).isEqualTo(3);
    assertThat(mean.logs().get(0)).isCloseTo(StrictMath.log(4), within(1e-12));
    assertThat(mean.logs().get(1)).isEqualTo(NONE);
    assertThat(mean.logs().get(2)).isCloseTo(800, within(1e-12));
    refused(() -> Increment.mean(List.of()), "no outcomes");
    refused(
        () -> Increment.mean(List.of(Increment.none(2), Increment.none(3))),
        "each of 2 alternatives, not 3");
  }

  private static void refused(Runnable call, String because) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(because);
  }
}
