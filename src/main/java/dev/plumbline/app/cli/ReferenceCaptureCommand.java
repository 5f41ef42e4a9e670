package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.reference.Reference;
import dev.plumbline.reference.ReferenceCapture;
import dev.plumbline.reference.ReferenceFiles;
import dev.plumbline.reference.ReferenceSummary;
import dev.plumbline.reference.UnusableCaptureException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "capture",
    description = {
      "Asks a healthy target its probes over and over, twice as often as --draws says, and writes",
      "what it says to a file. Sends real requests, beside the target's budget. Only probes that",
      "feed a check that compares with a reference are asked.",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:captured", "2:bad input, or too few answers"},
    mixinStandardHelpOptions = true)
final class ReferenceCaptureCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @Parameters(paramLabel = "TARGET", description = "Name of the target.")
  String target = "";

  @Option(
      names = "--attest",
      paramLabel = "TEXT",
      required = true,
      description = "Who says that the target is healthy now, and why: 'soaked 24 h, Kim'.")
  String attested = "";

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = {
        "Answers of each probe in each of the two captures; default ${DEFAULT-VALUE}.",
        "Unanimity takes 300."
      })
  int draws = 30;

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      description = "Only this suite; default: all the target is asked.")
  List<String> suites = List.of();

  @Option(
      names = "--against",
      paramLabel = "TARGET",
      description = "Where a misrouted request would end, for the check fingerprint.")
  @Nullable String other;

  @Option(
      names = "--parallel",
      paramLabel = "P",
      description = "Requests under way at once; default ${DEFAULT-VALUE}.")
  int parallel = 4;

  @Option(
      names = "--over",
      paramLabel = "TIME",
      description = {
        "Spread them evenly over so long, as PT24H for a day, to meet its worst hour;",
        "default: as fast as they are answered."
      })
  Duration over = Duration.ZERO;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; default: reference-TARGET.json here, '/' as '_'.")
  @Nullable Path file;

  @Option(names = "--dry-run", description = "Sends nothing; says what it would take.")
  boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    if (draws < 1 || draws > 100_000 || parallel < 1 || parallel > 1000 || over.isNegative()) {
      throw new BadInputException(
          "write 1 to 100000 for --draws, 1 to 1000 for --parallel and PT24H or the like for --over");
    }
    if (attested.isBlank()) {
      throw new BadInputException("say who attests and why: --attest 'soaked 24 h, Kim'");
    }
    Catalog loaded = catalog.load();
    Target asked = CatalogOption.target(loaded, target);
    ReferenceCapture capture =
        new ReferenceCapture(
            asked,
            other == null ? null : CatalogOption.target(loaded, other),
            suites(loaded, asked),
            draws,
            attested);
    if (capture.requests() == 0) {
      throw new BadInputException(
          "no probe of %s feeds a check that compares with a reference; add one of %s to its suite's checks"
              .formatted(target, ReferenceCapture.CHECKS.stream().sorted().toList()));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.printf("requests  %,d%n", capture.requests());
    } else {
      Reference reference = capture(capture);
      Path written = write(reference);
      out.println(ReferenceSummary.of(reference));
      out.printf(
          "%n%s%nnext: plumbline reference submit %s --approve --by NAME%n", written, written);
    }
    out.flush();
    return 0;
  }

  private Reference capture(ReferenceCapture capture) throws InterruptedException {
    MeasureProgress progress = new MeasureProgress(capture.requests(), spec.commandLine().getErr());
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      return capture.run(once::ask, parallel, over, progress::exchanged);
    } catch (UnusableCaptureException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private List<Suite> suites(Catalog loaded, Target asked) {
    List<Suite> named = SuiteStatsCommand.suites(loaded, suites);
    return loaded.suites().stream()
        .filter(suite -> asked.suites().contains(suite.name()))
        .filter(suite -> suites.isEmpty() || named.contains(suite))
        .toList();
  }

  private Path write(Reference reference) {
    Path to =
        file == null
            ? Path.of("reference-" + reference.target().replace('/', '_') + ".json")
            : file;
    try {
      ReferenceFiles.write(to, reference);
      return to;
    } catch (IOException e) {
      throw new BadInputException(
          "%s: cannot be written: %s — name another place: --out FILE".formatted(to, e));
    }
  }
}
