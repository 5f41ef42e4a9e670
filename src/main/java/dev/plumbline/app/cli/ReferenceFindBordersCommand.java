package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.reference.BorderFindings;
import dev.plumbline.reference.BorderSearch;
import dev.plumbline.reference.BorderSettings;
import dev.plumbline.reference.BorderSuite;
import dev.plumbline.reference.UnusableCaptureException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "find-borders",
    description = {
      "Looks for border prompts, at which a healthy target's first token hangs in the balance, and",
      "writes them as a suite whose probes feed the check border-token: it needs no",
      "log-probabilities. Sends real requests, beside the target's budget.",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:found, perhaps fewer than wanted", "2:bad input, or none found"},
    mixinStandardHelpOptions = true)
final class ReferenceFindBordersCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();
  @Mixin BorderOptions options = new BorderOptions();

  @Parameters(paramLabel = "TARGET", description = "Name of the target.")
  String target = "";

  @Option(
      names = "--parallel",
      paramLabel = "P",
      description = "Requests under way at once; default ${DEFAULT-VALUE}.")
  int parallel = 4;

  @Option(
      names = "--over",
      paramLabel = "TIME",
      description = {
        "Spread the most requests evenly over so long, as PT6H;",
        "default: as fast as they are answered."
      })
  Duration over = Duration.ZERO;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the suite; default: border-TARGET.")
  @Nullable String name;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = {
        "Where to write, CATALOG/suites/NAME.yaml for example;",
        "default: NAME.yaml here."
      })
  @Nullable Path file;

  @Option(names = "--force", description = "Overwrites FILE.")
  boolean force;

  @Option(names = "--dry-run", description = "Sends nothing; says what it would take.")
  boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    if (parallel < 1 || parallel > 1000 || over.isNegative()) {
      throw new BadInputException("write 1 to 1000 for --parallel and PT6H or the like for --over");
    }
    ImportedSuiteOutput.requireName(name);
    Catalog loaded = catalog.load();
    Target asked = CatalogOption.target(loaded, target);
    BorderSettings settings = options.settings(asked);
    BorderSearch search = new BorderSearch(asked, options.prompts(settings), settings);
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.printf("requests  at most %,d%n", search.requests());
    } else {
      requireFreeName(loaded);
      Path to = freeFile();
      BorderFindings findings = find(search);
      BorderSuite suite =
          new BorderSuite(
              suiteName(),
              target,
              InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS),
              options.origin(),
              settings);
      ImportedSuiteOutput.write(to, yaml(suite, findings));
      out.print(BorderTable.of(findings, settings));
      out.printf(
          "%n%s%nnext: put it into the catalog's suites/, then plumbline reference capture %s --attest TEXT%n",
          to, target);
    }
    out.flush();
    return 0;
  }

  private String suiteName() {
    return name == null ? BorderSuite.nameFor(target) : name;
  }

  private void requireFreeName(Catalog loaded) {
    if (loaded.suite(suiteName()).isPresent() && !force) {
      throw new BadInputException(
          "the catalog has a suite '%s' already — choose another --name, or add --force to replace it"
              .formatted(suiteName()));
    }
  }

  /** Told before anything is spent. */
  private Path freeFile() {
    Path to = file == null ? Path.of(suiteName() + ".yaml") : file;
    if (Files.exists(to) && !force) {
      throw new BadInputException(to + ": is there already — choose another, or add --force");
    }
    return to;
  }

  private BorderFindings find(BorderSearch search) throws InterruptedException {
    BorderProgress progress = new BorderProgress(search.requests(), spec.commandLine().getErr());
    BorderFindings findings;
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      findings = search.run(new BorderSearch.Sending(once::ask, parallel, over), progress);
    } catch (UnusableCaptureException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
    if (findings.found().isEmpty()) {
      throw new BadInputException(options.remedy(target, findings));
    }
    return findings;
  }

  private static String yaml(BorderSuite suite, BorderFindings findings) {
    try {
      return suite.yaml(findings);
    } catch (InvalidCatalogException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }
}
