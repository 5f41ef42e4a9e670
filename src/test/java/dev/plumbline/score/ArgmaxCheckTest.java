package dev.plumbline.score;

import static dev.plumbline.score.Given.alternative;
import static dev.plumbline.score.Given.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Sampling;
import dev.plumbline.probe.Token;
import dev.plumbline.reference.References;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class of position, and what they add up to. */
class ArgmaxCheckTest {
  private static final double SENTINEL = -9999;
  private static final Token SURE =
      token("a", -0.01, alternative("a", -0.01), alternative("b", -4.6));

  /** All gaps of this response lie on a grid of an eighth of a nat. */
  private static final List<Token> GRID =
      List.of(
          token("a", -0.2, alternative("a", -0.2), alternative("b", -0.7), alternative("c", -1.45)),
          token("a", -0.3, alternative("a", -0.3), alternative("b", -3.3), alternative("c", -9.3)));

  private final Check check = new ArgmaxCheck(References.NONE);

  private Reading read(Token... tokens) {
    return check.read(
        Given.subject(
            Given.target(), Given.probe(), Given.answer("…", tokens), Given.response("{}")));
  }

  static Stream<Arguments> positions() {
    return Stream.of(
        Arguments.of("the most probable token", SURE, "Best[]"),
        Arguments.of(
            "first by number, not by place",
            token("a", -0.1, alternative("b", -2.5), alternative("a", -0.1)),
            "Best[]"),
        Arguments.of(
            "equally probable",
            token("b", -0.7, alternative("a", -0.7), alternative("b", -0.7)),
            "Best[]"),
        Arguments.of(
            "a near tie",
            token("b", -0.75, alternative("a", -0.66), alternative("b", -0.75)),
            "Tie[]"),
        Arguments.of(
            "just no tie",
            token("b", -0.75, alternative("a", -0.625), alternative("b", -0.75)),
            "Worse[better=a, gap=0.125]"),
        Arguments.of(
            "clearly worse",
            token("b", -3.5, alternative("a", -0.5), alternative("b", -3.5)),
            "Worse[better=a, gap=3.0]"),
        Arguments.of(
            "the alternative's number counts where both are given",
            token("b", -0.1, alternative("a", -0.5), alternative("b", -3.5)),
            "Worse[better=a, gap=3.0]"),
        Arguments.of(
            "absent from the alternatives",
            token("c", -6.0, alternative("a", -0.5), alternative("b", -3.5)),
            "Missing[alternatives=2]"),
        Arguments.of(
            "absent, its number a sentinel",
            token("c", SENTINEL, alternative("a", -0.5), alternative("b", -3.5)),
            "Missing[alternatives=2]"),
        Arguments.of(
            "absent without a number",
            new Token("c", null, null, List.of(alternative("a", -0.5))),
            "Missing[alternatives=1]"),
        Arguments.of(
            "absent, but tied with the last that was returned",
            token("c", -1.1, alternative("a", -1.1), alternative("b", -1.1)),
            "Best[]"),
        Arguments.of(
            "an end token that the server left out",
            new Token("", null, null, List.of(alternative("a", -0.5), alternative("b", -1.0))),
            "Unreadable[]"),
        Arguments.of(
            "an end token written differently, but as probable as the first",
            token("", -0.1, alternative("<|end|>", -0.1), alternative("b", -3.0)),
            "Best[]"),
        Arguments.of(
            "nothing but itself to compare with",
            token("a", -0.1, alternative("a", -0.1)),
            "Unreadable[]"),
        Arguments.of(
            "positive numbers are none",
            token("a", 0.5, alternative("a", 0.5), alternative("b", 0.7)),
            "Unreadable[]"),
        Arguments.of(
            "but for rounding",
            token("a", 0.0001, alternative("a", 0.0001), alternative("b", -9.0)),
            "Best[]"),
        Arguments.of(
            "the same alternative twice",
            token("a", -0.1, alternative("a", -0.1), alternative("a", -0.1)),
            "Best[]"),
        Arguments.of(
            "of two that look alike, the one as probable as it says",
            token("\uFFFD", -4.5, alternative("\uFFFD", -0.5), alternative("\uFFFD", -4.5)),
            "Worse[better=\uFFFD, gap=4.0]"),
        Arguments.of(
            "the same text of other bytes is another token",
            bytes("\uFFFD", "e2", -0.1, half("e0", -0.1), half("e1", -3.0)),
            "Best[]"),
        Arguments.of(
            "and missing where it is clearly worse",
            bytes("\uFFFD", "e2", -4.0, half("e0", -0.1), half("e1", -3.0)),
            "Missing[alternatives=2]"),
        Arguments.of("no alternatives", token("a", -0.1), "Unreadable[]"),
        Arguments.of(
            "alternatives without numbers",
            token("a", -0.1, alternative("a", SENTINEL), alternative("b", SENTINEL)),
            "Unreadable[]"),
        Arguments.of(
            "listed without a number",
            token("b", SENTINEL, alternative("a", -0.1), alternative("b", SENTINEL)),
            "Unreadable[]"),
        Arguments.of(
            "not finite",
            token("b", Double.NaN, alternative("a", -0.1), alternative("b", Double.NaN)),
            "Unreadable[]"),
        Arguments.of(
            "bytes tell halves of characters apart",
            bytes("\uFFFD", "e2", -0.1, half("e0", -4.1), half("E2", -0.1)),
            "Best[]"),
        Arguments.of(
            "and find the worse half",
            bytes("\uFFFD", "e0", -4.5, half("e0", -4.5), half("e2", -0.5)),
            "Worse[better=\uFFFD, gap=4.0]"),
        Arguments.of(
            "text where one side gives no bytes",
            bytes("a", "61", -0.1, alternative("a", -0.1), alternative("b", -3.0)),
            "Best[]"));
  }

