package dev.plumbline.app.cli;

import dev.plumbline.catalog.CatalogReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "validate",
    description = "Checks a catalog: every error at once, with file, line and remedy.",
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:valid", "1:not valid", "2:no such catalog"},
    mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @Parameters(arity = "0..1", paramLabel = "DIR", description = "Same as --catalog DIR.")
  @Nullable Path folder;

  @Override
  public Integer call() {
    CatalogReport report = CatalogReport.of(folder == null ? catalog.folder() : folder);
    if (report.valid()) {
      spec.commandLine().getOut().println(report.text());
      return 0;
    }
    spec.commandLine().getErr().println(report.text());
    return 1;
  }
}
