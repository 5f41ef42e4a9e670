package dev.plumbline.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackCommandTest {
  @TempDir Path temp = Path.of("");
  private final String minute =
      Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(600).toString();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream both = new PrintStream(said, true, UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      return PlumblineCommand.run(arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(temp.resolve(name), content).toString();
  }

  @Test
  void aDryRunShowsWhatWouldBeSent() throws IOException {
    String csv =
        "minute,model,platform,exposure,reason,count\n%s,opus-4,bedrock,900,garbled,3\n"
            .formatted(minute);

    assertThat(run("feedback", "send", "--dry-run", "--file", file("counts.csv", csv))).isZero();
    assertThat(said.toString(UTF_8))
        .isEqualToIgnoringNewLines(minute + "  opus-4/bedrock/*/*  900 requests  3 garbled");
  }

  @Test
  void whatIsWrongInAFileIsSaid() throws IOException {
    String json =
        "{\"source\": \"app\", \"counts\": [{\"minute\": \"%s\", \"comment\": \"slow\"}]}"
            .formatted(minute);

    assertThat(run("feedback", "send", "--dry-run", "--file", file("counts.json", json)))
        .isEqualTo(2);
    assertThat(said.toString(UTF_8))
        .contains("counts[0].comment: is not known", "counts[0].exposure: must be a whole number");
    assertThat(run("feedback", "send", "--dry-run", "--file", temp.resolve("no").toString()))
        .isEqualTo(2);
  }
}
