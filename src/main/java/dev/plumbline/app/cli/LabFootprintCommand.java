package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.corpus.CorpusFile;
import dev.plumbline.corpus.Footprint;
import dev.plumbline.corpus.FootprintPlots;
import dev.plumbline.corpus.FootprintTable;
import dev.plumbline.topic.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "footprint",
    description = {
      "What checks see in a corpus made by 'plumbline lab corpus': of the answers each fault hit,",
      "the share that each check fails; how often healthy answers differ between numerics; leads.",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:shown", "2:bad input"},
    mixinStandardHelpOptions = true)
final class LabFootprintCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A corpus.")
  Path file = Path.of("");

  @Option(names = "--json", description = "As JSON instead of tables.")
  boolean json;

  @Option(names = "--plots", paramLabel = "DIR", description = "Writes SVG pictures there too.")
  @Nullable Path plots;

  @Override
  public Integer call() {
    Footprint footprint = new Footprint();
    PrintWriter out = spec.commandLine().getOut();
    try {
      CorpusFile.read(file, footprint::take);
      Footprint.Report report = footprint.report();
      out.println(json ? Json.MAPPER.writeValueAsString(report) : FootprintTable.of(report));
      out.flush();
      if (plots != null) {
        FootprintPlots.write(report, plots);
      }
    } catch (IOException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    }
    return 0;
  }
}
