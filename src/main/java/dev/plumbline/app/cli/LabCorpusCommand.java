package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Capability;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import dev.plumbline.corpus.CorpusFile;
import dev.plumbline.corpus.CorpusMaker;
import dev.plumbline.corpus.CorpusPlan;
import dev.plumbline.lab.FaultKind;
import dev.plumbline.lab.LabFleet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
    name = "corpus",
    description = {
      "Makes exchanges: every probe, for every fault and for none, in several batch sizes, on one",
      "target an accelerator. Each is scored once. Answers depend on the seed alone.",
      "See what checks see in it: plumbline lab footprint FILE",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:made", "2:bad input"},
    mixinStandardHelpOptions = true)
final class LabCorpusCommand implements Callable<Integer> {
  private static final int STEPS = 20;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @Parameters(paramLabel = "FILE", description = "What to write: JSON lines, gzipped.")
  Path file = Path.of("");

  @Option(
      names = "--target",
      paramLabel = "NAME",
      description = "A target to ask; default: the first of each accelerator that gives logprobs.")
  List<String> targets = List.of();

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      description = "A suite to ask; default: all of each target's.")
  List<String> suites = List.of();

  @Option(
      names = "--fault",
      paramLabel = "KIND",
      converter = FaultWord.class,
      completionCandidates = FaultWord.class,
      description = "A fault, besides health: ${COMPLETION-CANDIDATES}; default: all of them.")
  List<FaultKind> faults = Arrays.asList(FaultKind.values());

  @Option(names = "--healthy-only", description = "No fault at all.")
  boolean healthyOnly;

  @Option(
      names = "--batch",
      paramLabel = "SIZE",
      description = "A batch size, 1 to 16; default: ${DEFAULT-VALUE}.",
      split = ",",
      defaultValue = "1,4,16")
  List<Integer> batches = List.of();

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "Exchanges of each combination; default ${DEFAULT-VALUE}.")
  int times = 1;

  @Option(names = "--seed", description = "Of everything the lab draws; default ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(names = "--dry-run", description = "Says how many exchanges it would make.")
  boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    if (times < 1 || batches.stream().anyMatch(size -> size < 1 || size > LabFleet.LARGEST_BATCH)) {
      throw new BadInputException(
          "write 1 or more for --times and 1 to %d for --batch".formatted(LabFleet.LARGEST_BATCH));
    }
    CorpusPlan plan = plan();
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.printf("%,d exchanges of %d targets%n", plan.size(), plan.targets().size());
      out.flush();
      return 0;
    }
    try (CorpusFile.Writer writer = new CorpusFile.Writer(file)) {
      Progress progress = new Progress(plan.size(), spec.commandLine().getErr());
      new CorpusMaker(plan, InstantSource.system(), System::nanoTime)
          .make(specimen -> {
            writer.write(specimen);
            progress.made();
          });
    } catch (IOException e) {
      throw new BadInputException("%s cannot be written: %s".formatted(file, e));
    }
    out.printf("%s: %,d exchanges, %,d bytes%n", file, plan.size(), size());
    out.flush();
    return 0;
  }

  private CorpusPlan plan() {
    Catalog loaded = catalog.load();
    List<Target> asked =
        targets.isEmpty()
            ? CorpusPlan.oneAnAccelerator(
                loaded, target -> target.capabilities().contains(Capability.LOGPROBS))
            : targets.stream().map(name -> CatalogOption.target(loaded, name)).toList();
    SuiteStatsCommand.suites(loaded, suites);
    return new CorpusPlan(
        loaded, asked, suites, healthyOnly ? List.of() : faults, batches, times, seed);
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read: %s".formatted(file, e));
    }
  }

  /** Faults by the words that the lab has for them. */
  private static final class FaultWord implements ITypeConverter<FaultKind>, Iterable<String> {
    @Override
    public FaultKind convert(String word) {
      return FaultKind.of(word)
          .orElseThrow(() ->
              new TypeConversionException(
                  "'%s' is not one of %s".formatted(word, String.join(", ", this))));
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(FaultKind.values()).map(FaultKind::toString).iterator();
    }
  }

  /** Tells every twentieth part of the way. */
  private static final class Progress {
    private final int total;
    private final PrintWriter out;
    private int made;

    Progress(int total, PrintWriter out) {
      this.total = total;
      this.out = out;
    }

    void made() {
      made++;
      if ((long) made * STEPS / total > (made - 1L) * STEPS / total) {
        out.printf("%,d of %,d made%n", made, total);
        out.flush();
      }
    }
  }
}
