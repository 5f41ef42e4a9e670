package dev.plumbline.app.cli;

import dev.plumbline.reference.ReferenceSummary;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "show",
    description = "What a reference in a file holds, and which checks it feeds.",
    mixinStandardHelpOptions = true)
final class ReferenceShowCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "Written by capture or export.")
  Path file = Path.of("");

  @Override
  public void run() {
    spec.commandLine().getOut().println(ReferenceSummary.of(ReferenceFile.read(file)));
    spec.commandLine().getOut().flush();
  }
}
