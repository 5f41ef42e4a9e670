package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.probe.Answer;
import dev.plumbline.probe.Token;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Marks stand where the checks look, in order, and none overlaps another. */
class AnswerMarksTest {
  private static Probe probe(@Nullable Double temperature) {
    return new Probe(
        "p",
        "f",
        Set.of(),
        List.of(new Probe.Message("user", "Say yes.")),
        List.of(),
        new Sampling(temperature, null, null, 16, 2, false),
        Set.of("Latin"),
        List.of(new CheckUse.Plain("argmax")),
        null,
        null);
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

  private static List<AnswerMarks.Mark> marks(Probe probe, String text, Token... tokens) {
    return AnswerMarks.of(probe, new Answer(text, "stop", List.of(tokens), null, null, List.of()));
  }

  @Test
  void aForeignLetterThatWasAlsoImprobableIsOneMark() {
    List<AnswerMarks.Mark> marks =
        marks(
            probe(0.0),
            "yes ж yes",
            token("yes", -0.1, "no", -3),
            token(" ж", -5, " it", -0.1),
            token(" yes", -0.1, " no", -3));

    assertThat(marks)
        .singleElement()
        .satisfies(mark -> {
          assertThat("yes ж yes".substring(mark.from(), mark.to())).isEqualTo(" ж");
          assertThat(mark.why())
              .contains("' it' was more probable, by 4.90 nat")
              .contains("CYRILLIC");
        });
  }

  @Test
  void whereATokenIsDrawnAnyMayBe() {
    Token improbable = token("no", -5, "yes", -0.1);

    assertThat(marks(probe(0.0), "no", improbable)).hasSize(1);
    assertThat(marks(probe(0.7), "no", improbable)).isEmpty();
    assertThat(marks(probe(null), "no", improbable)).isEmpty();
  }

  @Test
  void tokensThatDoNotSpellTheTextMarkNothing() {
    assertThat(marks(probe(0.0), "no!", token("no", -5, "yes", -0.1))).isEmpty();
  }

  @Test
  void everyMarkIsInsideTheText() {
    Stream.of("ж", "жжжжжжжжжж", "a😀ж", "\uD83D", "", "<|end|>", "฀๿")
        .forEach(text ->
            assertThat(marks(probe(0.0), text))
                .allSatisfy(mark -> {
                  assertThat(mark.from()).isNotNegative().isLessThan(mark.to());
                  assertThat(mark.to()).isLessThanOrEqualTo(text.length());
                }));
  }
}
