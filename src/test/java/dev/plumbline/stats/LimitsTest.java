package dev.plumbline.stats;

import static dev.plumbline.stats.Reference.assertClose;
import static dev.plumbline.stats.Reference.assertSameNumber;
import static dev.plumbline.stats.Reference.assertSameNumbers;
import static dev.plumbline.stats.Reference.cases;
import static dev.plumbline.stats.Reference.counts;
import static dev.plumbline.stats.Reference.number;
import static dev.plumbline.stats.Reference.numbers;
import static dev.plumbline.stats.Reference.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Intervals, sequences, two-sample tests and the beta function against {@link Reference}. */
class LimitsTest {

  @Test
  void clopperPearson() {
    cases(section("clopperPearson").required("intervals"))
        .forEach(c -> {
          ClopperPearson interval =
              ClopperPearson.of(failures(c), trials(c), number(c, "confidence"));
          assertClose(interval.lower(), number(c, "lower"), "lower of " + c);
          assertClose(interval.upper(), number(c, "upper"), "upper of " + c);
          assertThat(interval.rate()).isEqualTo((double) failures(c) / trials(c));
        });
    cases(section("clopperPearson").required("oneSided"))
        .forEach(c ->
            assertClose(
                ClopperPearson.upper(failures(c), trials(c), number(c, "delta")),
                number(c, "upper"),
                "upper of " + c));
    refused(() -> ClopperPearson.upper(-1, 3, 0.1), "-1 failures in 3 trials");
    refused(() -> ClopperPearson.upper(4, 3, 0.1), "4 failures in 3 trials");
    refused(() -> ClopperPearson.upper(1, 3, 0), "probability 0.0");
    refused(() -> ClopperPearson.upper(1, 3, 0.5), "probability 0.5");
    refused(() -> ClopperPearson.of(3, 3, 1), "probability 0.0");
  }

  @Test
  void bernoulliSequence() {
    cases(section("bernoulliSequence"))
        .forEach(c -> {
          BernoulliSequence interval =
              BernoulliSequence.of(failures(c), trials(c), number(c, "confidence"));
          assertClose(interval.lower(), number(c, "lower"), "lower of " + c);
          assertClose(interval.upper(), number(c, "upper"), "upper of " + c);
        });
    assertThat(BernoulliSequence.of(0, 0, 0.95)).isEqualTo(new BernoulliSequence(0, 0, 1));
    assertThat(BernoulliSequence.of(3, 4, 0.95).rate()).isEqualTo(0.75);
    refused(() -> BernoulliSequence.of(-1, 3, 0.9), "-1 failures in 3 trials");
    refused(() -> BernoulliSequence.of(4, 3, 0.9), "4 failures in 3 trials");
    refused(() -> BernoulliSequence.of(1, 3, 0), "confidence 0.0");
    refused(() -> BernoulliSequence.of(1, 3, 1), "confidence 1.0");
  }

  @Test
  void boundedSequence() {
    cases(section("boundedSequence"))
        .forEach(c -> {
          BoundedSequence sequence =
              BoundedSequence.start(number(c, "low"), number(c, "high"), number(c, "confidence"));
          for (double value : numbers(c, "values")) {
            sequence = sequence.after(value);
          }
          assertThat(sequence.count()).isEqualTo(numbers(c, "values").size());
          assertClose(sequence.centre(), number(c, "centre"), "centre");
          assertClose(sequence.lower(), number(c, "lower"), "lower");
          assertClose(sequence.upper(), number(c, "upper"), "upper");
        });
    BoundedSequence start = BoundedSequence.start(-1, 3, 0.95);
    assertThat(start.centre()).isEqualTo(1);
    assertThat(start.lower()).isEqualTo(-1);
    assertThat(start.upper()).isEqualTo(3);
    assertThat(start.after(-1).after(3).count()).isEqualTo(2);
    refused(() -> start.after(-1.01), "-1.01 is not within -1.0 and 3.0");
    refused(() -> start.after(3.01), "3.01 is not within");
    refused(() -> start.after(Double.NaN), "NaN is not within");
    refused(() -> BoundedSequence.start(1, 1, 0.9), "no values between 1.0 and 1.0");
    refused(() -> BoundedSequence.start(0, 1, 1), "confidence 1.0");
    refused(() -> BoundedSequence.start(0, 1, 0), "confidence 0.0");
  }

