package dev.plumbline.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.reference.Reference;
import dev.plumbline.reference.ReferenceFiles;
import dev.plumbline.reference.SimulatedPool;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code plumbline reference} does with files; with a server, see ReferenceOnServerTest. */
class ReferenceCommandTest {
  private static final String POOL = "ash/cloud/tpu/tpu-a";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void showSaysWhatIsOnAndWhatIsOff() throws Exception {
    Path file = file("a.json", POOL, Set.of());
    assertThat(run("show", file.toString())).isZero();
    assertThat(out.toString())
        .contains(
            ReferenceFiles.id(ReferenceFiles.parse(Files.readAllBytes(file))),
            "attested       soaked, Kim",
            "draws          125 and 125 of 5 probes",
            "logprob-drift  outliers are above",
            "border-token   off: no border prompts",
            "fingerprint    off: it takes 20,000 own draws");
  }

  @Test
  void diffTellsWhetherTwoDiffer() throws Exception {
    Path one = file("a.json", POOL, Set.of());
    Path other = file("b.json", "ash/cloud/tpu/tpu-b", Set.of("core/p0"));
    assertThat(run("diff", one.toString(), one.toString())).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(run("diff", one.toString(), other.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("- " + POOL, "+ ash/cloud/tpu/tpu-b", "unseen first tokens", "- off");
  }

  @Test
  void whatIsNoReferenceIsToldWithItsFileAndRemedy() throws Exception {
    Path file = Files.writeString(folder.resolve("c.json"), "{}");
    assertThat(run("show", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("c.json: no reference", "reference capture or export");
    assertThat(run("diff", file.toString(), "missing.json")).isEqualTo(2);
  }

  @Test
  void aServerThatIsNotThereIsTold() throws Exception {
    Path file = file("a.json", POOL, Set.of());
    assertThat(run("submit", file.toString(), "--server", "http://127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString()).contains("cannot be reached", "--server URL");
  }

  /** Only probes that feed a check that compares are asked, each twice as often as drawn. */
  @Test
  void aDryRunCountsRequests() throws Exception {
    catalog("[argmax, logprob-drift]");
    assertThat(capture("--draws", "30", "--dry-run")).isZero();
    assertThat(out.toString()).contains("requests  60");
  }

  @Test
  void captureSaysWhatIsMissing() throws Exception {
    catalog("[argmax]");
    assertThat(capture("--dry-run")).isEqualTo(2);
    assertThat(err.toString()).contains("no probe of m/p/gpu/a feeds a check that compares");
    assertThat(capture("--draws", "0")).isEqualTo(2);
    assertThat(err.toString()).contains("1 to 100000 for --draws");
    catalog("[logprob-drift]");
    assertThat(capture("--draws", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("capture A needs 8 answers", "nothing was answered");
  }

  private int capture(String... more) {
    String[] all = new String[more.length + 6];
    String[] fixed = {"capture", "m/p/gpu/a", "--catalog", folder.toString(), "--attest", "Kim"};
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return run(all);
  }

  /** Of one target nobody serves and a suite of two probes, one of which feeds these checks. */
  private void catalog(String checks) throws Exception {
    Files.createDirectories(folder.resolve("suites"));
    Files.writeString(
        folder.resolve("suites/small.yaml"),
        """
        suite: small
        probes:
          - {id: tides, prompt: "Why are there tides?", checks: %s}
          - {id: bird, prompt: "Name a bird.", checks: [foreign-script]}
        """
            .formatted(checks));
    Files.writeString(
        folder.resolve("fleet.yaml"),
        """
        defaults: {endpoint: "http://127.0.0.1:1/v1", capabilities: [logprobs, temperature]}
        targets: [{model: m, platform: p, accelerator: gpu, pool: a}]
        """);
  }

  private Path file(String name, String pool, Set<String> border) throws Exception {
    Reference reference = new SimulatedPool(pool, 1, 0, true).reference(5, 25, border);
    Path file = folder.resolve(name);
    ReferenceFiles.write(file, reference);
    return file;
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    return new CommandLine(new ReferenceCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .setExecutionExceptionHandler(new PlainErrors())
        .execute(arguments);
  }
}
