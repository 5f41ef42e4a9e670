package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.InvalidCatalogException;
import dev.plumbline.detect.history.History;
import dev.plumbline.detect.history.PairedHistories;
import dev.plumbline.detect.history.UnusableHistoryException;
import dev.plumbline.gate.GateBody;
import dev.plumbline.gate.GateFacts;
import dev.plumbline.gate.GateJUnit;
import dev.plumbline.gate.GatePair;
import dev.plumbline.gate.GatePlan;
import dev.plumbline.gate.GateRun;
import dev.plumbline.gate.GateText;
import dev.plumbline.gate.Policy;
import dev.plumbline.gate.PolicyFiles;
import dev.plumbline.gate.Verdict;
import dev.plumbline.topic.JsonFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "gate",
    description = {
      "Judges a candidate against a baseline: may it go on?",
      "",
      "'ask' asks a running Plumbline, which sends the probes. Without it, two files are",
      "judged.",
      "",
      "Both files hold an observation a line, in order of time, as JSON or CSV, as",
      "'plumbline backtest --help' describes. The same probes are asked of both at",
      "the same time; what one side lacks is missing, never a success.",
      "",
      "Looks after every pair and ends with the first verdict. Without --policy every",
      "check in the files is required, at the regression usually allowed.",
      "What is guaranteed, and the keys of a policy: docs/gates.md",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {
      "0:PASS, or a plan that its budget can carry out",
      "1:FAIL",
      "2:INCONCLUSIVE: not enough was proved",
      "3:ERROR: bad input, or a policy that is refused"
    },
    exitCodeOnInvalidInput = GateCommand.ERROR,
    exitCodeOnExecutionException = GateCommand.ERROR,
    subcommands = GateAskCommand.class,
    mixinStandardHelpOptions = true)
final class GateCommand implements Callable<Integer> {
  static final int ERROR = 3;
  private static final Duration WIDEST = Duration.ofHours(1);

  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--candidate", paramLabel = "FILE", description = "What is to be judged.")
  @Nullable Path candidate;

  @Option(names = "--baseline", paramLabel = "FILE", description = "What it is compared with.")
  @Nullable Path baseline;

  @Option(
      names = "--policy",
      paramLabel = "FILE#NAME",
      description = "A gate of a file, or of a folder of *.yaml; #NAME unless there is one only.")
  @Nullable String policy;

  @Option(
      names = "--plan",
      description =
          "Instead of judging: how likely an identical candidate passes within the budget, and how"
              + " soon faults are stopped.")
  boolean plan;

  @Option(
      names = "--window",
      paramLabel = "DURATION",
      description = "Exchanges of one pair are at most so far apart, PT1M; default: a minute.")
  Duration window = Duration.ofMinutes(1);

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the verdict as JSON.")
  @Nullable Path json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes it as JUnit XML.")
  @Nullable Path junit;

  @Option(
      names = "--facts",
      paramLabel = "FILE",
      description = "Writes the policy and every pair judged, from which the verdict follows.")
  @Nullable Path facts;

  @Override
  public Integer call() {
    try {
      return plan ? planned() : judged();
    } catch (BadInputException
        | InvalidCatalogException
        | UnusableHistoryException
        | GateRun.UnusableReadingException e) {
      spec.commandLine().getErr().println(e.getMessage());
    } catch (IOException e) {
      spec.commandLine().getErr().println("cannot be read or written: " + e);
    }
    spec.commandLine().getErr().flush();
    return ERROR;
  }

  private int planned() {
    String from = policy;
    if (from == null) {
      throw new BadInputException("--plan: say of what: --policy FILE#NAME");
    }
    PolicyOption option = PolicyOption.of(from);
    List<Policy> all = PolicyFiles.loadForPlan(option.place());
    List<Policy> wanted = option.name().isEmpty() ? all : List.of(option.choose(all));
    PrintWriter out = spec.commandLine().getOut();
    int code = 0;
    for (Policy each : wanted) {
      GatePlan told = GatePlan.of(each);
      out.println(GateText.of(told));
      out.flush();
      if (told.refusal().isPresent()) {
        GatePlan.Refusal refusal = told.refusal().get();
        spec.commandLine()
            .getErr()
            .println(
                "gate %s is refused: %s — %s"
                    .formatted(each.name(), refusal.problem(), refusal.remedy()));
        spec.commandLine().getErr().flush();
        code = ERROR;
      }
    }
    return code;
  }

  private int judged() throws IOException {
    if (window.isNegative() || window.compareTo(WIDEST) > 0) {
      throw new BadInputException("--window %s: write PT0S to %s".formatted(window, WIDEST));
    }
    PairedHistories histories =
        new PairedHistories(
            history("--candidate", candidate), history("--baseline", baseline), window);
    String from = policy;
    PrintWriter err = spec.commandLine().getErr();
    BacktestProgress progress = new BacktestProgress(err);
    Policy asked =
        from == null ? GateRun.standard(histories, progress) : PolicyOption.of(from).load();
    List<GatePair> kept = new ArrayList<>();
    GateRun run =
        GateRun.of(
            histories,
            asked,
            progress,
            pair -> {
              if (facts != null) {
                kept.add(pair);
              }
            });
    GateBody body = GateBody.of(run.state(), run.verdict());
    write(body, run, kept);
    PrintWriter out = spec.commandLine().getOut();
    out.print(GateText.of(body));
    out.flush();
    err.println(
        String.format(
            Locale.ROOT,
            "%,d pairs read, %,d exchanges without partner, %,d outside the time both cover",
            run.read().pairs(),
            run.read().alone(),
            run.read().outside()));
    err.flush();
    return code(run.verdict());
  }

  private void write(GateBody body, GateRun run, List<GatePair> kept) throws IOException {
    if (json != null) {
      JsonFiles.write(json, body);
    }
    if (junit != null) {
      Files.writeString(junit, GateJUnit.of(body, null));
    }
    if (facts != null) {
      JsonFiles.write(
          facts,
          new GateFacts(run.state().policy(), kept, "the histories end", List.of(), List.of()));
    }
  }

  static int code(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Pass _ -> 0;
      case Verdict.Fail _ -> 1;
      case Verdict.Inconclusive _ -> 2;
      case Verdict.Broken _ -> ERROR;
    };
  }

  private static History history(String option, @Nullable Path file) {
    if (file == null) {
      throw new BadInputException(option + " is missing: name a file of observations");
    }
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "%s %s: there is no such file — name one of observations".formatted(option, file));
    }
    return new History(file, file.toString());
  }
}
