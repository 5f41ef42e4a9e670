package dev.plumbline.triage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.Token;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The place in an answer where a person should look. */
class KeptAnswersTest {
  private static KeptAnswer kept(Outcome outcome) {
    return new KeptAnswers(
            new KeptExchange.Shelf(List.of(KeptExchange.ending("x", outcome))),
            () -> WatchedFleet.catalog(1))
        .find("x")
        .orElseThrow();
  }

  private static KeptAnswer saying(String text, Token... tokens) {
    return kept(
        new Outcome.Answered(new Answer(text, "stop", List.of(tokens), null, null, List.of())));
  }

  private static Token token(String text, double logprob, String other, double otherLogprob) {
    return new Token(
        text,
        null,
        logprob,
        List.of(
            new Token.Alternative(text, null, logprob),
            new Token.Alternative(other, null, otherLogprob)));
  }

  /** The marked stretch in brackets. */
  private static String shown(KeptAnswer kept) {
    return kept.answer().stream()
        .map(piece -> piece.why() == null ? piece.text() : "[" + piece.text() + "]")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "'It is in Paris, the capital of France.', 'It is in Paris, the capital of France.'",
    "'It is in Pกris, the capital of France.', 'It is in P[ก]ris, the capital of France.'",
    "'It is in London, I think.', 'It is in [London,] I think.'",
    "'It is in Paris, the capital', 'It is in Paris, the capital'",
    "'Paris', '[Paris]'",
    "'It is in Paris, the capital of France. So.', 'It is in Paris, the capital of France.[ So.]'",
  })
  void marksWhatIsForeignOrElseWhereItLeavesTheExample(String answer, String marked) {
    assertThat(shown(saying(answer))).isEqualTo(marked);
  }

  @Test
  void marksTheTokenThatWasNotTheMostProbable() {
    KeptAnswer kept = saying("It was", token("It", -0.1, "A", -3), token(" was", -4, " is", -0.02));

    assertThat(shown(kept)).isEqualTo("It[ was]");
    assertThat(kept.marked())
        .extracting(KeptAnswer.Piece::why)
        .containsExactly("' is' was more probable, by 3.98 nat");
  }

  @Test
  void aLongAnswerIsCutAndKeepsWholeCharacters() {
    KeptAnswer kept = saying("😀".repeat(KeptAnswers.MOST_CHARS));

    assertThat(kept.cut()).isTrue();
    assertThat(shown(kept)).hasSizeLessThanOrEqualTo(KeptAnswers.MOST_CHARS + 2);
    assertThat(Visible.text(shown(kept))).doesNotContain("U+D83D");
  }

  static List<Outcome> others() {
    return List.of(
        new Outcome.Refused(400, "no"),
        new Outcome.Throttled(429, null),
        new Outcome.TargetError(null, "broken"),
        new Outcome.ProberError("no such host"),
        new Outcome.TimedOut("first byte"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void whatWasNoAnswerSaysSo(Outcome outcome) {
    KeptAnswer kept = kept(outcome);

    assertThat(kept.outcome()).isEqualTo(outcome.word());
    assertThat(kept.marked()).isEmpty();
    assertThat(shown(kept)).isNotEmpty();
  }
}
