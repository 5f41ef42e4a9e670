package dev.plumbline.catalog.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.catalog.Expected;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LmEvalReaderTest {
  private static final List<String> ABCD = List.of("A", "B", "C", "D");

  @TempDir Path folder;

  private ImportedSuite read(String name, String lines, LmEvalSubset subset, String append)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name), lines);
    ImportedSuite suite = LmEvalReader.read(file, Imports.PLAIN, subset, append);
    Imports.reread(suite);
    return suite;
  }

  private ImportedSuite read(String lines) throws IOException {
    return read("task.jsonl", lines, LmEvalSubset.ALL, "");
  }

  private static Expected expected(ImportedProbe probe) {
    return ((dev.plumbline.catalog.CheckUse.Answer) probe.checks().getFirst()).expected();
  }

  @Test
  void aLogOfGeneratedAnswersIsAskedAsItWas() throws IOException {
    String sample =
        """
        {"doc_id": 0, "doc": {"question": "Tom has 40 pens and buys 2.", "answer": "40 + 2 = <<40+2=42>>42\\n#### 1,042"}, \
        "target": "40 + 2\\n#### 1,042", "arguments": {"gen_args_0": {"arg_0": "Question: Tom has 40 pens and buys 2.\\nAnswer:", "arg_1": {"until": ["\\n"]}}}, \
        "resps": [["42"]], "filtered_resps": ["42"], "filter": "%s", "metrics": ["exact_match"], "exact_match": NaN}
        """;
    ImportedSuite suite =
        read(
            "samples_gsm8k_2026-01-02T03-04-05.678901.jsonl",
            sample.formatted("strict-match") + sample.formatted("flexible-extract"),
            LmEvalSubset.ALL,
            "");

    assertThat(suite.name()).isEqualTo("gsm8k");
    assertThat(suite.probes())
        .singleElement()
        .satisfies(probe -> {
          assertThat(probe.id()).isEqualTo("tom-has-40-pens-and-buys-2");
          assertThat(probe.messages())
              .containsExactly(
                  new Probe.Message("user", "Question: Tom has 40 pens and buys 2.\nAnswer:"));
          assertThat(expected(probe)).isEqualTo(new Expected.Quantity(1042, 0, null));
        });
  }

  @Test
  void comparedContinuationsBecomeLetteredOptions() throws IOException {
    ImportedSuite suite =
        read(
            """
            {"doc_id": 3, "doc": {"id": "M1", "question": "Ice melts into?", "choices": {"text": ["air", "water", "iron", "salt"], "label": ["1", "2", "3", "4"]}, "answerKey": "2"}, "target": 1, "arguments": {"gen_args_0": {"arg_0": "Question: Ice melts into?\\nAnswer:", "arg_1": " air"}, "gen_args_1": {"arg_0": "Question: Ice melts into?\\nAnswer:", "arg_1": " water"}}}
            {"doc_id": 4, "doc": {"passage": "Ice is cold.", "question": "is ice cold", "label": 1}, "target": "1", "arguments": [["Ice is cold.\\nQuestion: is ice cold?\\nAnswer:", " no"], ["Ice is cold.\\nQuestion: is ice cold?\\nAnswer:", " yes"]]}
            """);

    assertThat(suite.probes().get(0).messages().getFirst().content())
        .isEqualTo(
            """
            Question: Ice melts into?

            A. air
            B. water
            C. iron
            D. salt

            Answer with the letter alone: A, B, C or D.\
            """);
    assertThat(suite.probes())
        .extracting(LmEvalReaderTest::expected)
        .containsExactly(
            new Expected.Choice("B", ABCD), new Expected.Choice("B", List.of("A", "B")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      value = {
        "{\"question\": \"q\", \"choices\": [\"w\", \"x\", \"y\", \"z\"], \"answer\": 2} ¦ C",
        "{\"question\": \"q\", \"options\": [\"w\", \"x\", \"y\", \"z\"], \"answer\": \"D\"} ¦ D",
        "{\"query\": \"q\", \"choices\": [\"w\", \"x\", \"y\", \"z\"], \"gold\": \"x\"} ¦ B",
        "{\"ctx\": \"q\", \"endings\": [\"w\", \"x\", \"y\", \"z\"], \"label\": \"3\"} ¦ D",
        "{\"question\": \"q\", \"A\": \"w\", \"B\": \"x\", \"C\": \"y\", \"D\": \"z\", \"answer\": \"A\"} ¦ A",
        "{\"question\": \"q\", \"options\": {\"A\": \"w\", \"B\": \"x\", \"C\": \"y\", \"D\": \"z\"}, \"answer\": \"B\"} ¦ B",
        "{\"input\": \"q\", \"choices\": [{\"label\": \"a\", \"text\": \"w\"}, {\"label\": \"b\", \"text\": \"x\"}, {\"label\": \"c\", \"text\": \"y\"}, {\"label\": \"d\", \"text\": \"z\"}], \"target\": \"c\"} ¦ C",
      })
  void theRightOptionIsFound(String line, String letter) throws IOException {
    ImportedProbe probe = read(line).probes().getFirst();

    assertThat(expected(probe)).isEqualTo(new Expected.Choice(letter, ABCD));
    assertThat(probe.messages().getFirst().content())
        .startsWith("q\n\nA. w\nB. x\nC. y\nD. z\n\nAnswer with");
  }

  @Test
  void otherAnswersAreNumbersOrTexts() throws IOException {
    ImportedSuite suite =
        read(
            """
            {"prompt": "Capital of France?", "answer": "Paris"}
            {"context": "Two birds.", "question": "How many?", "target": 2}
            {"input": "Half of 5?", "gold": "2.5"}
            {"question": "Who wrote Faust?", "answer": {"value": "Goethe", "aliases": ["J. W. Goethe", "Goethe"]}}
            {"question": "Bond's number?", "answer": ["007"]}
            """);

    assertThat(suite.probes())
        .extracting(LmEvalReaderTest::expected)
        .containsExactly(
            new Expected.Exact("Paris"),
            new Expected.Quantity(2, 0, null),
            new Expected.Quantity(2.5, 0, null),
            new Expected.Any(
                List.of(new Expected.Exact("Goethe"), new Expected.Exact("J. W. Goethe"))),
            new Expected.Exact("007"));
    assertThat(suite.probes().get(1).messages().getFirst().content())
        .isEqualTo("Two birds.\n\nHow many?");
  }

  @Test
  void whatCannotBeReadIsListedByLine() throws IOException {
    ImportedSuite suite =
        read(
            """
            {"question": "a", "answer": "b"}
            not JSON

            ["a"]
            {"answer": "b"}
            {"question": "a"}
            {"question": "a", "answer": "x\\ny"}
            {"question": "a", "choices": ["x", "y"], "answer": "z"}
            """);

    assertThat(suite.probes()).hasSize(1);
    assertThat(suite.remarks()).extracting(Remark::line).containsExactly(2, 4, 5, 6, 7, 8);
    assertThat(suite.remarks()).allSatisfy(remark -> assertThat(remark.remedy()).isNotBlank());
  }

  @Test
  void ofManyTheFirstOrSomeAtRandomAreTaken() throws IOException {
    String lines =
        IntStream.rangeClosed(1, 500)
            .mapToObj("{\"question\": \"q%1$d\", \"answer\": \"a%1$d\"}%n"::formatted)
            .collect(Collectors.joining());

    assertThat(ids(lines, new LmEvalSubset(3, null))).containsExactly("q1", "q2", "q3");
    List<String> drawn = ids(lines, new LmEvalSubset(5, 1L));
    assertThat(drawn).hasSize(5).isEqualTo(ids(lines, new LmEvalSubset(5, 1L)));
    assertThat(ids(lines, new LmEvalSubset(5, 2L))).isNotEqualTo(drawn);
  }

  private List<String> ids(String lines, LmEvalSubset subset) throws IOException {
    return read("task.jsonl", lines, subset, "Briefly.").probes().stream()
        .map(ImportedProbe::id)
        .toList();
  }

  @Test
  void nothingReadableIsAnError() {
    assertThatThrownBy(() -> read("{}\n"))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining("task.jsonl:1:1: it asks nothing — ");
    assertThatThrownBy(
            () -> LmEvalReader.read(folder.resolve("none"), Imports.PLAIN, LmEvalSubset.ALL, ""))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining("none: cannot be read");
  }
}