  @Test
  void empiricalBernstein() {
    cases(section("empiricalBernstein"))
        .forEach(c -> {
          List<Double> values = numbers(c, "values");
          double confidence = number(c, "confidence");
          EmpiricalBernstein limits =
              EmpiricalBernstein.of(values, number(c, "low"), number(c, "high"), confidence);
          assertClose(limits.lower(), number(c, "lower"), "lower");
          assertClose(limits.upper(), number(c, "upper"), "upper");
          assertThat(limits.mean())
              .isCloseTo(
                  values.stream().mapToDouble(x -> x).average().orElseThrow(), within(1e-12));
          assertThat(
                  EmpiricalBernstein.upper(
                      values, number(c, "low"), number(c, "high"), (1 - confidence) / 2))
              .isEqualTo(limits.upper());
        });
    List<Double> two = List.of(0.0, 1.0);
    refused(() -> EmpiricalBernstein.upper(List.of(0.5), 0, 1, 0.1), "1 values");
    refused(() -> EmpiricalBernstein.upper(two, 0, 1, 0), "delta 0.0");
    refused(() -> EmpiricalBernstein.upper(two, 0, 1, 1), "delta 1.0");
    refused(() -> EmpiricalBernstein.upper(two, 1, 1, 0.1), "from 1.0 to 1.0");
    refused(() -> EmpiricalBernstein.upper(two, 0, 0.9, 0.1), "1.0 is not within 0.0 and 0.9");
    refused(() -> EmpiricalBernstein.upper(two, 0.1, 1, 0.1), "0.0 is not within");
  }

  @Test
  void twoCaptureOfBins() {
    JsonNode reference = section("twoCapture").required("binned");
    List<RawIncrement> raw =
        cases(reference.required("logs")).map(row -> new RawIncrement(numbers(row))).toList();
    List<List<Long>> strata = cases(reference.required("strata")).map(row -> counts(row)).toList();
    TwoCapture capture = TwoCapture.ofBins(raw, strata, 0.001);
    assertSameNumbers(capture.logLimits(), numbers(reference, "logLimits"), "ln U");
    Increment increment = capture.bounded(raw.get(1));
    assertThat(increment.logs().get(0)).isEqualTo(0.5 - capture.logLimits().get(0));
    assertThat(increment.logs().get(1)).isEqualTo(-2.0 - capture.logLimits().get(1));
    refused(() -> TwoCapture.ofBins(raw, List.of(), 0.001), "no capture B");
    refused(() -> TwoCapture.ofBins(raw, List.of(List.of(1L)), 0.001), "1 counts for 4 bins");
    refused(() -> capture.bounded(new RawIncrement(List.of(0.0))), "2 alternatives, not 1");
    refused(() -> new TwoCapture(List.of(Double.NaN)), "NaN");
  }

  @Test
  void twoCaptureOfBoundedFactors() {
    JsonNode reference = section("twoCapture").required("bounded");
    List<List<RawIncrement>> strata =
        cases(reference.required("strata"))
            .map(rows -> cases(rows).map(row -> new RawIncrement(numbers(row))).toList())
            .toList();
    List<Double> maxima = numbers(reference, "logMaxima");
    TwoCapture capture = TwoCapture.ofBounded(strata, maxima, 0.001);
    assertSameNumbers(capture.logLimits(), numbers(reference, "logLimits"), "ln U");
    refused(() -> TwoCapture.ofBounded(List.of(), maxima, 0.001), "no capture B");
    refused(() -> TwoCapture.ofBounded(strata, List.of(-9.0, -9.0), 0.001), "is not within");
  }

  @Test
  void safeTwoByTwo() {
    cases(section("safeTwoByTwo"))
        .forEach(c -> {
          SafeTwoByTwo test = SafeTwoByTwo.start();
          for (JsonNode block : c.required("blocks")) {
            List<Long> counts = counts(block);
            test = test.after(counts.get(0), counts.get(1), counts.get(2), counts.get(3));
          }
          assertSameNumber(test.logEvidence(), number(c, "logEvidence"), "evidence");
        });
    SafeTwoByTwo test = SafeTwoByTwo.start().after(1, 10, 3, 12).after(0, 2, 1, 3);
    assertThat(test.baselineFailures()).isEqualTo(1);
    assertThat(test.baselineTrials()).isEqualTo(12);
    assertThat(test.canaryFailures()).isEqualTo(4);
    assertThat(test.canaryTrials()).isEqualTo(15);
    assertThat(test.logEvidence()).isPositive();
    assertThat(test.after(0, 0, 0, 0).logEvidence()).isEqualTo(test.logEvidence());
    refused(() -> test.after(-1, 2, 0, 0), "-1 failures in 2 trials");
    refused(() -> test.after(0, 0, 3, 2), "3 failures in 2 trials");
  }

