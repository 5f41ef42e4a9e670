package dev.plumbline.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Labels;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Session;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally();

  @Test
  void countsTrialsScoresAndTheRest() {
    IntStream.rangeClosed(1, 10)
        .forEach(n ->
            tally.add(
                exchange(answered(n), n),
                List.of(
                    new CheckReading("argmax", new Reading.Trial(n > 8, "")),
                    new CheckReading("answer", new Reading.Score(n / 10.0, "")),
                    new CheckReading("routing", new Reading.NotATrial("no identity")),
                    new CheckReading("latency", new Reading.Quantity(n)))));
    tally.add(exchange(new Outcome.TimedOut("headers"), 60), List.of());

    assertThat(tally.measured())
        .isEqualTo(
            new MeasuredProbe(
                11,
                10,
                Map.of("answered", 10, "timeout", 1),
                105,
                5,
                9,
                5.0,
                Map.of(
                    "argmax", new MeasuredCheck(10, 2, 0, null),
                    "answer", new MeasuredCheck(0, 0, 0, 0.55),
                    "routing", new MeasuredCheck(0, 0, 10, null),
                    "latency", new MeasuredCheck(0, 0, 0, null))));
  }

  @Test
  void tokensAreUnknownWhereNobodyCounts() {
    Answer answer = new Answer("a", null, List.of(), null, null, List.of());
    tally.add(exchange(new Outcome.Answered(answer), 1), List.of());

    assertThat(tally.measured().promptTokens()).isNull();
    assertThat(tally.measured().answerTokens()).isNull();
  }

  private static Outcome answered(int tokens) {
    Answer.Usage usage = new Answer.Usage(100 + tokens, tokens);
    return new Outcome.Answered(new Answer("a", "stop", List.of(), "m", usage, List.of()));
  }

  private static Exchange exchange(Outcome outcome, int seconds) {
    return new Exchange(
        "e",
        "t",
        new Labels("m", "p", "gpu", "a"),
        null,
        null,
        "s",
        "v",
        "p",
        new Session("s", Session.Kind.FRESH, 0, 1),
        Instant.EPOCH,
        Duration.ofMinutes(1),
        Instant.EPOCH,
        null,
        Duration.ofSeconds(seconds),
        outcome,
        null);
  }
}
