package dev.plumbline.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Sampling;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The search finds what is undecided, few requests are spent on what is not, and budgets hold. */
class BorderSearchTest {
  private static final int SEEDS = 60;
  private static final BorderSettings USUAL = settings(5, 5000, 0.2, 0.1, false);

  /** Of 600 candidates 2 % are border prompts, others lopsided, undecided among many, or sure. */
  private static List<String> mixed(long seed) {
    List<String> prompts = new ArrayList<>(UndecidedTarget.prompts(12, "0.6/0.4"));
    prompts.addAll(UndecidedTarget.prompts(30, "0.95/0.05"));
    prompts.addAll(UndecidedTarget.prompts(30, "0.3/0.25/0.25/0.2"));
    prompts.addAll(UndecidedTarget.prompts(528, UndecidedTarget.SURE));
    Collections.shuffle(prompts, new Random(seed));
    return prompts;
  }

  /**
   * Measured over 60 seeds: 300 found by 1,650 requests a search on average (795 to 2,565), none
   * that is not a border prompt. Told from 50 draws of each candidate, it would take 30,000.
   */
  @Test
  void findsBorderPromptsByFewRequests() throws Exception {
    IntSummaryStatistics requests = new IntSummaryStatistics();
    List<BorderPrompt> found = new ArrayList<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      BorderFindings findings = search(mixed(seed), USUAL, seed);
      requests.accept(findings.spent().requests());
      found.addAll(findings.found());
    }
    assertThat(found).hasSizeGreaterThan(5 * SEEDS - 5);
    assertThat(found.stream().map(it -> UndecidedTarget.second(it.prompt())).distinct())
        .containsExactly(0.4);
    assertThat(requests.getAverage()).isBetween(1500.0, 2100.0);
  }

  /**
   * The shares told are those of fresh draws: of the three that looked most even among forty, each
   * with 0.25, they are 0.25 on average, give or take 0.007; with the draws they were chosen by,
   * 0.32.
   */
  @Test
  void sharesAreNotFlattered() throws Exception {
    List<String> prompts = UndecidedTarget.prompts(40, "0.75/0.25");
    BorderSettings few = new BorderSettings(3, 5000, 20, 0.05, 0.1, USUAL.sampling(), false);
    double sum = 0;
    int found = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      for (BorderPrompt it : search(prompts, few, seed).found()) {
        // By token, since either may come out as the likelier.
        sum += shareOf("b", it.first());
        found++;
      }
    }
    assertThat(sum / found).isBetween(0.225, 0.275);
  }

  @Test
  void theMostEvenIsToldFirst() throws Exception {
    List<String> prompts = new ArrayList<>(UndecidedTarget.prompts(10, "0.7/0.3"));
    prompts.addAll(UndecidedTarget.prompts(10, "0.5/0.5"));
    List<BorderPrompt> found = search(prompts, settings(20, 5000, 0.2, 0.1, false), 1).found();
    assertThat(found)
        .extracting(it -> it.first().share(1))
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(found).allMatch(it -> it.first().draws() == 50);
  }

  /** Where only so many are wanted, the most even of a batch are weighed. */
  @Test
  void prefersTheMostEven() throws Exception {
    int even = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      List<String> prompts = new ArrayList<>(UndecidedTarget.prompts(1, UndecidedTarget.SURE));
      prompts.addAll(UndecidedTarget.prompts(20, "0.75/0.25"));
      prompts.addAll(UndecidedTarget.prompts(5, "0.5/0.5"));
      even +=
          (int)
              search(prompts, settings(3, 5000, 0.2, 0.1, false), seed).found().stream()
                  .filter(it -> UndecidedTarget.second(it.prompt()) == 0.5)
                  .count();
    }
    // Measured 101 of 180; a fifth, 36, if chosen at random; 0 if taken as they come.
    assertThat(even).isGreaterThan(80);
  }

  @Test
  void neverSendsMoreThanAllowed() throws Exception {
    for (int most : List.of(1, 10, 64, 65, 100, 500, 1000)) {
      UndecidedTarget target = new UndecidedTarget(most);
      BorderSearch search =
          new BorderSearch(
              UndecidedTarget.target(false), mixed(most), settings(100, most, 0.2, 0.1, false));
      BorderFindings findings = search.run(sending(target), silent());
      assertThat(target.asked()).isLessThanOrEqualTo(most).isEqualTo(findings.spent().requests());
      assertThat(search.requests()).isEqualTo(most);
    }
  }

  @Test
  void aFewCandidatesTakeNoMoreThanTheirStages() {
    assertThat(
            new BorderSearch(
                    UndecidedTarget.target(false),
                    UndecidedTarget.prompts(3, UndecidedTarget.SURE),
                    USUAL)
                .requests())
        .isEqualTo(3 * (3 + 12 + 50));
  }

  /**
   * One draw with log-probabilities tells that a prompt is sure. Measured with seed 1: 1,421
   * requests without, 969 with.
   */
  @Test
  void leadsMakeAShortList() throws Exception {
    BorderSettings withLeads = settings(5, 5000, 0.2, 0.1, true);
    int without = search(mixed(1), USUAL, 1).spent().requests();
    BorderFindings with = search(mixed(1), withLeads, 1);
    assertThat(with.found()).hasSize(5);
    assertThat(with.spent().requests()).isLessThan(3 * without / 4);
  }

  @Test
  void nothingUndecidedIsNoError() throws Exception {
    BorderFindings findings = search(UndecidedTarget.prompts(100, UndecidedTarget.SURE), USUAL, 1);
    assertThat(findings.found()).isEmpty();
    assertThat(findings.screened()).isEqualTo(100);
    assertThat(findings.promising()).isZero();
    assertThat(findings.spent().requests()).isEqualTo(300);
  }

  /** After one candidate, not after hundreds. */
  @Test
  void aTargetThatDoesNotAnswerIsToldAtOnce() {
    List<Exchange> heard = new ArrayList<>();
    BorderSearch search = new BorderSearch(UndecidedTarget.target(false), mixed(1), USUAL);
    ReferenceCapture.Asking refusing =
        (target, suite, probe) ->
            UndecidedTarget.exchange(
                target, suite, probe, new Outcome.Refused(400, "max_tokens is too small"));
    assertThatThrownBy(
            () -> search.run(new BorderSearch.Sending(refusing, 1, Duration.ZERO), progress(heard)))
        .isInstanceOf(UnusableCaptureException.class)
        .hasMessageContaining("3 of 3 requests were not answered")
        .hasMessageContaining("max_tokens is too small");
    assertThat(heard).hasSize(3);
  }

  /** What was found is paid for. */
  @Test
  void aTargetThatStopsAnsweringEndsTheSearchOnly() throws Exception {
    UndecidedTarget answering = new UndecidedTarget(1);
    ReferenceCapture.Asking stopping =
        (target, suite, probe) ->
            answering.asked() < 1500
                ? answering.ask(target, suite, probe)
                : UndecidedTarget.exchange(target, suite, probe, new Outcome.Throttled(429, null));
    BorderFindings findings =
        new BorderSearch(
                UndecidedTarget.target(false), mixed(1), settings(100, 5000, 0.2, 0.1, false))
            .run(new BorderSearch.Sending(stopping, 1, Duration.ZERO), silent());
    assertThat(findings.found()).isNotEmpty();
    assertThat(findings.spent().requests()).isLessThan(1800);
    assertThat(findings.spent().notAnswered()).isEqualTo(new Outcome.Throttled(429, null));
  }

  @Test
  void emptyAnswersAreCounted() throws Exception {
    ReferenceCapture.Asking silent =
        (target, suite, probe) ->
            UndecidedTarget.exchange(
                target,
                suite,
                probe,
                new Outcome.Answered(new Answer("", "length", List.of(), null, null, List.of())));
    BorderFindings findings =
        new BorderSearch(
                UndecidedTarget.target(false),
                UndecidedTarget.prompts(4, UndecidedTarget.SURE),
                USUAL)
            .run(new BorderSearch.Sending(silent, 1, Duration.ZERO), silent());
    assertThat(findings.spent().empty()).isEqualTo(12);
  }

  private static double shareOf(String unit, FirstTokens first) {
    return first.counts().stream()
        .filter(it -> it.unit().equals(unit))
        .mapToDouble(it -> (double) it.count() / first.draws())
        .sum();
  }

  private static BorderFindings search(List<String> prompts, BorderSettings settings, long seed)
      throws Exception {
    return new BorderSearch(UndecidedTarget.target(settings.leads()), prompts, settings)
        .run(sending(new UndecidedTarget(seed)), silent());
  }

  private static BorderSearch.Sending sending(UndecidedTarget target) {
    return new BorderSearch.Sending(target, 1, Duration.ZERO);
  }

  private static BorderSearch.Progress silent() {
    return progress(new ArrayList<>());
  }

  private static BorderSearch.Progress progress(List<Exchange> heard) {
    return new BorderSearch.Progress() {
      @Override
      public void exchanged(Exchange exchange) {
        heard.add(exchange);
      }

      @Override
      public void batchDone(BorderFindings soFar) {}
    };
  }

  private static BorderSettings settings(
      int wanted, int requests, double leastShare, double mostRest, boolean leads) {
    return new BorderSettings(
        wanted,
        requests,
        50,
        leastShare,
        mostRest,
        new Sampling(1.0, null, null, 1, null, false),
        leads);
  }
}
