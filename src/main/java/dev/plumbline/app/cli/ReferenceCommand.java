package dev.plumbline.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "reference",
    description = {
      "What healthy looks like: captures it from a target that somebody attests, shows and",
      "compares it, and puts it in force on a running Plumbline.",
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      ReferenceCaptureCommand.class,
      ReferenceFindBordersCommand.class,
      ReferenceShowCommand.class,
      ReferenceDiffCommand.class,
      ReferenceSubmitCommand.class,
      ReferenceApproveCommand.class,
      ReferenceRetireCommand.class,
      ReferenceListCommand.class,
      ReferenceExportCommand.class,
    })
final class ReferenceCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
