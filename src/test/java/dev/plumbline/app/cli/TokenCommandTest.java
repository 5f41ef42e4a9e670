package dev.plumbline.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The token goes to standard output, alone; all else to standard error or into the file. */
class TokenCommandTest {
  private final Path file;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  TokenCommandTest(@TempDir Path folder) {
    this.file = folder.resolve("tokens.yaml");
  }

  private int run(String... arguments) {
    PrintStream realOut = System.out;
    PrintStream realErr = System.err;
    System.setOut(new PrintStream(out, true, UTF_8));
    System.setErr(new PrintStream(err, true, UTF_8));
    try {
      return PlumblineCommand.run(arguments);
    } finally {
      System.setOut(realOut);
      System.setErr(realErr);
    }
  }

  @Test
  void aTokenGoesToItsHolderAndItsHashToTheFile() throws IOException {
    assertThat(
            run(
                "token",
                "new",
                "ci",
                "--role",
                "gate",
                "--role",
                "read",
                "--expires",
                "2999-01-31",
                "--file",
                file.toString()))
        .isZero();

    String token = out.toString(UTF_8).strip();
    assertThat(token).matches("plb_[A-Za-z0-9_-]{43}");
    assertThat(Files.readString(file))
        .startsWith("tokens:\n  - name: 'ci'\n    roles: [gate, read]\n    sha256: '")
        .endsWith("    expires: '2999-01-31'\n")
        .doesNotContain(token);
    assertThat(err.toString(UTF_8)).contains("told only now").doesNotContain(token);
  }

  @Test
  void withoutAFileItsEntryIsShown() {
    assertThat(run("token", "new", "grafana", "--role", "read")).isZero();
    assertThat(err.toString(UTF_8)).contains("  - name: 'grafana'\n    roles: [read]\n");
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    assertThat(run("token", "new", "a b", "--role", "read")).isEqualTo(2);
    assertThat(run("token", "new", "a")).isEqualTo(2);
    assertThat(run("token", "new", "a", "--role", "root")).isEqualTo(2);
    assertThat(run("token", "new", "a", "--role", "read", "--expires", "soon")).isEqualTo(2);
    Files.writeString(file, "tokens:\n  - {name: a, roles: [read]}\n");
    assertThat(run("token", "new", "a", "--role", "read", "--file", file.toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains(
            "'a b' is no name",
            "--role",
            "root",
            "write a day as 2027-06-30",
            "stays as it was",
            "'sha256' is missing");
    assertThat(Files.readString(file)).isEqualTo("tokens:\n  - {name: a, roles: [read]}\n");
  }
}
