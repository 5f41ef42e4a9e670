package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.RawResponse;
import dev.plumbline.reference.Reference;
import dev.plumbline.reference.ReferenceFiles;
import dev.plumbline.reference.References;
import dev.plumbline.reference.SimulatedPool;
import dev.plumbline.reference.UnusableCaptureException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What checks read off an answer that they compare with a reference. */
class ComparingChecksTest {
  private static final int PROBES = 10;
  private static final String POOL = "ash/cloud/tpu/tpu-a";

  private final SimulatedPool pool = new SimulatedPool(POOL, 1, 0, true);

  @Test
  void anAnswerMayLeaveTheReferenceWhereItWasUndecided() throws UnusableCaptureException {
    Check check = new DivergenceCheck(inForce(reference()));
    assertThat(read(check, pool, pool.answer(0))).isEqualTo(new Reading.Trial(false, ""));
    assertThat(read(check, pool, pool.answerWithWrongUnit(0, 7, "third ")))
        .isEqualTo(new Reading.Trial(false, ""));
  }

  @Test
  void anAnswerMustNotLeaveWhereTheReferenceWasSure() throws UnusableCaptureException {
    Check check = new DivergenceCheck(inForce(reference()));
    assertThat(read(check, pool, pool.answerWithWrongUnit(0, 3, "wrong ")))
        .isInstanceOfSatisfying(
            Reading.Trial.class,
            trial -> {
              assertThat(trial.failed()).isTrue();
              assertThat(trial.found())
                  .contains("unit 3 is 'wrong '", "the reference says 'w0.3 ' by");
            });
  }

  @Test
  void otherLogprobsAreStrange() throws UnusableCaptureException {
    Check check = new LogprobDriftCheck(inForce(reference()));
    SimulatedPool drifted = new SimulatedPool(POOL, 2, 0.05, true);
    Reading.Compared healthy = compared(read(check, pool, pool.answer(0)));
    Reading.Compared strange = compared(read(check, pool, drifted.answer(0)));
    assertThat(healthy.failed()).isFalse();
    assertThat(healthy.ratio()).isLessThan(5);
    assertThat(strange.failed()).isTrue();
    assertThat(strange.ratio()).isGreaterThan(10);
    assertThat(strange.reference()).isEqualTo(ReferenceFiles.id(reference()));
  }

  /** The same exchange is read the same twice: what is drawn for it is drawn from its id. */
  @Test
  void readingIsRepeatable() throws UnusableCaptureException {
    Check check = new LogprobDriftCheck(inForce(reference()));
    Exchange exchange = pool.answer(0);
    assertThat(read(check, pool, exchange)).isEqualTo(read(check, pool, exchange));
  }

  @Test
  void aFirstTokenNeverSeenIsStrange() throws UnusableCaptureException {
    Check check = new BorderTokenCheck(inForce(reference()));
    assertThat(compared(read(check, pool, pool.answer(0))).ratio()).isEqualTo(0);
    Reading.Compared strange =
        compared(read(check, pool, pool.answerWithWrongUnit(0, 0, "other ")));
    assertThat(strange.failed()).isTrue();
    assertThat(strange.found()).contains("begins with 'other '");
  }

  @Test
  void unanimityWatchesTargetsWithoutLogprobs() throws UnusableCaptureException {
    SimulatedPool words = new SimulatedPool(POOL, 3, 0, false);
    Check check = new UnanimityCheck(inForce(words.reference(1, 320, Set.of())));
    assertThat(check.inapplicable(words.target(), SimulatedPool.probe(0))).isEmpty();
    assertThat(check.inapplicable(pool.target(), SimulatedPool.probe(0)))
        .hasValueSatisfying(why -> assertThat(why).contains("divergence sees more"));
    assertThat(compared(read(check, words, words.answer(0))).failed()).isFalse();
    Reading.Compared left = compared(read(check, words, words.answerWithWrongUnit(0, 3, "wrong ")));
    assertThat(left.failed()).isTrue();
    assertThat(left.found()).isEqualTo("unit 3 is 'wrong ', all 320 draws say 'w0.3 '");
  }

  /** Day 0: nothing is compared, and coverage says what to do. */
  @ParameterizedTest
  @ValueSource(strings = {"divergence", "logprob-drift", "border-token", "fingerprint"})
  void withoutAReferenceNothingIsCompared(String name) {
    Check check = CheckRegistry.standard().check(name).orElseThrow();
    assertThat(check.inapplicable(pool.target(), SimulatedPool.probe(0)))
        .hasValueSatisfying(
            why -> assertThat(why).contains("no approved reference", "plumbline reference"));
    assertThat(read(check, pool, pool.answer(0))).isInstanceOf(Reading.NotATrial.class);
  }

  /** A reference is of one version of a suite: answers to other questions are not compared. */
  @Test
  void anotherVersionOfTheSuiteIsNotCompared() throws UnusableCaptureException {
    Check check = new DivergenceCheck(inForce(reference()));
    Exchange other = withVersion(pool.answer(0), "v2");
    assertThat(read(check, pool, other))
        .isEqualTo(
            new Reading.NotATrial(
                "the reference does not hold this version of the suite that asks p0; capture one"));
  }

  /** What a reference cannot be used for, it says. */
  @Test
  void whatAReferenceLacksIsSaid() throws UnusableCaptureException {
    Reference bare = pool.reference(PROBES, 12, Set.of());
    assertThat(
            new BorderTokenCheck(inForce(bare)).inapplicable(pool.target(), SimulatedPool.probe(0)))
        .hasValue("the reference was captured without border prompts");
    assertThat(
            new FingerprintCheck(inForce(bare)).inapplicable(pool.target(), SimulatedPool.probe(0)))
        .hasValueSatisfying(why -> assertThat(why).contains("20,000 own draws"));
  }

  private @Nullable Reference made;

  private Reference reference() throws UnusableCaptureException {
    if (made == null) {
      made = new SimulatedPool(POOL, 9, 0, true).reference(PROBES, 20, Set.of("core/p0"));
    }
    return made;
  }

  private static References inForce(Reference reference) {
    String id = ReferenceFiles.id(reference);
    return target ->
        Stream.of(reference)
            .filter(it -> it.target().equals(target))
            .findFirst()
            .map(it -> new References.InForce(id, it));
  }

  private static Reading read(Check check, SimulatedPool pool, Exchange exchange) {
    Answer answer = ((Outcome.Answered) exchange.outcome()).answer();
    RawResponse response = Objects.requireNonNull(exchange.response());
    Probe probe = SimulatedPool.probe(Integer.parseInt(exchange.probe().substring(1)));
    return check.read(new Subject(pool.target(), probe, exchange, answer, response));
  }

  private static Reading.Compared compared(Reading reading) {
    return Optional.of(reading)
        .filter(Reading.Compared.class::isInstance)
        .map(Reading.Compared.class::cast)
        .orElseThrow(() -> new AssertionError(reading.toString()));
  }

  private static Exchange withVersion(Exchange it, String version) {
    return new Exchange(
        it.id(),
        it.target(),
        it.labels(),
        it.region(),
        it.build(),
        it.suite(),
        version,
        it.probe(),
        it.session(),
        it.scheduledAt(),
        it.interval(),
        it.sentAt(),
        it.timeToFirstToken(),
        it.duration(),
        it.outcome(),
        it.response());
  }
}
