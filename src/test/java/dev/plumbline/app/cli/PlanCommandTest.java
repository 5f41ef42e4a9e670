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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  @Test
  void theSummarySaysWhatItCostsWhatBindsAndWhatItBuys() throws IOException {
    Files.writeString(
        folder.resolve("suites/small.yaml"),
        """
        suite: small
        defaults: {sampling: {max-tokens: 100}}
        probes: [{id: tides, prompt: "Why are there tides?", scripts: [Latin], checks: [foreign-script]}]
        """);
    Files.writeString(
        folder.resolve("fleet.yaml"),
        """
        defaults:
          endpoint: http://127.0.0.1:1/v1
          price: {input: 1, output: 10}
          budget: {interval: 1m, timeout: 10s, sticky-share: 0}
        targets:
          - {model: m, platform: p, accelerator: gpu, pool: a}
          - {model: m, platform: p, accelerator: tpu, pool: b, budget: {usd-per-day: 0.4}}
        """);

    assertThat(run("--hour", HOUR, "--summary")).isZero();
    assertThat(out.toString())
        .contains("m/p/gpu/a\n  this hour   60 requests", "budget      holds all of it")
        .containsPattern("usd-per-day binds: at least \\d\\d % of the slots are sent")
        .containsPattern(
            "pages by    foreign-script; 0.18 % in .*; 0.8 % in .* h; 5 % in .*; 16 % in .* min");

    assertThat(run("--hour", HOUR, "--json", "--target", "m/p/tpu/b")).isZero();
    JsonNode row = JsonMapper.shared().readTree(out.toString()).path("targets").path(0);
    // 100 tokens of answer; 20 bytes of prompt, the role, a message's and a template's share.
    assertThat(row.path("hour").path("tokens").longValue())
        .isEqualTo(row.path("hour").path("requests").longValue() * (100 + 20 + 4 + 16 + 64));
    assertThat(row.path("binding").stringValue()).isEqualTo("usd-per-day");
    assertThat(row.path("month").path("usd").doubleValue()).isBetween(11.9, 12.01);
    assertThat(row.path("delays").size()).isEqualTo(4);
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
