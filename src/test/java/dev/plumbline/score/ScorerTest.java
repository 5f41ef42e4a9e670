package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Syntax;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.score.Scoring.Reason;
import dev.plumbline.score.Scoring.Scored;
import dev.plumbline.score.Scoring.Unscored;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which exchanges become which observations. */
class ScorerTest {

  /** A check that is broken. */
  record Broken(Throwable bug) implements Check {
    static final String NAME = "broken";

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Optional<String> inapplicable(Target target, Probe probe) {
      return Optional.empty();
    }

    @Override
    public Reading read(Subject subject) {
      switch (bug) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalArgumentException(bug);
      }
    }
  }

  private final Scorer scorer = new Scorer(CheckRegistry.standard());

  @Test
  void aHealthyAnswerGivesOneTrialForEachCheckOfTheProbe() {
    assertThat(scorer.score(Given.catalog(), Given.exchange("e1", Given.healthy())))
        .extracting(Observation::check, Observation::reading)
        .containsExactly(
            tuple("foreign-script", new Reading.Trial(false, "")),
            tuple("argmax", new Reading.Trial(false, "")),
            tuple("routing", new Reading.Trial(false, "")),
            tuple("format", new Reading.Trial(false, "")));
  }

  @Test
  void onlyTheCheckConcernedFails() {
    assertThat(scorer.score(Given.catalog(), Given.exchange("e1", Given.corrupted())))
        .filteredOn(
            observation -> observation.reading() instanceof Reading.Trial(boolean f, _) && f)
        .extracting(Observation::check)
        .containsExactly("foreign-script");
  }

  @Test
  void anObservationSaysWhereItIsFrom() {
    Exchange exchange = Given.exchange("e1", Given.healthy());

    assertThat(scorer.score(Given.catalog(), exchange).getFirst())
        .isEqualTo(
            new Observation(
                "foreign-script",
                "e1",
                exchange.target(),
                Given.LABELS,
                "eu-west",
                "b1",
                "core",
                "seasons",
                "s1",
                5,
                Given.NOON,
                exchange.interval(),
                new Reading.Trial(false, ""),
                false,
                null,
                null,
                null));
  }

  /** A probe may ask for a stream of a target that gives none. */
  @Test
  void anObservationSaysWhetherTheAnswerWasStreamed() {
    Sampling streamed = new Sampling(0.0, null, null, 16, null, true);
    Probe probe =
        Given.probe("seasons", Set.of("Latin"), streamed, new CheckUse.Plain("foreign-script"));

    assertThat(
            scorer.score(
                Given.catalog(Given.target(Set.of(Capability.STREAM)), probe),
                Given.exchange("e1", Given.healthy())))
        .extracting(Observation::streamed)
        .containsExactly(true);
    assertThat(
            scorer.score(
                Given.catalog(Given.target(Set.of()), probe),
                Given.exchange("e1", Given.healthy())))
        .extracting(Observation::streamed)
        .containsExactly(false);
  }

  @Test
  void whatATargetCannotProvideIsSkippedVisibly() {
    Catalog catalog = Given.catalog(Given.target(Set.of()), Given.probe());

    assertThat(scorer.score(catalog, Given.exchange("e1", Given.healthy())))
        .filteredOn(observation -> observation.reading() instanceof Reading.NotATrial)
        .extracting(Observation::check)
        .containsExactly("argmax", "routing");
  }

  @Test
  void anUnknownCheckIsSkippedVisibly() {
    Probe probe =
        Given.probe("?", Set.of("Latin"), Given.greedy(), new CheckUse.Plain("telepathy"));

    assertThat(
            scorer.score(
                Given.catalog(Given.target(), probe), Given.exchange("e1", Given.healthy())))
        .extracting(Observation::reading)
        .containsExactly(new Reading.NotATrial("no check is called telepathy"));
  }

  static Stream<Outcome> unanswered() {
    return Stream.of(
        new Outcome.Refused(400, "no"),
        new Outcome.Throttled(429, null),
        new Outcome.TargetError(500, "broken"),
        new Outcome.ProberError("no credential"),
        new Outcome.TimedOut("first byte"));
  }

  @ParameterizedTest
  @MethodSource("unanswered")
  void whatWasNotAnsweredIsNoTrialOfAnything(Outcome outcome) {
    assertThat(scorer.judge(Given.catalog(), Given.exchange("e1", outcome)))
        .isEqualTo(new Unscored(Reason.NOT_ANSWERED));
  }

  @Test
  void anAnswerIsNeverJudgedAgainstAnotherQuestion() {
    Catalog known = Given.catalog();
    Exchange exchange = Given.exchange("e1", Given.corrupted());

    assertThat(scorer.judge(with(known, List.of(), known.suites()), exchange))
        .isEqualTo(new Unscored(Reason.UNKNOWN_TARGET));
    assertThat(scorer.judge(with(known, known.targets(), List.of()), exchange))
        .isEqualTo(new Unscored(Reason.UNKNOWN_PROBE));
    assertThat(scorer.judge(suite(known, "v1", List.of()), exchange))
        .isEqualTo(new Unscored(Reason.UNKNOWN_PROBE));
    assertThat(scorer.judge(suite(known, "v2", List.of(Given.probe())), exchange))
        .isEqualTo(new Unscored(Reason.SUITE_CHANGED));
    assertThat(scorer.score(suite(known, "v2", List.of(Given.probe())), exchange)).isEmpty();
  }

  private static Catalog suite(Catalog catalog, String version, List<Probe> probes) {
    return with(catalog, catalog.targets(), List.of(new Suite("core", version, probes)));
  }

  private static Catalog with(Catalog catalog, List<Target> targets, List<Suite> suites) {
    return new Catalog(catalog.version(), targets, suites, catalog.detection());
  }

  static Stream<Throwable> bugs() {
    return Stream.of(new IllegalStateException("bug"), new StackOverflowError("deep"));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void aBrokenCheckNeitherPassesNorStopsTheOthers(Throwable bug) {
    Scorer broken = new Scorer(new CheckRegistry(List.of(new Broken(bug), new FormatCheck())));
    Probe probe =
        Given.probe(
            "?",
            Set.of("Latin"),
            Given.greedy(),
            new CheckUse.Plain(Broken.NAME),
            new CheckUse.Format(Syntax.JSON));
    Catalog catalog = Given.catalog(Given.target(), probe);
    Exchange exchange = Given.exchange("e1", Given.healthy());

    assertThat(broken.judge(catalog, exchange))
        .isInstanceOfSatisfying(
            Scored.class,
            scored -> {
              assertThat(scored.observations()).extracting("check").containsExactly("format");
              assertThat(scored.crashes())
                  .containsExactly(new Scoring.Crash(Broken.NAME, bug.toString()));
            });
    assertThatIllegalStateException()
        .isThrownBy(() -> broken.score(catalog, exchange))
        .withMessageContaining(String.valueOf(bug.getMessage()));
  }
}
