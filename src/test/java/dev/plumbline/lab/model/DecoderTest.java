package dev.plumbline.lab.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Probe.Message;
import dev.plumbline.lab.Catalogs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecoderTest {
  private static final Vocabulary VOCABULARY = CannedLanguageModel.vocabularyFor(Catalogs.PROBES);
  private static final LanguageModel MODEL =
      CannedLanguageModel.usual(VOCABULARY, Catalogs.PROBES, 7);
  private static final Probe TIDES = Catalogs.PROBES.getFirst();
  private static final Sampling GREEDY = new Sampling(0, 1, 1_000, List.of(), 20);

  @Test
  void withoutNoiseEveryCannedPromptIsAnsweredWithItsExample() {
    // Near ties are in favour of the reference, so exact arithmetic never leaves it.
    for (Probe probe : Catalogs.PROBES) {
      Generation answer = decode(Numerics.EXACT, GREEDY, probe, 1, Intervention.NONE);
      assertThat(answer.text()).isEqualTo(ToolCallTemplate.answer(probe));
      assertThat(answer.finished()).isTrue();
    }
  }

  /**
   * Healthy: 0.3 to 1.3 % of steps, the band reported for batch-size noise. Measured over 20,000
   * steps of many models (which differ in where they are in doubt): GPU 0.55, TPU 0.61, Trainium
   * 0.71, on the grid 0.99 %; the 99 % interval of each is ± 0.15 to 0.18 points. Broken: 0 without
   * noise.
   */
  @ParameterizedTest
  @CsvSource({"gpu,false", "tpu,false", "trainium,false", "gpu,true"})
  void noiseFlipsTheArgmaxAtAFewStepsInAThousand(String accelerator, boolean quantised) {
    Numerics numerics = Numerics.of(accelerator, quantised);
    int steps = 0;
    int flips = 0;
    for (long model = 0; steps < 20_000 || model < 16; model++) {
      LanguageModel language = CannedLanguageModel.usual(VOCABULARY, Catalogs.PROBES, model);
      for (Probe probe : Catalogs.PROBES) {
        Generation answer =
            new Decoder(language, numerics, GREEDY, model, 0)
                .answer(Prompt.of(probe), Intervention.NONE);
        flips += flips(language, Prompt.of(probe), answer);
        steps += answer.steps().size();
      }
    }
    assertThat((double) flips / steps).isBetween(0.003, 0.013);
  }

  private static int flips(LanguageModel language, Prompt prompt, Generation answer) {
    LanguageModel.Continuation exact = language.begin(prompt);
    int flips = 0;
    for (Step step : answer.steps()) {
      flips += exact.next().argmax() == step.token() ? 0 : 1;
      exact.append(step.token());
    }
    return flips;
  }

  @ParameterizedTest
  @CsvSource({"0.007,0", "0.01,0", "0.007,0.125"})
  void greedilyEmittedTokensAreTheMostProbableOnesListed(double noise, double grid) {
    for (long seed = 0; seed < 50; seed++) {
      for (Probe probe : Catalogs.PROBES) {
        Numerics numerics = new Numerics(noise, grid);
        for (Step step : decode(numerics, GREEDY, probe, seed, Intervention.NONE).steps()) {
          assertThat(step.rank()).isZero();
          assertThat(step.alternative(0)).isEqualTo(step.token());
          assertThat(step.logprob()).isEqualTo(step.alternativeLogprob(0)).isLessThanOrEqualTo(0);
        }
      }
    }
  }

  @Test
  void alternativesAreDistinctSortedAndTheirProbabilitiesSumToNearlyOne() {
    Numerics gpu = Numerics.of("gpu", false);
    for (Step step : decode(gpu, GREEDY, TIDES, 3, Intervention.NONE).steps()) {
      assertThat(step.listed()).isEqualTo(20);
      Set<Integer> seen = new HashSet<>();
      double sum = 0;
      for (int rank = 0; rank < step.listed(); rank++) {
        assertThat(seen.add(step.alternative(rank))).isTrue();
        assertThat(rank == 0 || step.alternativeLogprob(rank) <= step.alternativeLogprob(rank - 1))
            .isTrue();
        sum += Math.exp(step.alternativeLogprob(rank));
      }
      assertThat(sum).isBetween(0.9, 1.0);
    }
  }

  @Test
  void answersStayInTheScriptsOfTheirExampleAtAnyTemperature() {
    Sampling hot = new Sampling(1, 1, 1_000, List.of(), 0);
    for (Probe probe : Catalogs.PROBES) {
      String example = ToolCallTemplate.answer(probe);
      for (long seed = 0; seed < 200; seed++) {
        Generation answer = decode(Numerics.of("tpu", false), hot, probe, seed, Intervention.NONE);
        assertThat(Vocabulary.scriptsOf(example == null ? "" : example))
            .as(answer.text())
            .containsAll(Vocabulary.scriptsOf(answer.text()));
      }
    }
  }

  @Test
  void theSameSeedsGiveTheSameAnswerOthersDiffer() {
    Sampling hot = new Sampling(1, 1, 1_000, List.of(), 0);
    Numerics gpu = Numerics.of("gpu", false);

    assertThat(decode(gpu, hot, TIDES, 1, Intervention.NONE).text())
        .isEqualTo(decode(gpu, hot, TIDES, 1, Intervention.NONE).text())
        .isNotEqualTo(decode(gpu, hot, TIDES, 2, Intervention.NONE).text());
  }

  @Test
  void aTinyTopPIsGreedyDecoding() {
    Sampling narrow = new Sampling(1, 0.000_001, 1_000, List.of(), 0);

    assertThat(decode(Numerics.EXACT, narrow, TIDES, 1, Intervention.NONE).text())
        .isEqualTo(TIDES.example());
  }

  @Test
  void maxTokensCutsTheAnswer() {
    Sampling three = new Sampling(0, 1, 3, List.of(), 0);
    Generation answer = decode(Numerics.EXACT, three, TIDES, 1, Intervention.NONE);

    assertThat(answer.text()).isEqualTo("The tides are");
    assertThat(answer.finished()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"' by the', The tides are caused", "moon, 'The tides are caused by the '", "T, ''"})
  void aStopTextEndsTheAnswerAndIsNotPartOfIt(String stop, String expected) {
    Sampling stopping = new Sampling(0, 1, 1_000, List.of("never", stop), 0);
    Generation answer = decode(Numerics.EXACT, stopping, TIDES, 1, Intervention.NONE);

    assertThat(answer.text()).isEqualTo(expected);
    assertThat(answer.finished()).isTrue();
    assertThat(answer.stopText()).isEqualTo(stop);
  }

  @Test
  void aBoostedTokenIsHonestlyTheMostProbableOneAndTheAnswerGoesOn() {
    int thai = VOCABULARY.find("วัน");
    Intervention boost = new Intervention(Map.of(4, thai), Set.of());
    Generation answer = decode(Numerics.EXACT, GREEDY, TIDES, 1, boost);

    Step step = answer.steps().get(4);
    assertThat(step.token()).isEqualTo(thai);
    assertThat(step.alternative(0)).isEqualTo(thai);
    assertThat(step.lead()).isBetween(1.0, 3.0);
    assertThat(answer.text()).startsWith("The tides are causedวัน by the moon. Its pull");
  }

  @Test
  void aDroppedTopTokenIsStillListedFirstAndTheSecondIsEmitted() {
    Intervention drop = new Intervention(Map.of(), Set.of(4));
    Step healthy = decode(Numerics.EXACT, GREEDY, TIDES, 1, Intervention.NONE).steps().get(4);
    Step step = decode(Numerics.EXACT, GREEDY, TIDES, 1, drop).steps().get(4);

    assertThat(step.rank()).isEqualTo(1);
    assertThat(step.token()).isEqualTo(healthy.alternative(1));
    assertThat(step.alternative(0)).isEqualTo(healthy.token());
    assertThat(step.logprob()).isEqualTo(healthy.alternativeLogprob(1));
  }

  @Test
  void unknownPromptsGetASensibleEnglishAnswer() {
    Prompt prompt = new Prompt(List.of(new Message("user", "Never heard of before?")), List.of());
    Generation answer =
        new Decoder(MODEL, Numerics.EXACT, GREEDY, 1, 1).answer(prompt, Intervention.NONE);

    assertThat(answer.text()).endsWith(".").hasSizeGreaterThan(50);
    assertThat(answer.finished()).isTrue();
  }

  @Test
  void theLongContextModelWordsThingsDifferentlyNowAndThen() {
    LanguageModel longContext = CannedLanguageModel.longContext(VOCABULARY, Catalogs.PROBES, 7);
    String answer =
        new Decoder(longContext, Numerics.EXACT, GREEDY, 1, 1)
            .answer(Prompt.of(TIDES), Intervention.NONE)
            .text();

    assertThat(answer).isNotEqualTo(TIDES.example()).startsWith("The tides");
    assertThat(Vocabulary.scriptsOf(answer)).isEqualTo(Vocabulary.scriptsOf("Latin"));
  }

  private static Generation decode(
      Numerics numerics, Sampling sampling, Probe probe, long seed, Intervention intervention) {
    return new Decoder(MODEL, numerics, sampling, seed, seed)
        .answer(Prompt.of(probe), intervention);
  }
}
