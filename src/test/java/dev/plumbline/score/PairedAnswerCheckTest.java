package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.catalog.Syntax;
import dev.plumbline.catalog.Target;
import dev.plumbline.topic.Json;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer gets the least grade that any check of its probe gives. */
class PairedAnswerCheckTest {
  private static final Check CHECK =
      CheckRegistry.standard().check(CheckUse.PAIRED_ANSWER).orElseThrow();
  private static final CheckUse PAIRED = new CheckUse.Plain(CheckUse.PAIRED_ANSWER);
  private static final CheckUse JSON = new CheckUse.Format(Syntax.JSON);
  private static final CheckUse TWO = new CheckUse.Answer(new Expected.Regex("2"));
  private static final CheckUse ENDS = new CheckUse.Stop(StopReason.END);

  @ParameterizedTest
  @CsvSource({
    "'[2]', 1, ''",
    "'[3]', 0, 'answer: '",
    "'2]', 0, 'format: '",
    "'3]', 0, 'answer: '",
  })
  void isRightWhereEveryCheckPasses(String answer, double grade, String found) {
    assertThat(CHECK.read(subject(Given.target(), answer, PAIRED, JSON, TWO, ENDS)))
        .isInstanceOfSatisfying(
            Reading.Graded.class,
            graded -> {
              assertThat(graded.grade()).isEqualTo(grade);
              assertThat(graded.found()).startsWith(found);
              assertThat(graded.found().isEmpty()).isEqualTo(grade == 1);
              assertThat(graded.peer()).isNull();
            });
  }

  @Test
  void aListOfItemsIsRightInPart() {
    CheckUse items = new CheckUse.Answer(new Expected.Items(List.of("red", "green")));
    assertThat(CHECK.read(subject(Given.target(), "red", PAIRED, items)))
        .isInstanceOfSatisfying(
            Reading.Graded.class, graded -> assertThat(graded.grade()).isBetween(0.4, 0.9));
  }

  @Test
  void saysWithWhomItIsCompared() {
    Target watched = Given.target().comparedWith("other");
    assertThat(CHECK.read(subject(watched, "[2]", PAIRED, JSON)))
        .isEqualTo(new Reading.Graded(1, "other", ""));
    assertThat(CHECK.unwatched(watched, probe(PAIRED, JSON))).isEmpty();
    assertThat(CHECK.unwatched(Given.target(), probe(PAIRED, JSON)))
        .contains("the target names no peer; others may be compared with it");
  }

  /** What is on the topic, for good. */
  @Test
  void aSideIsWrittenAsItIsRead() {
    Reading side = new Reading.Graded(0.5, "m/p/gpu/b", "answer: lacks green");
    String json =
        """
        {"kind":"graded","grade":0.5,"peer":"m/p/gpu/b","found":"answer: lacks green"}\
        """;
    assertThat(Json.MAPPER.writeValueAsString(side)).isEqualTo(json);
    assertThat(Json.MAPPER.readValue(json, Reading.class)).isEqualTo(side);
  }

  @Test
  void whatExpectsNothingIsNotGraded() {
    assertThat(CHECK.inapplicable(Given.target(), probe(PAIRED))).isPresent();
    assertThat(CHECK.inapplicable(Given.target(), probe(PAIRED, JSON))).isEmpty();
  }

  private static Probe probe(CheckUse... checks) {
    return Given.probe("Two as a JSON list?", Set.of("Latin"), Given.greedy(), checks);
  }

  private static Subject subject(Target target, String answer, CheckUse... checks) {
    return Given.subject(target, probe(checks), Given.answer(answer), Given.response("{}"));
  }
}
