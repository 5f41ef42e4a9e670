package dev.plumbline.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Probe;
import dev.plumbline.catalog.Syntax;
import dev.plumbline.probe.RawResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict JSON, nothing around it. */
class FormatCheckTest {
  private final Check check = new FormatCheck();

  private Reading read(String answer, boolean cut) {
    RawResponse response = new RawResponse(200, Map.of(), "{}", false, cut, List.of());
    return check.read(Given.subject(Given.target(), Given.probe(), Given.answer(answer), response));
  }

  private Reading read(Syntax syntax, String answer) {
    return check.read(
        Given.subject(Given.target(), probe(syntax), Given.answer(answer), Given.response("{}")));
  }

  private static Probe probe(Syntax syntax) {
    return Given.probe("?", Set.of("Latin"), Given.greedy(), new CheckUse.Format(syntax));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " \n\t[1, 2.5e-3, \"a\\u00e9\", true, null]\r\n",
        "\"text\"",
        "7",
        "null",
        "{\"a\":{\"a\":1},\"b\":[{\"a\":2}]}"
      })
  void oneJsonValuePasses(String answer) {
    assertThat(read(answer, false)).isEqualTo(new Reading.Trial(false, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "Here it is: {}",
        "{} Hope that helps!",
        "{}{}",
        "```json\n{}\n```",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,}",
        "[1,2",
        "{'a':1}",
        "{a:1}",
        "[NaN]",
        "[01]",
        "[+1]",
        "[.5]",
        "// no\n{}",
        "\"a\nb\"",
        "\uFEFF{}",
        "\u00a0{}",
        "{\"a\":\"\\x\"}"
      })
  void anythingElseFails(String answer) {
    assertThat(read(answer, false)).extracting("failed").isEqualTo(true);
  }

  @Test
  void saysWhereItBreaks() {
    assertThat(read("{\"a\":1,\n \"a\":2}", false))
        .extracting("found")
        .asString()
        .startsWith("no JSON at line 2 column")
        .contains("uplicate")
        .doesNotContain("\n");
  }

  @Test
  void anAnswerWeCutIsNoTrial() {
    assertThat(read("{\"a\":", true)).isInstanceOf(Reading.NotATrial.class);
  }

  @ParameterizedTest
  @CsvSource({
    "JAVA, 'int x = * 2;', no Java at line 1 column",
    "PYTHON, 'x = / 2', no Python at line 1 column 5",
    "JAVASCRIPT, 'x = * 2', no JavaScript at line 1 column 5",
    "SQL, 'SELECT a FROM WHERE', no SQL at line 1 column",
    "PYTHON, '```\nx = 1\n```', no Python: a Markdown code fence around it",
    "SQL, ' ', no SQL: the answer is empty"
  })
  void saysWhichSyntaxBreaksWhere(Syntax syntax, String answer, String found) {
    assertThat(read(syntax, answer))
        .isInstanceOfSatisfying(
            Reading.Trial.class,
            trial -> {
              assertThat(trial.failed()).isTrue();
              assertThat(trial.found()).startsWith(found).doesNotContain("\n");
            });
  }

  @ParameterizedTest
  @CsvSource({"JAVA, int x = 1;", "PYTHON, x = 1", "JAVASCRIPT, x = 1", "SQL, SELECT 1"})
  void codePasses(Syntax syntax, String answer) {
    assertThat(read(syntax, answer)).isEqualTo(new Reading.Trial(false, ""));
  }

  @Test
  void whatTakesTooLongIsNoTrial() {
    assertThat(read(Syntax.SQL, "x ".repeat(40_000)))
        .isEqualTo(new Reading.NotATrial("longer than 8192 characters"));
  }

  @Test
  void needsAFormat() {
    Probe plain = Given.probe("?", Set.of("Latin"), Given.greedy(), new CheckUse.Plain("format"));

    assertThat(check.inapplicable(Given.target(), probe(Syntax.SQL))).isEmpty();
    assertThat(check.inapplicable(Given.target(), plain)).contains("the probe gives no format");
  }
}
