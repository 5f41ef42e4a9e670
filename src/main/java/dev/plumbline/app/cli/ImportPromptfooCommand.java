package dev.plumbline.app.cli;

import dev.plumbline.catalog.imports.ImportOptions;
import dev.plumbline.catalog.imports.PromptfooReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "promptfoo",
    description = {
      "Imports a promptfoo config: each prompt with each test is a probe, each deterministic",
      "assertion a check. What runs code or asks another model is listed, with file and line.",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:imported, perhaps not all of it", "2:bad input"},
    mixinStandardHelpOptions = true)
final class ImportPromptfooCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ImportedSuiteOutput output = new ImportedSuiteOutput();

  @Parameters(paramLabel = "FILE", description = "promptfooconfig.yaml or .json.")
  Path file = Path.of("");

  @Option(names = "--strict", description = "Leaves out tests of which no assertion is left.")
  boolean strict;

  @Override
  public Integer call() {
    ImportOptions options = output.options(strict);
    return output.write(file, () -> PromptfooReader.read(file, options), spec.commandLine());
  }
}
