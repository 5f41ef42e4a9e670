package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.catalog.imports.ImportOptions;
import dev.plumbline.catalog.imports.LmEvalReader;
import dev.plumbline.catalog.imports.LmEvalSubset;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "lm-eval",
    description = {
      "Imports JSON lines of lm-evaluation-harness: logs of samples, or questions with answers.",
      "Options become a lettered choice, '#### 42' and numbers a number, any other answer exact.",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:imported, perhaps not all of it", "2:bad input"},
    mixinStandardHelpOptions = true)
final class ImportLmEvalCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin ImportedSuiteOutput output = new ImportedSuiteOutput();

  @Parameters(paramLabel = "FILE", description = "samples_*.jsonl, or a task's own JSON lines.")
  Path file = Path.of("");

  @Option(names = "--limit", paramLabel = "N", description = "Takes N questions, the first ones.")
  @Nullable Integer limit;

  @Option(names = "--seed", paramLabel = "S", description = "Takes the N at random, by this seed.")
  @Nullable Long seed;

  @Option(
      names = "--append",
      paramLabel = "TEXT",
      description = "Said after each question: 'Answer with the name alone.'")
  String append = "";

  @Override
  public Integer call() {
    if (limit != null && limit < 1) {
      throw new BadInputException("--limit %d: write 1 or more".formatted(limit));
    }
    if (seed != null && limit == null) {
      throw new BadInputException("--seed: chooses nothing without --limit N; add it");
    }
    ImportOptions options = output.options(false);
    LmEvalSubset subset = new LmEvalSubset(limit, seed);
    return output.write(
        file, () -> LmEvalReader.read(file, options, subset, append), spec.commandLine());
  }
}
