package dev.plumbline.app.cli;

import dev.plumbline.reference.ReferenceDiff;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "diff",
    description = "What a person must look at before one reference replaces another.",
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:they say the same", "1:they differ", "2:bad input"},
    mixinStandardHelpOptions = true)
final class ReferenceDiffCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "BEFORE", description = "A reference's file.")
  Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another's.")
  Path after = Path.of("");

  @Override
  public Integer call() {
    List<String> lines = ReferenceDiff.of(ReferenceFile.read(before), ReferenceFile.read(after));
    lines.forEach(spec.commandLine().getOut()::println);
    spec.commandLine().getOut().flush();
    return lines.isEmpty() ? 0 : 1;
  }
}
