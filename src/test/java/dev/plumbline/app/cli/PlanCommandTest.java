package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** {@code plumbline plan}, as planned and under a demand. */
class PlanCommandTest {
  private static final String TARGET = "m/p/gpu/a";
  private static final String HOUR = "2026-01-31T14:00:00Z";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void catalog() throws IOException {
    Files.createDirectories(folder.resolve("suites"));
    Files.writeString(
        folder.resolve("suites/small.yaml"),
        "suite: small\nprobes: [{id: tides, prompt: \"Why are there tides?\"}]\n");
    Files.writeString(
        folder.resolve("fleet.yaml"),
        """
        defaults:
          endpoint: http://127.0.0.1:1/v1
          budget: {interval: 1m, timeout: 10s, sticky-share: 0}
        targets:
          - {model: m, platform: p, accelerator: gpu, pool: a}
          - {model: m, platform: p, accelerator: tpu, pool: b}
        """);
  }

  @Test
  void aDemandedTargetIsAskedTenTimesAsOftenAndNoOther() {
    assertThat(run("--hour", HOUR)).isZero();
    long planned = slotsOf(TARGET);
    long other = slotsOf("m/p/tpu/b");
    assertThat(planned).isBetween(55L, 65L);
    assertThat(run("--hour", HOUR, "--demand", TARGET + "=10")).isZero();
    assertThat(slotsOf(TARGET)).isBetween(10 * planned - 15, 10 * planned + 15);
    assertThat(slotsOf("m/p/tpu/b")).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({
    "m/p/gpu/x=10, no target 'm/p/gpu/x'",
    "m/p/gpu/a=1, must be 2 to 10",
    "m/p/gpu/a=11, must be 2 to 10",
  })
  void demandsThatCannotBeAreRefused(String demand, String message) {
    assertThat(run("--hour", HOUR, "--demand", demand)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  private long slotsOf(String target) {
    return out.toString().lines().filter(line -> line.contains(target)).count();
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    CommandLine line =
        new CommandLine(new PlanCommand())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(new PlainErrors());
    String[] all = new String[arguments.length + 2];
    all[0] = "--catalog";
    all[1] = folder.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return line.execute(all);
  }
}
