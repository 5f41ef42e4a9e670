package dev.plumbline.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "incident",
    description =
        "Incidents of a running Plumbline: what they are, who has them, all of it to take away.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      IncidentListCommand.class,
      IncidentShowCommand.class,
      IncidentAckCommand.class,
      IncidentBundleCommand.class,
    })
final class IncidentCommand implements Runnable {
  static final String PATH = "/api/v1/incidents";

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
