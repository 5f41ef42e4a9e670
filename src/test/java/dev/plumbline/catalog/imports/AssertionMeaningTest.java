package dev.plumbline.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.StopReason;
import dev.plumbline.catalog.Syntax;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each assertion of promptfoo passes and fails the answers that promptfoo passes and fails. */
class AssertionMeaningTest {
  @TempDir Path folder;
  private Imports imports;

  @BeforeEach
  void open() {
    imports = new Imports(folder);
  }

  private ImportedSuite one(String assertion) {
    return imports.promptfoo(
        """
        prompts: ['Say {{word}}.']
        tests:
          - description: one
            vars: {word: Paris}
            assert:
              - {%s}
        """
            .formatted(assertion));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "type: equals, value: Paris ¦ Paris ¦ true",
        "type: equals, value: Paris ¦ paris ¦ false",
        "type: equals, value: Paris ¦ `Paris\n` ¦ false",
        "type: equals, value: '{{word}}' ¦ Paris ¦ true",
        "type: equals, value: 42 ¦ 42 ¦ true",
        "type: equals, value: 1.50 ¦ 1.5 ¦ true",
        "type: equals, value: 2.0 ¦ 2 ¦ true",
        "type: equals, value: true ¦ true ¦ true",
        "type: equals, value: {a: [1, {b: x}]} ¦ `{ \"a\": [1.0, {\"b\": \"x\"}] }` ¦ true",
        "type: equals, value: {a: 1} ¦ `{\"a\": 1, \"b\": 2}` ¦ false",
        "type: equals, value: {a: 1} ¦ no JSON ¦ false",
        "type: not-equals, value: Paris ¦ London ¦ true",
        "type: not-equals, value: {a: 1} ¦ no JSON ¦ true",
        "type: contains, value: 'a.b (c) [d] $1 {e} ^|?*+' ¦ `xx a.b (c) [d] $1 {e} ^|?*+ yy` ¦ true",
        "type: contains, value: 'a.b' ¦ axb ¦ false",
        "type: contains, value: 'C:\\dir\\Q' ¦ see C:\\dir\\Q there ¦ true",
        "type: contains, value: Paris ¦ in paris ¦ false",
        "type: contains, value: \"two\\nlines\" ¦ `x two\nlines` ¦ true",
        "type: not-contains, value: Paris ¦ in paris ¦ true",
        "type: icontains, value: PARIS ¦ in paris ¦ true",
        "type: icontains, value: ÉTÉ ¦ un été ¦ true",
        "type: not-icontains, value: PARIS ¦ in paris ¦ false",
        "type: contains-all, value: [a, b] ¦ ab ¦ true",
        "type: contains-all, value: [a, b] ¦ a ¦ false",
        "type: contains-all, value: 'a, \"b, c\"' ¦ xa b, c ¦ true",
        "type: contains-all, value: 'a, \"b, c\"' ¦ a b c ¦ false",
        "type: contains-any, value: [a, '{{word}}'] ¦ Paris ¦ true",
        "type: contains-any, value: [x, y] ¦ Paris ¦ false",
        "type: contains-any, value: 'x,, y' ¦ y ¦ true",
        "type: contains-any, value: [1, 2] ¦ the 2nd ¦ true",
        "type: icontains-all, value: [PA, IS] ¦ paris ¦ true",
        "type: icontains-any, value: [PA, zz] ¦ paris ¦ true",
        "type: not-contains-any, value: [x, y] ¦ Paris ¦ true",
        "type: not-contains-all, value: [P, y] ¦ Paris ¦ true",
        "type: not-icontains-any, value: [p, y] ¦ Paris ¦ false",
        "type: starts-with, value: 'Pa' ¦ Paris ¦ true",
        "type: starts-with, value: 'Pa' ¦ In Paris ¦ false",
        "type: starts-with, value: 'Pa' ¦ `In\nParis` ¦ false",
        "type: not-starts-with, value: 'Pa' ¦ In Paris ¦ true",
        "type: regex, value: '^\\d{4}$' ¦ 2024 ¦ true",
        "type: regex, value: '^\\d{4}$' ¦ `2024\n` ¦ false",
        "type: regex, value: 'a{b' ¦ xa{b ¦ true",
        "type: regex, value: '{\"k\": \\d+}' ¦ `{\"k\": 12}` ¦ true",
        "type: regex, value: '[^]' ¦ `\n` ¦ true",
        "type: regex, value: '[[]x[&&]' ¦ [x& ¦ true",
        "type: regex, value: '(?<a_b>x)\\k<a_b>' ¦ xx ¦ true",
        "type: regex, value: '\\/\\-\\zA' ¦ /-zA ¦ true",
        "type: regex, value: '(?i)paris' ¦ PARIS ¦ true",
        "type: not-regex, value: '\\d' ¦ none ¦ true",
        "type: is-json, value: {type: object, required: [a]} ¦ `{\"a\": 1}` ¦ true",
        "type: is-json, value: {type: object, required: [a]} ¦ `{}` ¦ false",
        "type: is-json, value: {type: object, required: [a]} ¦ `so: {\"a\": 1}` ¦ false",
        "type: is-json, value: '{\"type\": \"array\"}' ¦ [] ¦ true",
        "type: is-json, value: '{\"type\": \"array\"}' ¦ {} ¦ false",
        "type: not-is-json ¦ plain ¦ true",
        "type: not-is-json ¦ {} ¦ false",
        "type: not-is-json, value: {required: [a]} ¦ {} ¦ true",
        "type: not-is-json, value: {required: [a]} ¦ `{\"a\": 1}` ¦ false",
        "type: assert-set, assert: [{type: contains, value: a}, {type: contains, value: b}] ¦ ab ¦ true",
        "type: assert-set, assert: [{type: contains, value: a}, {type: contains, value: b}] ¦ a ¦ false",
        "type: assert-set, threshold: 1, assert: [{type: contains, value: a}, {type: contains, value: b}] ¦ a ¦ false",
        "type: assert-set, threshold: 0.5, assert: [{type: contains, value: a}, {type: contains, value: b}] ¦ b ¦ true",
        "type: assert-set, threshold: 0.5, assert: [{type: contains, value: a}, {type: contains, value: b}] ¦ c ¦ false",
      })
  void decidesAsPromptfooDoes(String assertion, String answer, boolean passes) {
    ImportedSuite suite = one(assertion);

    assertThat(Imports.lost(suite)).isEmpty();
    assertThat(Imports.checks(suite))
        .singleElement()
        .isInstanceOfSatisfying(
            CheckUse.Answer.class,
            use ->
                assertThat(Answers.right(use.expected(), answer))
                    .as("%s of %s", use.expected(), answer)
                    .isEqualTo(passes));
  }

  @Test
  void someBecomeChecksOfTheirOwn() {
    assertThat(Imports.checks(one("type: is-json")))
        .containsExactly(new CheckUse.Format(Syntax.JSON));
    assertThat(Imports.checks(one("type: latency, threshold: 1500")))
        .containsExactly(new CheckUse.Latency(Duration.ofMillis(1500)));
    assertThat(Imports.checks(one("type: cost, threshold: 0.002")))
        .containsExactly(new CheckUse.Cost(0.002));
    assertThat(Imports.checks(one("type: finish-reason, value: stop")))
        .containsExactly(new CheckUse.Stop(StopReason.END));
  }

  @Test
  void severalOnTheAnswerAreOneCheckAndTheStrictestLimitHolds() {
    ImportedSuite suite =
        imports.promptfoo(
            """
            prompts: [Say it.]
            defaultTest:
              assert:
                - {type: latency, threshold: 900}
                - {type: contains, value: a}
            tests:
              - assert:
                  - {type: latency, threshold: 2000}
                  - {type: contains-all, value: [b, c]}
                  - {type: not-contains, value: d}
                  - {type: contains, value: a}
            """);

    assertThat(Imports.checks(suite))
        .containsExactly(
            new CheckUse.Latency(Duration.ofMillis(900)),
            new CheckUse.Answer(
                new Expected.All(
                    List.of(
                        new Expected.Regex("a"),
                        new Expected.Regex("b"),
                        new Expected.Regex("c"),
                        new Expected.Not(new Expected.Regex("d"))))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: javascript, value: 'output.length < 9'",
        "type: python, value: 'len(output) < 9'",
        "type: llm-rubric, value: is polite",
        "type: similar, value: Paris, threshold: 0.8",
        "type: contains-json",
        "type: not-contains-json",
        "type: levenshtein, value: Paris",
        "type: trajectory:tool-used, value: x",
        "type: no-such-thing",
        "type: contains",
        "type: contains-any, value: []",
        "type: contains-all, value: 'a, \"b'",
        "type: equals",
        "type: regex, value: '('",
        "type: regex, value: '[b-a]'",
        "type: cost",
        "type: cost, threshold: 0",
        "type: not-latency, threshold: 5",
        "type: latency",
        "type: finish-reason, value: content_filter",
        "type: contains, value: a, weight: 0",
        "type: contains, value: a, transform: output.trim()",
        "type: equals, value: file://check.js",
        "type: is-json, value: {type: nonsense}",
        "type: contains, value: '{{ word | upper }}'",
        "value: no type",
        "type: assert-set, threshold: 0.5, assert: [{type: contains, value: a}, {type: contains, value: b}, {type: contains, value: c}]",
      })
  void whatNoCheckCanSayIsListedWithFileAndLine(String assertion) {
    ImportedSuite suite = one(assertion);

    assertThat(Imports.lost(suite))
        .singleElement()
        .asString()
        .startsWith("promptfooconfig.yaml:6 test 'one': ")
        .contains(" — ");
    assertThat(Imports.checks(suite)).isEmpty();
    assertThat(Imports.reread(suite).probes().getFirst().checks()).hasSize(3);
  }

  @Test
  void strictLeavesOutWhatNothingIsAssertedOf() {
    String config =
        """
        prompts: [Say it.]
        tests:
          - {description: kept, assert: [{type: contains, value: a}]}
          - {description: gone, assert: [{type: llm-rubric, value: polite}]}
        """;

    ImportedSuite strict = imports.promptfoo(config, new ImportOptions("s", true, null));

    assertThat(strict.probes()).extracting(ImportedProbe::id).containsExactly("kept");
    assertThat(imports.promptfoo(config).probes()).hasSize(2);
    assertThat(Imports.lost(strict))
        .anySatisfy(line -> assertThat(line).contains("test 'gone'", "left out"));
  }
}
