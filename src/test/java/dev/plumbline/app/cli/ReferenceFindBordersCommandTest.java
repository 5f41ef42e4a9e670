package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/**
 * What {@code plumbline reference find-borders} says before it asks anybody; for the rest, see
 * FindBordersTest.
 */
class ReferenceFindBordersCommandTest {
  private static final String TARGET = "m/p/gpu/a";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void catalog() throws Exception {
    Files.createDirectories(folder.resolve("suites"));
    Files.writeString(
        folder.resolve("suites/small.yaml"),
        "suite: small\nprobes: [{id: tides, prompt: \"Why are there tides?\"}]\n");
    Files.writeString(
        folder.resolve("fleet.yaml"),
        """
        defaults: {endpoint: "http://127.0.0.1:1/v1"}
        targets:
          - {model: m, platform: p, accelerator: gpu, pool: a, capabilities: [temperature]}
          - {model: m, platform: p, accelerator: gpu, pool: fixed, capabilities: []}
          - {model: m, platform: p, accelerator: gpu, pool: telling, capabilities: [logprobs, temperature]}
        """);
  }

  @Test
  void aDryRunCountsRequests() throws Exception {
    assertThat(find(TARGET, "--dry-run")).isZero();
    assertThat(out.toString()).contains("requests  at most 10,000");
    Path prompts = Files.writeString(folder.resolve("p.txt"), "Heads?\n\n  Tails? \nHeads?\n");
    assertThat(find(TARGET, "--prompts", prompts.toString(), "--dry-run")).isZero();
    // Two different ones, 3 + 12 + 50 each.
    assertThat(out.toString()).contains("requests  at most 130");
    assertThat(find("m/p/gpu/telling", "--prompts", prompts.toString(), "--dry-run")).isZero();
    assertThat(out.toString()).contains("requests  at most 132");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --wanted 0          | 1 to 1000 for --wanted
          --most-requests 0   | 1 to 1000000 for --most-requests
          --draws 9           | 10 to 10000 for --draws
          --max-tokens 0      | 1 to 1000 for --max-tokens
          --least-share 0.6   | up to 0.5 for --least-share
          --most-rest -1      | 0 to 1 for --most-rest
          --temperature 3     | 0 to 2 for --temperature
          --parallel 0        | 1 to 1000 for --parallel
          --over -PT1H        | PT6H or the like for --over
          --name Größe        | not a name
          --prompts none.txt  | none.txt: cannot be read
          """)
  void whatCannotBeIsRefused(String option, String told) {
    assertThat(
            find(
                Stream.concat(Stream.of(TARGET), Stream.of(option.split(" ")))
                    .toArray(String[]::new)))
        .isEqualTo(2);
    assertThat(err.toString()).contains(told);
  }

  @Test
  void anUnknownTargetIsToldWithThoseThereAre() {
    assertThat(find("m/p/gpu/b")).isEqualTo(2);
    assertThat(err.toString()).contains("no target 'm/p/gpu/b'", TARGET);
  }

  @Test
  void aTargetThatTakesNoTemperatureIsGivenNone() {
    assertThat(find("m/p/gpu/fixed", "--temperature", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("takes no temperature", "leave --temperature out");
    assertThat(find("m/p/gpu/fixed", "--dry-run")).isZero();
  }

  @Test
  void aTargetThatDoesNotAnswerIsToldAfterOneCandidate() {
    Path file = folder.resolve("border.yaml");
    assertThat(find(TARGET, "--out", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains(TARGET + ": 3 of 3 requests were not answered", "--parallel 1");
    assertThat(file).doesNotExist();
  }

  @Test
  void nothingIsSpentOnAFileThatIsThere() throws Exception {
    Path file = Files.writeString(folder.resolve("border.yaml"), "mine");
    assertThat(find(TARGET, "--out", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is there already", "--force").doesNotContain("asked");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aNameOfTheCatalogIsNotTakenTwice() {
    assertThat(find(TARGET, "--name", "small")).isEqualTo(2);
    assertThat(err.toString()).contains("has a suite 'small' already", "--name");
  }

  @Test
  void emptyAndUnreadablePromptsAreTold() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.txt"), "\n \n");
    assertThat(find(TARGET, "--prompts", empty.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("empty.txt: holds no prompt");
    Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {(byte) 0xc3, 0x28});
    assertThat(find(TARGET, "--prompts", binary.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("binary.txt: cannot be read", "UTF-8");
  }

  private int find(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return new CommandLine(new ReferenceCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(new PlainErrors())
        .execute(
            Stream.concat(
                    Stream.of("find-borders", "--catalog", folder.toString()), Stream.of(arguments))
                .toArray(String[]::new));
  }
}
