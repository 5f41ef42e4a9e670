package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.suites.MeasuredFiles;
import dev.plumbline.suites.MeasuredSuite;
import dev.plumbline.suites.SuiteMeasuring;
import dev.plumbline.suites.Workload;
import dev.plumbline.suites.WorkloadCost;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "measure",
    description = {
      "Asks suites of healthy targets, and keeps tokens, times and failures of each check in",
      "measured/SUITE.json of the catalog. Sends real requests, beside every target's budget.",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:measured", "1:a probe was never answered", "2:bad input"},
    mixinStandardHelpOptions = true)
final class SuiteMeasureCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @Parameters(arity = "1..*", paramLabel = "TARGET", description = "Names of targets.")
  List<String> targets = List.of();

  @Option(
      names = "--suite",
      paramLabel = "NAME",
      description = "A suite, asked of every target named; default: each target's own suites.")
  List<String> suites = List.of();

  @Option(
      names = "--times",
      paramLabel = "N",
      description = "How often each target is asked each probe; default ${DEFAULT-VALUE}.")
  int times = 20;

  @Option(
      names = "--parallel",
      paramLabel = "P",
      description = "Requests under way at once; default ${DEFAULT-VALUE}.")
  int parallel = 4;

  @Option(names = "--dry-run", description = "Sends nothing; says what it would take.")
  boolean dryRun;

  @Override
  public Integer call() throws InterruptedException {
    if (times < 1 || times > 100_000 || parallel < 1 || parallel > 1000) {
      throw new BadInputException("write 1 to 100000 for --times and 1 to 1000 for --parallel");
    }
    Catalog loaded = catalog.load();
    List<Target> asked =
        targets.stream().distinct().map(name -> CatalogOption.target(loaded, name)).toList();
    Workload workload = Workload.of(loaded, asked, SuiteStatsCommand.suites(loaded, suites), times);
    MeasuredFiles files = new MeasuredFiles(catalog.folder());
    PrintWriter out = spec.commandLine().getOut();
    if (dryRun) {
      out.println(cost(workload, files));
      out.flush();
      return 0;
    }
    return measure(workload, files, out);
  }

  private int measure(Workload workload, MeasuredFiles files, PrintWriter out)
      throws InterruptedException {
    MeasureProgress progress =
        new MeasureProgress(workload.requests(), spec.commandLine().getErr());
    boolean complete = true;
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      SuiteMeasuring measuring =
          new SuiteMeasuring(once::ask, progress, InstantSource.system(), parallel);
      for (Workload.Part part : workload.parts()) {
        MeasuredSuite measured = measuring.measure(workload, part);
        complete &= measured.complete();
        out.println(write(files, measured));
        out.flush();
      }
    }
    return complete ? 0 : 1;
  }

  private static Path write(MeasuredFiles files, MeasuredSuite measured) {
    try {
      return files.write(measured);
    } catch (IOException e) {
      throw new BadInputException(
          "%s: the measurements cannot be written: %s — let this process write the catalog's folder"
              .formatted(measured.suite(), e));
    }
  }

  private static String cost(Workload workload, MeasuredFiles files) {
    try {
      WorkloadCost cost = WorkloadCost.of(workload, files);
      String mark = cost.tokens().estimated() ? "~" : "";
      String money =
          cost.dollars() == null
              ? "no price in fleet.yaml"
              : mark
                  + String.format(
                      Locale.ROOT, cost.dollars() < 1 ? "$%.4f" : "$%.2f", cost.dollars())
                  + (cost.unpriced() == 0
                      ? ""
                      : ", without %d requests to targets that have no price"
                          .formatted(cost.unpriced()));
      return String.format(
          Locale.ROOT,
          "requests       %,d%nprompt tokens  %s%,.0f%nanswer tokens  %s%,.0f%nmoney          %s",
          cost.requests(),
          mark,
          cost.tokens().prompt(),
          mark,
          cost.tokens().answer(),
          money);
    } catch (IOException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }
}
