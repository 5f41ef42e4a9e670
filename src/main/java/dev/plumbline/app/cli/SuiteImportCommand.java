package dev.plumbline.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "import",
    description = "Makes a suite of what others wrote; says of everything else why not.",
    synopsisSubcommandLabel = "FORMAT",
    mixinStandardHelpOptions = true,
    subcommands = {ImportPromptfooCommand.class, ImportLmEvalCommand.class})
final class SuiteImportCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
