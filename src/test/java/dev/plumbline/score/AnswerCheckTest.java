package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import dev.plumbline.probe.RawResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From grades to readings; the grades themselves are tested where they are given. */
class AnswerCheckTest {
  private static final Expected PARIS = new Expected.Exact("Paris");
  private static final Expected COLOURS = new Expected.Items(List.of("red", "green"));

  private final Check check = new AnswerCheck();

  private Reading read(Expected expected, String answer) {
    return check.read(
        Given.subject(Given.target(), probe(expected), Given.answer(answer), Given.response("{}")));
  }

  private static Probe probe(Expected expected) {
    return Given.probe("?", Set.of("Latin"), Given.greedy(), new CheckUse.Answer(expected));
  }

  @Test
  void rightPassesAndWrongSaysBothSides() {
    assertThat(read(PARIS, "paris.")).isEqualTo(new Reading.Trial(false, ""));
    assertThat(read(PARIS, "Rome\n\u202E"))
        .isEqualTo(new Reading.Trial(true, "expected 'Paris', got 'Rome\\u000A\\u202E'"));
  }

  @Test
  void itemsAreScored() {
    assertThat(read(COLOURS, "red, green")).isEqualTo(new Reading.Score(1, ""));
    assertThat(read(COLOURS, "red")).isEqualTo(new Reading.Score(0.5, "missing green"));
  }

  @Test
  void nothingIsWrongWhateverWasRefused() {
    assertThat(read(new Expected.Not(PARIS), " \n"))
        .isEqualTo(new Reading.Trial(true, "the answer is empty"));
    assertThat(read(COLOURS, "")).isEqualTo(new Reading.Score(0, "the answer is empty"));
  }

  @Test
  void whatCannotBeToldIsNoTrial() {
    RawResponse cut = new RawResponse(200, Map.of(), "{}", false, true, List.of());

    assertThat(check.read(Given.subject(Given.target(), probe(PARIS), Given.answer("Pa"), cut)))
        .isInstanceOf(Reading.NotATrial.class);
    assertThat(read(new Expected.Regex("(a+)+$"), "a".repeat(5000) + "!"))
        .isEqualTo(new Reading.NotATrial("the regular expression takes too long on this answer"));
  }

  @Test
  void needsToKnowWhatIsRight() {
    Probe plain = Given.probe("?", Set.of("Latin"), Given.greedy(), new CheckUse.Plain("answer"));

    assertThat(check.inapplicable(Given.target(), probe(PARIS))).isEmpty();
    assertThat(check.inapplicable(Given.target(), plain)).isPresent();
  }
}
