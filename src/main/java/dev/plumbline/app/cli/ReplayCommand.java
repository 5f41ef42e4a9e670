package dev.plumbline.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description = "Incidents of the past, rehearsed on today's checks and detectors.",
    subcommands = {ReplayIncidentCommand.class, ReplayReadingsCommand.class},
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name an incident: plumbline replay incident-2025");
  }
}
