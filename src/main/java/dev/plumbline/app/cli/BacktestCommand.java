package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.CatalogLoader;
import dev.plumbline.catalog.DetectionPolicy;
import dev.plumbline.detect.Detection;
import dev.plumbline.detect.history.BacktestOptions;
import dev.plumbline.detect.history.BacktestRun;
import dev.plumbline.detect.history.DetectionLines;
import dev.plumbline.detect.history.EvidenceTable;
import dev.plumbline.detect.history.History;
import dev.plumbline.detect.history.UnusableHistoryException;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "backtest",
    description = {
      "Runs today's detectors over history: what would have paged, and when.",
      "",
      "FILE holds an observation a line, in order of time, as JSON or as CSV with",
      "these columns:",
      "  at           2026-01-31T14:00:00Z",
      "  model, platform, accelerator, pool   who was asked",
      "  check        what was looked for: foreign-script",
      "  session      the same for exchanges that are one sample; else each its own",
      "  probe        what was asked",
      "  and one of",
      "  failed       true or false: held to an objective p0",
      "  score        0 to 1, larger is better: needs --reference",
      "  value        any number, for a drift either way: needs --reference",
      "",
      "Prints a JSON line a detection. The file is read twice, first to see which",
      "series there are; standard input is kept in a temporary file for that.",
      "What is guaranteed, and an example: docs/backtest.md",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:tested, whatever was found", "2:bad input"},
    mixinStandardHelpOptions = true)
final class BacktestCommand implements Callable<Integer> {
  private final InputStream standardInput;

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin BacktestJudging judging = new BacktestJudging();

  @Option(
      names = "--observations",
      required = true,
      paramLabel = "FILE",
      description = "JSON lines or CSV, also by gzip; - for standard input.")
  String observations = "";

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "Detections shown: page, ticket, cleared; default: page.")
  Set<Detection.Kind> kinds = Set.of(Detection.Kind.PAGE);

  @Option(
      names = "--trace",
      description = "Prints M after every trial of every series too, as JSON lines.")
  boolean trace;

  @Option(
      names = "--table",
      description =
          "A table and a plot for people instead of JSON lines; default on a terminal, unless"
              + " --trace is given.")
  boolean table;

  BacktestCommand() {
    this(System.in);
  }

  BacktestCommand(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  @Override
  public Integer call() {
    if (table && trace) {
      throw new BadInputException("--table and --trace: choose one, a table has no room for both");
    }
    BacktestOptions options = judging.options();
    try {
      return observations.equals("-") ? fromStandardInput(options) : fromFile(options);
    } catch (UnusableHistoryException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  private int fromFile(BacktestOptions options) {
    Path file = Path.of(observations);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + ": there is no such file — name one, or - for standard input");
    }
    return run(new History(file, file.toString()), options);
  }

  private int fromStandardInput(BacktestOptions options) {
    try {
      Path kept = Files.createTempFile("plumbline-backtest", null);
      try {
        Files.copy(standardInput, kept, StandardCopyOption.REPLACE_EXISTING);
        return run(new History(kept, "standard input"), options);
      } finally {
        Files.delete(kept);
      }
    } catch (IOException e) {
      throw new BadInputException(
          "standard input: cannot be kept in a temporary file: %s — name a file instead"
              .formatted(e));
    }
  }

  private int run(History history, BacktestOptions options) {
    DetectionPolicy standard = new CatalogLoader().standardDetection();
    PrintWriter err = spec.commandLine().getErr();
    try {
      BacktestRun run = BacktestRun.prepare(history, options, standard, new BacktestProgress(err));
      run.assumed(standard)
          .forEach(check ->
              err.println(
                  "check %s has no objective of its own; held to 1e-3, 1e-4 once certified"
                      .formatted(check)));
      List<String> untested = shown() ? table(run) : lines(run);
      untested.forEach(reason -> err.println("not tested: " + reason));
      err.println(
          String.format(
              Locale.ROOT,
              "%,d observations from %s to %s",
              run.observations(),
              run.first(),
              run.last()));
      err.flush();
      return 0;
    } catch (IOException e) {
      throw new BadInputException("%s: cannot be read: %s".formatted(history.name(), e));
    }
  }

  // Error Prone says there always is a console; JDK 25 has none where nobody sits.
  @SuppressWarnings("SystemConsoleNull")
  private boolean shown() {
    Console console = System.console();
    return table || (!trace && console != null && console.isTerminal());
  }

  private List<String> lines(BacktestRun run) throws IOException {
    PrintWriter out = new PrintWriter(new BufferedWriter(spec.commandLine().getOut(), 1 << 16));
    List<String> untested = run.run(new DetectionLines(out, kinds, trace));
    out.flush();
    return untested;
  }

  private List<String> table(BacktestRun run) throws IOException {
    EvidenceTable evidence = new EvidenceTable(run.first(), run.last(), kinds);
    List<String> untested = run.run(evidence);
    spec.commandLine().getOut().print(evidence.text());
    spec.commandLine().getOut().flush();
    return untested;
  }
}
