package dev.plumbline.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.CheckUse;
import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptfooReaderTest {
  @TempDir Path folder;
  private Imports imports;

  @BeforeEach
  void open() {
    imports = new Imports(folder);
  }

  @Test
  void aSuiteAsAPersonWouldWriteIt() {
    ImportedSuite suite =
        imports.promptfoo(
            """
            description: capitals
            prompts:
              - |
                You answer questions of geography.

                Question: {{question}}
            providers: [openai:chat:small]
            defaultTest:
              assert:
                - {type: latency, threshold: 3000}
            tests:
              - description: Capital of France?
                vars: {question: 'What is the capital of France?'}
                assert:
                  - {type: contains, value: Paris}
                  - {type: not-icontains, value: sorry}
                  - {type: llm-rubric, value: is polite}
              - vars: {question: 'Wie heißt die Hauptstadt Griechenlands auf Griechisch?'}
                assert:
                  - {type: equals, value: Αθήνα}
            """);

    assertThat(SuiteYaml.of(suite))
        .isEqualTo(
            """
            # yaml-language-server: $schema=../suite.schema.json
            # Imported from promptfooconfig.yaml (promptfoo). Yours to change from here on.
            suite: promptfoo
            defaults:
              checks: [foreign-script, argmax, routing]

            probes:
              # promptfooconfig.yaml, line 12
              - id: capital-of-france
                prompt: |
                  You answer questions of geography.

                  Question: What is the capital of France?
                checks:
                  - foreign-script
                  - argmax
                  - routing
                  - latency: {at-most: 3s}
                  - answer: {all: [{regex: Paris}, {not: {regex: '(?i)sorry'}}]}

              # promptfooconfig.yaml, line 18
              - id: wie-heisst-die-hauptstadt-griechenlands-auf-griechisch
                prompt: |
                  You answer questions of geography.

                  Question: Wie heißt die Hauptstadt Griechenlands auf Griechisch?
                scripts: [Greek, Latin]
                checks:
                  - foreign-script
                  - argmax
                  - routing
                  - latency: {at-most: 3s}
                  - answer: {regex: \\AΑθήνα\\z}
            """);
    assertThat(Imports.lost(suite))
        .containsExactly(
            "promptfooconfig.yaml:17 test 'Capital of France?': llm-rubric asks another model"
                + " — say it with answer, format, language or another check");
  }

  @Test
  void everyPromptWithEveryCombinationOfVariables() {
    imports.with(
        "prompts/brief.txt", "Brief: {{topic}}?\n---\nLong: {{ topic }} in {{user.city}}?\n");
    ImportedSuite suite =
        imports.promptfoo(
            """
            prompts:
              - file://prompts/*.txt
              - {id: p3, label: chatty, raw: 'Hey, {{topic}}!'}
            tests:
              - vars:
                  topic: [sun, moon]
                  user: {city: Bern}
            """);

    assertThat(suite.probes())
        .extracting(probe -> probe.id() + ": " + probe.messages().getFirst().content())
        .containsExactly(
            "sun-city-bern-p1: Brief: sun?",
            "sun-city-bern-p2: Long: sun in Bern?",
            "sun-city-bern-chatty: Hey, sun!",
            "moon-city-bern-p1: Brief: moon?",
            "moon-city-bern-p2: Long: moon in Bern?",
            "moon-city-bern-chatty: Hey, moon!");
  }

  @Test
  void conversationsComeFromJsonAndYaml() {
    List<Probe.Message> turns =
        List.of(
            new Probe.Message("system", "You are a \"helper\"."),
            new Probe.Message("user", "Say \"hi\"\nand go."));
    imports.with(
        "chat.json",
        """
        [
        \t{"role": "system", "content": "You are a \\"helper\\"."},
        \t{"role": "user", "content": [{"type": "text", "text": "{{line}}"}]}
        ]
        """);
    imports.with(
        "chat.yaml",
        """
        - role: developer
          content: You are a "helper".
        - {role: user, content: '{{line}}'}
        """);
    ImportedSuite suite =
        imports.promptfoo(
            """
            prompts: [file://chat.json, file://chat.yaml]
            tests:
              - vars: {line: "Say \\"hi\\"\\nand go."}
            """);

    assertThat(suite.probes()).extracting(ImportedProbe::messages).containsExactly(turns, turns);
    assertThat(Imports.reread(suite).probes())
        .extracting(Probe::messages)
        .containsExactly(turns, turns);
  }

  @Test
  void testsComeFromTablesAndOtherFiles() {
    imports.with(
        "tests.csv",
        """
        n,__expected,__expected2,__description
        "2, two",equals:4,latency(900),
        3,"contains-any:9,nine",,three squared
        4,16,,
        5,similar(0.8): 25,not-contains:0,
        """);
    imports.with("more.yaml", "- {vars: {n: 6}, assert: [{type: equals, value: 36}]}\n");
    imports.with("more.json", "[{\"vars\": {\"n\": 7}}]");
    imports.with("more.jsonl", "\n{\"vars\": {\"n\": 8}, \"assert\": [{\"type\": \"bleu\"}]}\n");
    ImportedSuite suite =
        imports.promptfoo(
            """
            prompts: ['{{n}} squared']
            tests: [file://tests.csv, more.yaml, file://more.json, file://more.jsonl]
            """);

    assertThat(suite.probes())
        .extracting(ImportedProbe::id)
        .containsExactly("2-two", "three-squared", "4", "5", "6", "7", "8");
    assertThat(suite.probes())
        .extracting(ImportedProbe::checks)
        .containsExactly(
            List.of(new CheckUse.Latency(Duration.ofMillis(900)), answer("\\A4\\z")),
            List.of(
                new CheckUse.Answer(
                    new Expected.Any(
                        List.of(new Expected.Regex("9"), new Expected.Regex("nine"))))),
            List.of(answer("\\A16\\z")),
            List.of(new CheckUse.Answer(new Expected.Not(new Expected.Regex("0")))),
            List.of(answer("\\A36\\z")),
            List.of(),
            List.of());
    assertThat(Imports.lost(suite))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("more.jsonl:2 test: bleu "),
            line -> assertThat(line).startsWith("tests.csv:5 row 5: similar "));
  }

  @Test
  void aLargeConfigIsSpreadOverFilesAndFolders() {
    imports
        .with("configs/prompts.yaml", "- file://./prompts/*.txt\n- {id: short, raw: '{{q}}!'}\n")
        .with("prompts/long.txt", "Please: {{q}}")
        .with("configs/tests/a.yaml", "- {vars: {q: one}}\n")
        .with("configs/tests/b.csv", "q,__expected\ntwo,2\n")
        .with("configs/default.yaml", "assert: [{type: cost, threshold: 1}]\n");
    ImportedSuite suite =
        imports.promptfoo(
            """
            prompts: file://configs/prompts.yaml
            tests: file://configs/tests/
            defaultTest: file://configs/default.yaml
            """);

    assertThat(suite.probes())
        .extracting(probe -> probe.messages().getFirst().content())
        .containsExactly("Please: one", "one!", "Please: two", "two!");
    assertThat(suite.probes().getLast().checks())
        .containsExactly(new CheckUse.Cost(1), answer("\\A2\\z"));
  }

  @Test
  void whatManyTestsShareIsMerged() {
    ImportedSuite suite =
        imports.promptfoo(
            """
            prompts: ['{{greeting}}, {{name}}.', {label: other, raw: 'Not asked.'}]
            assertionTemplates:
              short: {type: regex, value: '^.{1,9}$'}
            x-vars: &vars {greeting: Hello}
            defaultTest:
              vars: *vars
              options: {prefix: '> '}
              assert: [{$ref: '#/assertionTemplates/short'}]
            tests:
              - {description: a, vars: {name: Ann}, prompts: ['{{greeting}}, {{name}}.']}
              - description: b
                vars: {<<: *vars, name: '{{greeting}}er'}
                prompts: ['{{greeting}}*']
                options: {disableDefaultAsserts: true}
            scenarios:
              - config: [{vars: {name: Cid}}, {vars: {name: Dee}}]
                tests: [{description: c, vars: {greeting: Bye}, prompts: ['{{greeting}}*']}]
            """);

    assertThat(suite.probes())
        .extracting(probe -> probe.id() + " " + probe.messages().getFirst().content())
        .containsExactly(
            "a > Hello, Ann.", "b > Hello, Helloer.", "c > Bye, Cid.", "c-2 > Bye, Dee.");
    assertThat(suite.probes())
        .extracting(ImportedProbe::checks)
        .containsExactly(
            List.of(answer("^.{1,9}\\z")),
            List.of(),
            List.of(answer("^.{1,9}\\z")),
            List.of(answer("^.{1,9}\\z")));
  }

  @Test
  void withoutTestsEachPromptIsAskedOnce() {
    ImportedSuite suite = imports.promptfoo("prompts: [Say one., Say two.]");

    assertThat(suite.probes())
        .extracting(ImportedProbe::messages)
        .containsExactly(
            List.of(new Probe.Message("user", "Say one.")),
            List.of(new Probe.Message("user", "Say two.")));
  }

  @Test
  void theQuestionSaysWhichScriptsAnAnswerMayUse() {
    ImportedSuite suite =
        imports.promptfoo(
            """
            prompts: ['Translate to {{language}}: good morning']
            tests: [{vars: {language: [Russian, Japanese, French, Arabic]}}]
            """);

    assertThat(suite.probes())
        .extracting(ImportedProbe::scripts)
        .containsExactly(
            List.of("Cyrillic", "Latin"),
            List.of("Han", "Hiragana", "Katakana", "Latin"),
            List.of("Latin"),
            List.of("Arabic", "Latin"));
  }

  @Test
  void templatesBeyondNamesAreListedAndAMissingVariableTold() {
    ImportedSuite suite =
        imports.promptfoo(
            """
            prompts:
              - '{% for x in xs %}{{x}}{% endfor %}'
              - '{{ name | upper }}'
              - 'Hi {{name}} {{nobody}}'
            tests: [{vars: {name: Ann}}]
            """);

    assertThat(suite.probes()).hasSize(1);
    assertThat(Imports.lost(suite))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("promptfooconfig.yaml:2 prompt: ").contains("{%"),
            line ->
                assertThat(line).startsWith("promptfooconfig.yaml:3 prompt: ").contains("upper"),
            line -> assertThat(line).contains("{{nobody}} has no value"));
  }

  private static CheckUse answer(String regex) {
    return new CheckUse.Answer(new Expected.Regex(regex));
  }
}
