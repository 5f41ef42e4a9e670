package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.PracticeCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands as they are called, with a real lab behind them. */
class LabCommandTest {
  private static final String TARGET = "haiku-3.5/bedrock/gpu/gpu-a";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @SuppressWarnings("NullAway.Init")
  @TempDir
  private Path folder;

  @BeforeEach
  void unpack() throws IOException {
    PracticeCatalog.unpack(folder, 18_080);
  }

  @Test
  void aCorpusIsMadeAndItsFootprintShown() throws IOException {
    Path file = folder.resolve("corpus.gz");

    assertThat(corpus(file, "--target", TARGET, "--suite", "single-token", "--fault", "misroute"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).startsWith(file + ": ").contains(" exchanges, ");
    assertThat(err.toString()).contains(" made\n");

    assertThat(run("footprint", file.toString(), "--plots", folder.resolve("p").toString()))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("| misroute | ", "### Healthy answers on different numerics");
    assertThat(folder.resolve("p/flips.svg")).exists();

    assertThat(run("footprint", file.toString(), "--json")).isZero();
    assertThat(out.toString()).contains("{\"causes\":[{\"fault\":\"none\",");
  }

  @Test
  void aDryRunMakesNothing() throws IOException {
    Path file = folder.resolve("corpus.gz");

    assertThat(corpus(file, "--target", TARGET, "--suite", "single-token", "--dry-run")).isZero();
    assertThat(out.toString()).contains(" exchanges of 1 targets");
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--times 0          | write 1 or more for --times",
        "--batch 1,17       | 1 to 16 for --batch",
        "--target nobody    | no target 'nobody'",
        "--suite none       | no suite 'none'",
        "--fault fire       | 'fire' is not one of misroute, corruption,",
      })
  void whatCannotBeMadeIsSaidWhy(String options, String message) throws IOException {
    assertThat(corpus(folder.resolve("c.gz"), options.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void whatIsNoCorpusIsSaidToBeSo() throws IOException {
    Path file = folder.resolve("no.gz");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
      gzip.write("{}\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(run("footprint", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no.gz:1: not a specimen");
    assertThat(run("footprint", folder.resolve("none.gz").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none.gz");
  }

  private int corpus(Path file, String... options) {
    List<String> all =
        new ArrayList<>(List.of("corpus", file.toString(), "--catalog", folder.toString()));
    all.addAll(List.of(options));
    return run(all.toArray(String[]::new));
  }

  private int run(String... args) {
    CommandLine line =
        new CommandLine(new LabCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .setExecutionExceptionHandler(new PlainErrors());
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return line.execute(args);
  }
}
