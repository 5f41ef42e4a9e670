package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The command as it is called, drawing from what ships. */
class ReplayCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path folder;

  private int run(String... arguments) {
    return new CommandLine(new ReplayCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .setExecutionExceptionHandler(new PlainErrors())
        .execute(arguments);
  }

  /** Ten times the shares, so that it takes seconds. */
  private int quick(String... more) {
    List<String> arguments =
        List.of("incident-2025", "--bug", "b3", "--seeds", "2", "--watch-on", "PT0S");
    return run(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void printsALineACourse() throws IOException {
    Path plot = folder.resolve("delay.svg");
    assertThat(
            quick("--share-scale", "10", "--json", "--rate", "60,600", "--plot", plot.toString()))
        .as(err.toString())
        .isZero();

    List<JsonNode> rows = out.toString().lines().map(Json.MAPPER::readTree).toList();
    assertThat(rows).hasSize(6);
    assertThat(rows.getFirst().get("course").stringValue()).isEqualTo("haiku-3.5/claude-api/tpu");
    assertThat(rows.getFirst().get("detected").doubleValue()).isEqualTo(1);
    assertThat(rows.getFirst().get("daysThen").doubleValue()).isEqualTo(9);
    assertThat(Files.readString(plot)).startsWith("<svg").contains("B3 haiku-3.5/claude-api/tpu");
    assertThat(err.toString()).contains("42 pools; answers: ", "B3 at 600/h: 2 of 2 runs");
  }

  @Test
  void printsATable() {
    assertThat(quick("--share-scale", "10", "--check", "argmax")).as(err.toString()).isZero();
    assertThat(out.toString())
        .startsWith("| bug | slice ")
        .contains("| B3  | haiku-3.5/claude-api/tpu | 2025-08-26 | 20 % ")
        .contains("argmax 2")
        .contains("False pages in all runs: 0.");
  }

  @Test
  void saysWhatNoCheckSees() {
    assertThat(run("incident-2025", "--bug", "B1", "--no-identity", "--seeds", "1")).isZero();
    assertThat(out.toString())
        .contains(
            "B1 sonnet-4/claude-api/* at 60/h: unseen by the checks of today: needs a reference.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --seeds=0             | --seeds: write 1 or more
          --watch-on=-PT1S      | --watch-on: write PT0S or more
          --rate=0              | --rate: write 0.01 to 36000 probes an hour
          --share-scale=0       | --share-scale: write a number above 0
          --objective=2         | --objective: write a rate between 0 and 1, like 1e-4
          --healthy-failures=1  | --healthy-failures: write a share from 0 to below 1
          --after-peak=2        | --after-peak: write a share from 0 to 1
          --check=argmin        | --check: there is no 'argmin'; checks are
          --corpus=nowhere.gz   | nowhere.gz: no corpus can be read there
          --catalog=nowhere     | nowhere
          """)
  void badInputIsToldWithARemedy(String option, String message) {
    assertThat(run("incident-2025", option)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("incident-2025", "--help")).isZero();
    assertThat(out.toString())
        .contains("--rate", "--seeds", "--adaptive", "--no-identity", "--corpus", "--plot");
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("name an incident: plumbline replay incident-2025");
  }
}
