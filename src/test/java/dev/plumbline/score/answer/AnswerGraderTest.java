package dev.plumbline.score.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Expected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Right answers in the clothes models put on them, and wrong ones in the same. */
class AnswerGraderTest {
  private static final List<String> LETTERS = List.of("A", "B", "C", "I");
  private static final Expected PARIS = new Expected.Exact("Paris");
  private static final Expected ROME = new Expected.Exact("Rome");
  private static final JsonNode SCHEMA =
      JsonMapper.shared()
          .readTree(
              """
              {"type": "object", "required": ["n"], "additionalProperties": false,
               "properties": {"n": {"type": "integer", "minimum": 1}}}
              """);

  private static boolean right(Expected expected, String answer) {
    return AnswerGrader.grade(expected, answer) instanceof Grade.Right;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Café",
        "CAFÉ",
        " café\n",
        "Café.",
        "**Café**",
        "\"Café\"",
        "`Café`.",
        "“Café.”",
        "Cafe\u0301"
      })
  void exactTextsMayBeDressed(String answer) {
    assertThat(right(new Expected.Exact("Café"), answer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cafe", "Café!", "Café..", "The Café", "Caf", "Сafé", ""})
  void exactTextsAreWhole(String answer) {
    assertThat(right(new Expected.Exact("Café"), answer)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B",
        "b B",
        "B.",
        "(B)",
        "**B**",
        "**B.** Paris",
        "B) Paris",
        "B because it rhymes",
        "B is right; A and C are not.",
        "The answer is B.",
        "The answer is **B**. Option (A) is wrong.",
        "The correct answer is (B), because A is false.",
        "Answer: B",
        "A is too small. C is too large.\n\nB",
        "I think it is B",
        "A triangle has three sides, so (B) fits.",
        "It's B, isn't it? I'm sure.",
        "$\\boxed{B}$",
        "A quick check shows B"
      })
  void aLetterIsChosen(String answer) {
    assertThat(right(new Expected.Choice("B", LETTERS), answer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "b",
        "The answer is A, not B.",
        "(A) or (B)",
        "B and C",
        "None",
        "AB",
        "B2",
        "The answer is C.",
        "Either B or C"
      })
  void anotherLetterOrSeveralAreNotIt(String answer) {
    assertThat(right(new Expected.Choice("B", LETTERS), answer)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "north-east, true",
    "It lies in the North-East., true",
    "north, false",
    "north-east or north, false",
    "north-eastern, false"
  })
  void aWordIsChosen(String answer, boolean right) {
    Expected choice = new Expected.Choice("north-east", List.of("north", "east", "north-east"));

    assertThat(right(choice, answer)).isEqualTo(right);
  }

  @Test
  void choicesSayWhatTheyGot() {
    Expected choice = new Expected.Choice("yes", List.of("yes", "no"));

    assertThat(AnswerGrader.grade(choice, "Yes and no"))
        .isEqualTo(new Grade.Wrong("'yes'", "'yes' and 'no'"));
    assertThat(AnswerGrader.grade(choice, "Perhaps"))
        .isEqualTo(new Grade.Wrong("'yes'", "none of the options: 'Perhaps'"));
  }

  @Test
  void patternsAreFoundAnywhere() {
    assertThat(right(new Expected.Regex("(?i)par[iy]s"), "It is PARIS.")).isTrue();
    assertThat(AnswerGrader.grade(new Expected.Regex("^x$"), "y"))
        .isEqualTo(new Grade.Wrong("/^x$/", "'y'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(?:a|a)*b", "(.*a){20}"})
  void hostileAnswersDoNotHoldPatternsUp(String pattern) {
    assertThat(AnswerGrader.grade(new Expected.Regex(pattern), "a".repeat(30_000) + "!"))
        .isEqualTo(new Grade.Open("the regular expression takes too long on this answer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"n\": 3} | true",
        "{\"n\": 0} | false",
        "{\"n\": 3, \"m\": 1} | false",
        "{} | false",
        "```json {\"n\": 3} ``` | false",
        "{\"n\": 3} done | false"
      })
  void documentsFollowTheirSchema(String answer, boolean right) {
    assertThat(right(new Expected.Document(SCHEMA), answer)).isEqualTo(right);
  }

  @Test
  void compositesFollowTheirParts() {
    Expected both = new Expected.All(List.of(new Expected.Regex("a"), new Expected.Regex("b")));
    Expected any = new Expected.Any(List.of(PARIS, ROME));
    Expected open = new Expected.Regex("(x+)+$");
    String hostile = "x".repeat(5000) + "!";

    assertThat(right(both, "ab")).isTrue();
    assertThat(AnswerGrader.grade(both, "a")).isEqualTo(new Grade.Wrong("/b/", "'a'"));
    assertThat(right(any, "rome")).isTrue();
    assertThat(AnswerGrader.grade(any, "Bonn")).isEqualTo(new Grade.Wrong("'Paris'", "'Bonn'"));
    assertThat(AnswerGrader.grade(new Expected.Not(any), "Rome"))
        .isEqualTo(new Grade.Wrong("anything but any of what it refuses", "'Rome'"));
    assertThat(right(new Expected.Not(PARIS), "Bonn")).isTrue();
    assertThat(AnswerGrader.grade(new Expected.All(List.of(open, PARIS)), hostile))
        .as("wrong whatever the pattern would have said")
        .isInstanceOf(Grade.Wrong.class);
    assertThat(AnswerGrader.grade(new Expected.Any(List.of(PARIS, open)), hostile))
        .isInstanceOf(Grade.Open.class);
    assertThat(AnswerGrader.grade(new Expected.Not(open), hostile)).isInstanceOf(Grade.Open.class);
  }
}
