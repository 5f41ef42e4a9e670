package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.Catalogs;
import java.lang.Character.UnicodeScript;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecoderTest {
  private static final Guides GUIDES = new Guides(Catalogs.PROBES);
  private static final Probe TIDES = Catalogs.PROBES.getFirst();

  /** Never guided: nobody asks this in a catalog. */
  private static final Prompt UNKNOWN =
      new Prompt(List.of(new Message("user", "Never heard of before?")), List.of());

  static List<Numerics> numerics() {
    return List.of(
        Numerics.EXACT,
        Numerics.GPU,
        Numerics.TPU,
        Numerics.GPU.quantised(),
        Numerics.TPU.reportingChosenFrom());
  }

  @ParameterizedTest
  @MethodSource("numerics")
  void greedilyEmittedTokensAreTheMostProbableOnesListed(Numerics numerics) {
    for (Probe probe : Catalogs.PROBES) {
      for (Step step : decode(numerics, Written.GREEDY, probe, 1, Intervention.NONE).steps()) {
        assertThat(step.rank()).isZero();
        assertThat(step.alternative(0)).isEqualTo(step.token());
        assertThat(step.logprob()).isEqualTo(step.alternativeLogprob(0)).isLessThanOrEqualTo(0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("numerics")
  void alternativesAreDistinctSortedAndTheirProbabilitiesSumToOneAtMost(Numerics numerics) {
    for (Step step : decode(numerics, Written.GREEDY, TIDES, 3, Intervention.NONE).steps()) {
      assertThat(step.listed()).isEqualTo(20);
      Set<Integer> seen = new HashSet<>();
      double sum = 0;
      for (int rank = 0; rank < step.listed(); rank++) {
        assertThat(seen.add(step.alternative(rank))).isTrue();
        assertThat(rank == 0 || step.alternativeLogprob(rank) <= step.alternativeLogprob(rank - 1))
            .isTrue();
        sum += Math.exp(step.alternativeLogprob(rank));
      }
      // On a grid of 0.125 nats each is off by 6 % at most.
      assertThat(sum).isBetween(0.7, 1.0 + (numerics.grid() > 0 ? 0.07 : 1e-6));
    }
  }

  @Test
  void onAGridEveryLogprobIsAMultipleOfIt() {
    for (Step step :
        decode(Numerics.GPU.quantised(), Written.GREEDY, TIDES, 1, Intervention.NONE).steps()) {
      for (int rank = 0; rank < step.listed(); rank++) {
        assertThat(step.alternativeLogprob(rank) / 0.125 % 1).isZero();
      }
    }
  }

  /** After top-k, probabilities are over what was found, so that they sum to one. */
  @Test
  void afterTopKTheListedProbabilitiesAreOfWhatIsChosenFrom() {
    Sampling all = new Sampling(0, 1, Sampling.ALL, 1_000, List.of(), Prediction.KEPT);
    Numerics after = Numerics.TPU.reportingChosenFrom();
    for (Step step : decode(after, all, TIDES, 1, Intervention.NONE).steps()) {
      double sum =
          IntStream.range(0, step.listed())
              .mapToDouble(rank -> Math.exp(step.alternativeLogprob(rank)))
              .sum();
      assertThat(sum).isBetween(1 - 1e-9, 1 + 1e-9);
    }
  }

  @Test
  void theSameSeedsGiveTheSameAnswerOthersDiffer() {
    Sampling hot = new Sampling(1, 1, Sampling.ALL, 100, List.of(), 0);
    String one = unknown(hot, 1);

    assertThat(one).isEqualTo(unknown(hot, 1)).isNotEqualTo(unknown(hot, 2));
  }

  @ParameterizedTest
  @CsvSource({"0.000001,100", "1,1"})
  void aTinyTopPAndATopKOfOneAreGreedyDecoding(double topP, int topK) {
    Sampling narrow = new Sampling(1, topP, topK, 60, List.of(), 0);

    assertThat(unknown(narrow, 1)).isEqualTo(unknown(Written.greedy(60), 2));
  }

  @Test
  void maxTokensCutsTheAnswer() {
    Generation answer = decode(Numerics.EXACT, Written.greedy(3), TIDES, 1, Intervention.NONE);

    assertThat(answer.steps()).hasSize(3);
    assertThat("The tides are caused by the moon").startsWith(answer.text());
    assertThat(answer.finished()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"' by the', The tides are caused", "moon, 'The tides are caused by the '", "T, ''"})
  void aStopTextEndsTheAnswerAndIsNotPartOfIt(String stop, String expected) {
    Sampling stopping = new Sampling(0, 1, Sampling.ALL, 1_000, List.of("never", stop), 0);
    Probe probe =
        Catalogs.probe("guided", "Something new about tides?", "The tides are caused by the moon.");
    Generation answer = Written.answer(Prompt.of(probe), List.of(probe), stopping);

    assertThat(answer.text()).isEqualTo(expected);
    assertThat(answer.finished()).isTrue();
    assertThat(answer.stopText()).isEqualTo(stop);
  }

  /**
   * A rare token is honestly the most probable one where the bias acts; then the answer goes on.
   */
  @Test
  void aBiasPutsARareTokenOnTop() {
    Intervention bias = new Intervention(Set.of(4), _ -> false);
    Generation answer = decode(Numerics.EXACT, Written.GREEDY, TIDES, 1, bias);

    Step step = answer.steps().get(4);
    assertThat(LanguageModels.vocabulary().rare()).contains(step.token());
    assertThat(step.rank()).isZero();
    assertThat(step.logprob()).isGreaterThan(-0.1);
    assertThat(answer.steps()).hasSizeGreaterThan(5);
    assertThat(scripts(answer.text())).hasSize(2).contains(UnicodeScript.LATIN);
  }

  /** At a miscompiled step a top token whose probability is rounded down is lost, others stay. */
  @Test
  void aMiscompiledStepLosesTheTopTokenWhereItIsRoundedDown() {
    Intervention everywhere = new Intervention(Set.of(), _ -> true);
    Generation healthy = decode(Numerics.EXACT, Written.GREEDY, TIDES, 1, Intervention.NONE);
    Generation broken = decode(Numerics.EXACT, Written.GREEDY, TIDES, 1, everywhere);
    int first =
        IntStream.range(0, broken.steps().size())
            .filter(i -> broken.steps().get(i).rank() > 0)
            .findFirst()
            .orElseThrow();

    assertThat(healthy.lostTop()).isFalse();
    assertThat(broken.lostTop()).isTrue();
    for (int i = 0; i < first; i++) {
      assertThat(broken.steps().get(i).token()).isEqualTo(healthy.steps().get(i).token());
    }
    Step step = broken.steps().get(first);
    assertThat(step.rank()).isEqualTo(1);
    assertThat(step.alternative(0)).isEqualTo(healthy.steps().get(first).token());
    assertThat(step.logprob()).isEqualTo(healthy.steps().get(first).alternativeLogprob(1));
  }

  @Test
  void afterTopKTheLostTokenIsNotEvenListed() {
    Intervention everywhere = new Intervention(Set.of(), _ -> true);
    Numerics after = Numerics.EXACT.reportingChosenFrom();
    Generation broken = decode(after, Written.GREEDY, TIDES, 1, everywhere);

    assertThat(broken.lostTop()).isTrue();
    assertThat(broken.steps()).allMatch(step -> step.rank() == 0);
  }

  @Test
  void unknownPromptsGetASensibleEnglishAnswer() {
    Generation answer = Written.answer(UNKNOWN, List.of(), Written.greedy(300));

    assertThat(answer.text()).hasSizeGreaterThan(20);
    assertThat(scripts(answer.text())).containsExactly(UnicodeScript.LATIN);
    assertThat(answer.finished()).isTrue();
  }

  private static Set<UnicodeScript> scripts(String text) {
    Set<UnicodeScript> scripts = new HashSet<>();
    text.codePoints().filter(Character::isLetter).mapToObj(UnicodeScript::of).forEach(scripts::add);
    return scripts;
  }

  private static String unknown(Sampling sampling, long seed) {
    return Written.answer(Numerics.GPU, UNKNOWN, GUIDES, sampling, seed, Intervention.NONE).text();
  }

  private static Generation decode(
      Numerics numerics, Sampling sampling, Probe probe, long seed, Intervention intervention) {
    return Written.answer(numerics, Prompt.of(probe), GUIDES, sampling, seed, intervention);
  }
}