  private static Token bytes(
      String text, String bytes, double logprob, Token.Alternative... alternatives) {
    return new Token(text, bytes, logprob, List.of(alternatives));
  }

  private static Token.Alternative half(String bytes, double logprob) {
    return new Token.Alternative("\uFFFD", bytes, logprob);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("positions")
  void positionsAreClassified(String name, Token token, String step) {
    assertThat(GreedyStep.of(token, 0.1)).as(name).hasToString(step);
  }

  @Test
  void aGreedyAnswerPasses() {
    assertThat(read(SURE, SURE)).isEqualTo(new Reading.Trial(false, ""));
  }

  @Test
  void tiesAloneAreNoTrialAndNeverFail() {
    Token tie = token("b", -0.75, alternative("a", -0.7), alternative("b", -0.75));

    assertThat(read(tie)).isEqualTo(new Reading.NotATrial("nothing but numerical ties"));
    assertThat(read(tie, SURE)).isEqualTo(new Reading.Trial(false, ""));
  }

  @Test
  void oneWorseTokenFailsTheAnswerAndIsNamed() {
    Token worse = token(" b", -3.5, alternative("a\n", -0.5), alternative(" b", -3.5));

    assertThat(read(SURE, worse))
        .isEqualTo(new Reading.Trial(true, "token 1 ' b' is 3.000 nat below 'a\\u000A'"));
  }

  @Test
  void aTokenNotAmongTheAlternativesFails() {
    Token missing = token("c", -6, alternative("a", -0.5), alternative("b", -3.5));

    assertThat(read(missing, SURE))
        .isEqualTo(new Reading.Trial(true, "token 0 'c' is not among the top 2"));
  }

  @Test
  void withoutNumbersThereIsNoTrial() {
    String reason = " positions have usable log-probabilities";

    assertThat(read()).isEqualTo(new Reading.NotATrial("0 of 0" + reason));
    assertThat(read(token("a", -0.1))).isEqualTo(new Reading.NotATrial("0 of 1" + reason));
  }

  @Test
  void aResponseMostlyUnseenIsNoTrialWhateverTheRestShows() {
    Token unseen = token("a", -0.1);
    Token worse = token("b", -3.5, alternative("a", -0.5), alternative("b", -3.5));

    assertThat(read(SURE, unseen, unseen)).isInstanceOf(Reading.NotATrial.class);
    assertThat(read(worse, unseen, unseen)).isInstanceOf(Reading.NotATrial.class);
    assertThat(read(SURE, unseen)).isEqualTo(new Reading.Trial(false, ""));
    assertThat(read(worse, unseen)).extracting("failed").isEqualTo(true);
  }

  @Test
  void halfANatOnAGridIsATieHoweverItIsPrinted() {
    Token printed = token("b", -0.7004, alternative("a", -0.2), alternative("b", -0.7004));

    assertThat(read(GRID.get(0), GRID.get(1), printed)).isEqualTo(new Reading.Trial(false, ""));
  }

  @Test
  void onAGridGapsUpToHalfANatAreTies() {
    Token halfANat = token("b", -0.7, alternative("a", -0.2), alternative("b", -0.7));
    Token more = token("b", -0.825, alternative("a", -0.2), alternative("b", -0.825));

    assertThat(read(GRID.get(0), GRID.get(1), halfANat)).isEqualTo(new Reading.Trial(false, ""));
    assertThat(read(GRID.get(0), GRID.get(1), more)).extracting("failed").isEqualTo(true);
    assertThat(read(SURE, SURE, GRID.get(0), GRID.get(1), halfANat))
        .as("one gap off the grid: not rounded, so half a nat is no tie")
        .extracting("failed")
        .isEqualTo(true);
    assertThat(read(halfANat))
        .as("one gap on the grid proves none")
        .extracting("failed")
        .isEqualTo(true);
  }

  static Stream<Arguments> requirements() {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    return Stream.of(
        Arguments.of(all, 0.0, 5, null),
        Arguments.of(EnumSet.of(Capability.TEMPERATURE), 0.0, 5, "no log-probabilities"),
        Arguments.of(EnumSet.of(Capability.LOGPROBS), 0.0, 5, "no temperature"),
        Arguments.of(all, 0.7, 5, "not sampled at temperature 0"),
        Arguments.of(all, null, 5, "not sampled at temperature 0"),
        Arguments.of(all, 0.0, 1, "fewer than 2"),
        Arguments.of(all, 0.0, null, "fewer than 2"));
  }

  @ParameterizedTest
  @MethodSource("requirements")
  void saysWhatItRequires(
      Set<Capability> capabilities,
      @Nullable Double temperature,
      @Nullable Integer top,
      @Nullable String reason) {
    Sampling sampling = new Sampling(temperature, null, null, 64, top, false);

    assertThat(
            check
                .inapplicable(
                    Given.target(capabilities), Given.probe("?", Set.of("Latin"), sampling))
                .orElse(""))
        .contains(reason == null ? "" : reason)
        .matches(text -> text.isEmpty() == (reason == null));
  }
}
