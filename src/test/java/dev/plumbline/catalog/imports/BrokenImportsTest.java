package dev.plumbline.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be read is told with file, line and remedy. */
class BrokenImportsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "'prompts: [a' ¦ promptfooconfig.yaml:1: not YAML",
        "'' ¦ promptfooconfig.yaml:1: the file is empty",
        "'- a' ¦ promptfooconfig.yaml:1: 'prompts' is missing",
        "'tests: []' ¦ promptfooconfig.yaml:1: 'prompts' is missing",
        "'prompts: [file://none.txt]' ¦ promptfooconfig.yaml:1: there is no file 'none.txt'",
        "'prompts: [file://none/*.txt]' ¦ promptfooconfig.yaml:1: 'none/*.txt' cannot be listed",
        "'prompts: [file://*.md]' ¦ promptfooconfig.yaml:1: no file matches '*.md'",
        "'prompts: [file://empty.txt]' ¦ promptfooconfig.yaml:1: 'empty.txt' holds no prompt",
        "'prompts: [{label: a}]' ¦ promptfooconfig.yaml:1: a prompt without text",
        "'prompts: [file://a.py]' ¦ promptfooconfig.yaml:1: prompt 'file://a.py' is made by code",
        "'prompts: [a]\ntests: none.csv' ¦ promptfooconfig.yaml:2: there is no file 'none.csv'",
        "'prompts: [a]\ntests: open.csv' ¦ open.csv: not CSV: line 2",
        "'prompts: [a]\ntests: wide.csv' ¦ wide.csv:2: 2 cells under 1 names",
        "'prompts: [a]\ntests: file://broken.yaml' ¦ broken.yaml:2: not YAML",
        "'prompts: [a]\ntests: file://t.js' ¦ promptfooconfig.yaml:2: tests 'file://t.js' are made",
        "'prompts: [a]\ntests:\n - {vars: {a: file://no.txt}}' ¦ promptfooconfig.yaml:3: there is no",
        "'prompts: [a]\ntests:\n - {$ref: ''#/nowhere''}' ¦ promptfooconfig.yaml:3: $ref",
        "'prompts: [''{% if x %}'']' ¦ promptfooconfig.yaml:1: the template has a statement",
        "'prompts: [''[{\"role\":\"tool\",\"content\":\"x\"}]'']' ¦ promptfooconfig.yaml:1: a message of",
      })
  void isTold(String config, String error) {
    Imports imports =
        new Imports(folder)
            .with("empty.txt", "\n---\n")
            .with("open.csv", "a\n\"b")
            .with("wide.csv", "a\nb,c")
            .with("broken.yaml", "- a\n- {b");

    assertThat(imports.errors(config))
        .anySatisfy(line ->
            assertThat(line.replaceFirst("(?<=:\\d{1,3}):\\d+( [\\w.\\[\\]]+)?(?=: )", ""))
                .startsWith(error)
                .contains(" — "));
  }

  @Test
  void codeIsNoConfig() {
    Imports imports = new Imports(folder).with("promptfooconfig.js", "module.exports = {}");

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(() ->
                PromptfooReader.read(
                    imports.folder().resolve("promptfooconfig.js"), Imports.PLAIN)))
        .hasMessageContaining("promptfooconfig.js: is code");
  }
}
