package dev.plumbline.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A target that is asked too much is left alone, by everybody, for as long as it says. */
@ExtendWith(ProbeDatabase.class)
class ThrottlingTest {
  private static final Instant NOON = ProbeDatabase.NOON;
  private final TurnableClock clock = new TurnableClock(NOON);
  private final PauseStore pauses = new PauseStore(ProbeDatabase.jdbc());
  private final ClaimStore claims =
      new ClaimStore(ProbeDatabase.jdbc(), ProbeDatabase.transactions());

  /** Of two workers, each with what it knows. */
  private final Throttling here = new Throttling(pauses, clock);

  private final Throttling there = new Throttling(pauses, clock);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "retry-after | 30 | 30",
        "retry-after | 0.5 | 1",
        "retry-after | Mon, 15 Jun 2020 12:02:00 GMT | 120",
        "retry-after-ms | 2500 | 3",
        "anthropic-ratelimit-tokens-reset | 2020-06-15T12:00:45Z | 45",
        "x-ratelimit-reset-requests | 6m0s | 360",
        "x-ratelimit-reset-tokens | 800ms | 1",
        "retry-after | 604800 | 3600",
        "retry-after | Wed, 15 Jun 2050 12:02:00 GMT | 3600",
      })
  void theTargetSaysForHowLongUpToAnHour(String header, String value, long seconds) {
    here.ended(throttled(Map.of(header, List.of(value))));

    Instant until = pauses.of(List.of("t")).get("t");
    assertThat(until)
        .isAfter(NOON.plusSeconds(seconds - 1))
        .isBeforeOrEqualTo(NOON.plusSeconds(seconds));
  }

  @Test
  void ofSeveralLimitsTheLatestOfWhichNothingRemainsCounts() {
    here.ended(
        throttled(
            Map.of(
                "anthropic-ratelimit-requests-reset", List.of("2020-06-15T12:00:10Z"),
                "anthropic-ratelimit-requests-remaining", List.of("0"),
                "anthropic-ratelimit-tokens-reset", List.of("2020-06-15T12:30:00Z"),
                "anthropic-ratelimit-tokens-remaining", List.of("1000"))));

    assertThat(pauses.of(List.of("t"))).isEqualTo(Map.of("t", NOON.plusSeconds(10)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-5", "NaN", "1e9", "0", "Mon, 15 Jun 2020 11:00:00 GMT", "5 s"})
  void whoSaysNothingUsefulIsLeftAloneTwiceAsLongEachTime(String value) {
    Duration pause = Throttling.FIRST;
    for (int strike = 0; strike < 10; strike++) {
      here.ended(throttled(Map.of("retry-after", List.of(value))));
      Instant until = pauses.of(List.of("t")).get("t");
      assertThat(until).isEqualTo(clock.instant().plus(pause));

      // What was under way says nothing new.
      clock.advance(Duration.ofSeconds(1));
      there.ended(throttled(Map.of()));
      assertThat(pauses.of(List.of("t"))).isEqualTo(Map.of("t", until));

      clock.advance(pause);
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(Throttling.LONGEST_GUESS) > 0 ? Throttling.LONGEST_GUESS : twice;
    }
  }

  @Test
  void anAnswerMakesTheNextPauseShortAgain() {
    here.ended(throttled(Map.of()));
    clock.advance(Throttling.FIRST);
    here.ended(throttled(Map.of()));
    clock.advance(Throttling.FIRST.multipliedBy(2));
    here.ended(exchange(new Outcome.Answered(answer()), Map.of()));
    assertThat(pauses.of(List.of("t"))).isEmpty();

    here.ended(throttled(Map.of()));
    assertThat(pauses.of(List.of("t")))
        .isEqualTo(Map.of("t", clock.instant().plus(Throttling.FIRST)));
  }

  @Test
  void anAnswerThatWasUnderWayEndsNoPause() {
    here.ended(throttled(Map.of("retry-after", List.of("30"))));
    here.ended(exchange(new Outcome.Answered(answer()), Map.of()));

    assertThat(pauses.of(List.of("t"))).containsKey("t");
  }

  @Test
  void whatIsDueInThePauseIsSkippedByAllWorkersAndWhatIsDueAfterItIsNot() {
    here.ended(throttled(Map.of("retry-after", List.of("5"))));

    ClaimStore.Claimed claimed =
        claims.claim(
            IntStream.range(0, 10)
                .mapToObj(i -> new ClaimRequest(slot(i), 100, NOON.plusSeconds(90)))
                .toList());

    assertThat(claimed.claimed()).hasSize(5);
    assertThat(claimed.skipped())
        .hasSize(5)
        .allSatisfy((_, why) -> assertThat(why).isEqualTo(Skip.THROTTLED));
    there.learn(claimed.pauses());
    assertThat(there.pauses(slot(4))).isTrue();
    assertThat(there.pauses(slot(5))).isFalse();
    assertThat(
            ProbeDatabase.jdbc().sql("SELECT used FROM probe.budgets").query(Long.class).single())
        .as("what is skipped costs nothing")
        .isEqualTo(5);
  }

  @Test
  void aClaimIsGivenUpOnceAndNeverClaimedAgain() {
    List<ClaimRequest> one = List.of(new ClaimRequest(slot(0), 100, NOON.plusSeconds(90)));
    claims.claim(one);

    assertThat(claims.giveUp(slot(0))).isTrue();
    assertThat(claims.giveUp(slot(0))).isFalse();
    assertThat(claims.claim(one).claimed()).isEmpty();
    assertThat(ClaimStates.all()).isEqualTo(Map.of("skipped", 1L));
  }

  @Test
  void anyHeaderAtAllIsReadOrLeft() {
    assertThat(RetryAfter.of("1s".repeat(100_000), NOON)).isEmpty();
    assertThat(RetryAfter.of("9".repeat(64), NOON)).isEmpty();
    SplittableRandom random = new SplittableRandom(11);
    String alphabet = "0123456789.-+:TZmshd ,GMonJune\u00e9\u0000eE";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(24);
      for (int j = 0; j < length; j++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      RetryAfter.of(text.toString(), NOON)
          .ifPresent(
              until -> assertThat(until).isAfterOrEqualTo(Instant.parse("0000-01-01T00:00:00Z")));
    }
  }

  private static Slot slot(int second) {
    return new Slot(
        "t", "basic", "p0", NOON.plusSeconds(second), new Session("s", Session.Kind.FRESH, 0, 1));
  }

  private static Answer answer() {
    return new Answer("hello", "stop", List.of(), null, null, List.of());
  }

  private static Exchange throttled(Map<String, List<String>> headers) {
    @Nullable String retryAfter =
        headers.containsKey("retry-after") ? headers.get("retry-after").getFirst() : null;
    return exchange(new Outcome.Throttled(429, retryAfter), headers);
  }

  private static Exchange exchange(Outcome outcome, Map<String, List<String>> headers) {
    Slot slot = slot(0);
    return new Exchange(
        slot.exchangeId(),
        "t",
        Catalogs.target("t", Catalogs.budget(Duration.ofSeconds(1))).labels(),
        null,
        null,
        "basic",
        "s1",
        "p0",
        slot.session(),
        slot.at(),
        Duration.ofSeconds(1),
        slot.at(),
        null,
        Duration.ofMillis(10),
        outcome,
        new RawResponse(429, headers, "", false, false, List.of()));
  }
}
