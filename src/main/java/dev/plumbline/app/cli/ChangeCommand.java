package dev.plumbline.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "change",
    description = {
      "The change calendar of a running Plumbline: deploys, settings, balancers, other weights,",
      "maintenance. Incidents show what was done around their onset.",
    },
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {ChangeAddCommand.class, ChangeListCommand.class})
final class ChangeCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
