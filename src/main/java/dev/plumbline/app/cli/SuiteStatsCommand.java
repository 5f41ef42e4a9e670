package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Suite;
import dev.plumbline.suites.MeasuredFiles;
import dev.plumbline.suites.ReportText;
import dev.plumbline.suites.SuitesReport;
import dev.plumbline.topic.JsonFiles;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "stats",
    description = {
      "What suites cost and see: tokens, money, checks, and fault classes no probe looks for.",
      "Numbers with ~ are estimates, 4 characters a token; 'suite measure' gives true ones.",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:told", "2:bad input"},
    mixinStandardHelpOptions = true)
final class SuiteStatsCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @Parameters(arity = "0..*", paramLabel = "SUITE", description = "Names of suites; default: all.")
  List<String> names = List.of();

  @Option(names = "--probes", description = "Shows each probe too.")
  boolean probes;

  @Option(names = "--json", description = "Everything as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Catalog loaded = catalog.load();
    List<Suite> suites = names.isEmpty() ? loaded.suites() : suites(loaded, names);
    SuitesReport report = report(loaded, suites);
    String text = json ? JsonFiles.text(report) : ReportText.of(report, probes);
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    return 0;
  }

  private SuitesReport report(Catalog loaded, List<Suite> suites) {
    try {
      return SuitesReport.of(loaded, suites, new MeasuredFiles(catalog.folder()));
    } catch (IOException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
  }

  /** The suites of these names, each once. */
  static List<Suite> suites(Catalog catalog, List<String> names) {
    List<String> known = catalog.suites().stream().map(Suite::name).toList();
    return names.stream()
        .distinct()
        .map(name ->
            catalog
                .suite(name)
                .orElseThrow(() ->
                    new BadInputException(
                        "no suite '%s'; the catalog has: %s"
                            .formatted(name, String.join(", ", known)))))
        .toList();
  }
}
