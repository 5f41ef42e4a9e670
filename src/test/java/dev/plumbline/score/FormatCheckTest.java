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
  @CsvSource({"JSON, true", "JAVA, false"})
  void needsAKnownFormat(Syntax syntax, boolean applicable) {
    Probe probe = Given.probe("?", Set.of("Latin"), Given.greedy(), new CheckUse.Format(syntax));

    assertThat(check.inapplicable(Given.target(), probe).isEmpty()).isEqualTo(applicable);
  }
}