  @Test
  void canaryCounts() {
    cases(section("canaryCounts"))
        .forEach(c -> {
          CanaryCounts counts =
              CanaryCounts.start(number(c, "exposure"))
                  .after(c.required("canary").asDouble(), 0)
                  .after(0, c.required("baseline").asDouble());
          assertSameNumber(counts.logEvidence(), number(c, "logEvidence"), "evidence of " + c);
        });
    refused(() -> CanaryCounts.start(0), "exposure 0.0");
    refused(() -> CanaryCounts.start(1), "exposure 1.0");
    refused(() -> new CanaryCounts(0.5, -1, 0), "-1.0 events in the canary");
    refused(() -> new CanaryCounts(0.5, 0, -1), "-1.0 in the baseline");
  }

  /** P(3 or more of 3) is θ₀³, P(1 or more of 3) is 1 − (1 − θ₀)³. */
  @Test
  void tailOfCanaryCounts() {
    assertThat(CanaryCounts.start(0.3).logTail()).isZero();
    assertThat(CanaryCounts.start(0.3).after(3, 0).logTail())
        .isCloseTo(3 * Math.log(0.3), within(1e-12));
    assertThat(CanaryCounts.start(0.3).after(1, 2).logTail())
        .isCloseTo(Math.log(1 - 0.7 * 0.7 * 0.7), within(1e-12));
  }

  /** Groups of up to m events, each event counted as 1/m: fair, as m times as many are not. */
  @Test
  void canaryCountsOfGroups() {
    double exposure = 0.3;
    for (int size = 1; size <= 5; size++) {
      double parts = size / 5.0;
      double mean =
          exposure * Math.exp(CanaryCounts.start(exposure).after(parts, 0).logEvidence())
              + (1 - exposure)
                  * Math.exp(CanaryCounts.start(exposure).after(0, parts).logEvidence());
      assertThat(mean).as("a group of %d of 5", size).isLessThanOrEqualTo(1 + 1e-12);
    }
    double whole =
        exposure * Math.exp(CanaryCounts.start(exposure).after(5, 0).logEvidence())
            + (1 - exposure) * Math.exp(CanaryCounts.start(exposure).after(0, 5).logEvidence());
    assertThat(whole).isGreaterThan(2);
  }

  @Test
  void betaFunctionAndTails() {
    cases(section("beta").required("betas"))
        .forEach(c ->
            assertSameNumber(
                LogBeta.of(number(c, "a"), number(c, "b")), number(c, "logBeta"), c + ""));
    cases(section("beta").required("tails"))
        .forEach(c -> {
          double a = number(c, "a");
          double b = number(c, "b");
          double x = number(c, "logOdds");
          double logLower = LogBeta.logLower(a, b, x);
          assertSameNumber(logLower, number(c, "logLower"), "lower " + c);
          assertSameNumber(LogBeta.logUpper(a, b, x), number(c, "logUpper"), "upper " + c);
        });
  }

  /** Where 1 + exp(x) overflows, or is 1. */
  @Test
  void logOddsOfAnySize() {
    assertThat(LogOdds.logP(-800)).isEqualTo(-800);
    assertThat(LogOdds.logP(800)).isZero();
    assertThat(LogOdds.logP(0)).isEqualTo(-StrictMath.log(2));
    assertThat(LogOdds.p(LogOdds.of(3, 1))).isCloseTo(0.75, within(1e-15));
  }

  @Test
  void recoveryIsCompleteAtTheValueStated() {
    double enough = StrictMath.log(Recovery.CLEARED_AT);
    assertThat(new Recovery(1e-4, 0.01, enough).complete()).isTrue();
    assertThat(new Recovery(1e-4, 0.01, Math.nextDown(enough)).complete()).isFalse();
  }

  @Test
  void recovery() {
    JsonNode reference = section("recovery");
    Recovery recovery =
        new Recovery(
            number(reference, "objective"), number(reference, "share"), Double.NEGATIVE_INFINITY);
    for (double failed : numbers(reference, "failed")) {
      recovery = recovery.after(failed);
    }
    assertSameNumber(recovery.logR(), number(reference, "logR"), "ln R");
  }

  private static long failures(JsonNode node) {
    return node.required("failures").asLong();
  }

  private static long trials(JsonNode node) {
    return node.required("trials").asLong();
  }

  private static void refused(Runnable call, String because) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(because);
  }
}
