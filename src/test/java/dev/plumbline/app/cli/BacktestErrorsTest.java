package dev.plumbline.app.cli;

import static dev.plumbline.app.cli.Backtesting.line;
import static dev.plumbline.app.cli.Backtesting.trial;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a file or an option: place, remedy, exit code 2, and nothing printed. */
class BacktestErrorsTest {
  private static final String AT = "2026-03-01T00:00:00Z";
  private static final String LATER = "2026-03-01T00:01:00Z";
  private static final String HEADER =
      "at,model,platform,accelerator,pool,check,session,probe,failed,score,value\n";

  @TempDir Path folder;

  private String refusal(String content, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("history"), content);
    Backtesting run = Backtesting.of(file, options);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(" — ").doesNotContain("\tat ");
    return run.err().replace(file.toString(), "history");
  }

  /** The second line, made from a good one by replacing a part of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "failed\":false        | failed\":0                  | failed is of the wrong type — write there: true or false",
        "failed\":false        | failed\":\"no\"             | failed is of the wrong type — write there: true or false",
        "failed\":false        | failed\":[false]            | failed is of the wrong type",
        "failed\":false        | failed\":{\"a\":1}          | failed is of the wrong type",
        "\"failed\":false      | \"score\":1.5               | score 1.5 is not from 0 to 1",
        "\"failed\":false      | \"score\":\"1\"             | score is of the wrong type — write there: a number from 0 to 1",
        "\"failed\":false      | \"value\":1e999             | value is not a finite number",
        "\"failed\":false      | \"value\":NaN               | is not JSON",
        "\"failed\":false      | \"failed\":null             | has none of failed, score and value",
        "\"failed\":false      | \"failed\":false,\"score\":1| has more than one of failed, score and value",
        "\"failed\":false      | \"score\":1                 | check foreign-script has score here and failed in line 1",
        "\"failed\":false      | \"failed\":false,\"failed\":true | failed stands there twice",
        "\"model\":\"opal\",   | ``                          | model is missing — add it: opal",
        "\"session\":\"b\",    | ``                          | session is missing",
        "\"session\":\"b\"     | \"session\":7               | session is of the wrong type",
        "\"session\":\"b\"     | \"session\":\"\"            | session is not of 1 to 1000 characters",
        "\"opal\"              | \"opal/1\"                  | model 'opal/1' is no name of 1 to 200 characters — series are named by it",
        "\"opal\"              | \"*\"                       | model '*' is no name",
        "\"model\"             | \"modell\"                  | 'modell' is no field of an observation — leave only at, model, platform",
        "T00:01:00Z            | T00:01:00                   | at '2026-03-01T00:01:00' is no time of 1970 to 9999 with a time zone — write it as 2026-01-31T14:00:00Z",
        "\"at\":\"2026         | \"at\":\"1969               | is no time of 1970 to 9999",
        "\"at\":\"2026-03-01T00:01:00Z\" | \"at\":1772323200  | at is of the wrong type",
        "T00:01:00Z            | T00:01:00+01:00             | 2026-02-28T23:01:00Z is before 2026-03-01T00:00:00Z in line 1 — sort the lines by at",
        "}                     | ``                          | is not JSON",
        "}                     | }}                          | is not JSON",
        "}                     | } 1                         | goes on after the object — write one JSON object a line",
      })
  void aLineOfJsonThatIsNoObservation(String part, String broken, String problem)
      throws IOException {
    String second = trial(LATER, "b", false);
    assertThat(second).contains(part);
    assertThat(refusal(trial(AT, "a", true) + "\n" + second.replace(part, broken) + "\n"))
        .startsWith("history:2: ")
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "m,p,a,x,c,s,q,false,,,    | has 12 cells where the first line has 11 — write a cell for each column",
        "m,p,a,x,c,s,q,false       | has 9 cells where the first line has 11",
        "m,p,a,x,c,s,q,0,,         | failed is of the wrong type — write there: true or false",
        "m,p,a,x,c,s,q,,nan,       | score is of the wrong type",
        "m,p,a,x,c,s,q,,,1e999     | value is not a finite number",
        "m,p,a,x,c,s,q,,,inf       | value is of the wrong type — write there: a number",
        "m,p,a,x,c,s,q,,-0.1,      | score -0.1 is not from 0 to 1",
        "m,p,a,x,c,s,q,,,          | has none of failed, score and value",
        "m,p,a,x,c,s,q,true,,2     | has more than one of failed, score and value",
        "m,p,a,x,c,,q,true,,       | session is missing",
        "m,p,a,x,c,\"s,q,true,,    | has a quote that is not closed",
        "m,p,a,x,c,\"s\"s,q,true,, | goes on after a closing quote",
      })
  void aLineOfCsvThatIsNoObservation(String cells, String problem) throws IOException {
    assertThat(refusal(HEADER + AT + "," + cells + "\n"))
        .startsWith("history:2: ")
        .contains(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at,model,modell        | history:1: 'modell' is no field of an observation",
        "at,model,at            | history:1: at is the name of two columns",
        "[                      | history:1: '[' is no field of an observation",
      })
  void aFirstLineThatIsNoHeader(String header, String problem) throws IOException {
    assertThat(refusal(header + "\n")).startsWith(problem);
  }

  @Test
  void aNameOfSeveralLinesIsShownInOne() throws IOException {
    assertThat(refusal("{\"a\\nb\": 1}\n")).startsWith("history:1: 'a?b' is no field");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\n \n\n", "at,model,platform,accelerator,pool,check,session,probe,failed"})
  void aFileOfNothing(String content) throws IOException {
    assertThat(refusal(content)).startsWith("history: holds no observation — write one");
  }

  @Test
  void aLineWithoutEnd() throws IOException {
    assertThat(refusal(trial(AT, "a", true) + "\n{" + " ".repeat(70_000)))
        .startsWith("history:2: is longer than 65536 bytes");
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    Path file = folder.resolve("latin");
    Files.write(file, new byte[] {'{', (byte) 0xe9, '}', '\n'});
    assertThat(Backtesting.of(file).err())
        .contains("latin:1: is not UTF-8 — save the file as UTF-8");
  }

  @Test
  void whatZstdPacked() throws IOException {
    Path file = folder.resolve("history.zst");
    Files.write(file, new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0});
    assertThat(Backtesting.of(file).err()).contains("is packed by zstd — unpack it: zstd -dc");
  }

  @Test
  void aGzipCutOff() throws IOException {
    Path file = folder.resolve("history.gz");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8});
    Backtesting run = Backtesting.of(file);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("history.gz: cannot be read");
  }

  @Test
  void aFileThatIsNotThere() {
    Backtesting run = Backtesting.of(folder.resolve("nothing"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("nothing: there is no such file — name one, or - for");
  }

  @Test
  void standardInputIsNamedInErrors() {
    assertThat(Backtesting.ofInput("{}").err()).startsWith("standard input:1: model is missing");
  }

  @Test
  void oneInstantSaysNothingOfAMonth() throws IOException {
    String content = trial(AT, "a", true);
    assertThat(refusal(content)).contains("is of one instant", "give --threshold A");
    Path file = folder.resolve("history");
    assertThat(Backtesting.of(file, "--threshold=1e6").exitCode()).isZero();
    assertThat(Backtesting.of(file, "--base-rate=0.01").exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"score\":0.5", "\"value\":-3"})
  void whatIsComparedNeedsAReference(String reading) throws IOException {
    assertThat(refusal(line(AT, "tpu", "answer", "a", reading), "--threshold=1e6"))
        .startsWith("history: check answer has " + reading.substring(1, 6))
        .contains("only compared with a healthy reference", "give --reference N");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--budget=0        | --budget 0.0: write a number from",
        "--budget=NaN      | --budget NaN: write a number from",
        "--threshold=0.5   | --threshold 0.5: write a number from 1",
        "--p0=1            | --p0 1.0: write a number from",
        "--base-rate=-1    | --base-rate -1.0: write a number from",
        "--reference=101   | --reference 101: write an even number from 100",
        "--reference=2     | --reference 2: write an even number from 100",
        "--kinds=all       | Invalid value for option '--kinds'",
      })
  void anOptionOutOfRange(String option, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("history"), trial(AT, "a", true));
    Backtesting run = Backtesting.of(file, option);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(problem);
  }

  @Test
  void aTableHasNoRoomForATrace() throws IOException {
    Path file = Files.writeString(folder.resolve("history"), trial(AT, "a", true));
    assertThat(Backtesting.of(file, "--table", "--trace").err()).contains("choose one");
  }
}
