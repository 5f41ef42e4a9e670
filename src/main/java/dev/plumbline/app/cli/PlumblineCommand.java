package dev.plumbline.app.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line without the server: what a person asks once, with an exit code. */
@Command(
    name = "plumbline",
    description = "Production quality-regression monitoring for served language models.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = PlumblineCommand.Version.class,
    subcommands = {
      ServeCommand.class,
      ValidateCommand.class,
      PlanCommand.class,
      ProbeCommand.class,
      ScoreCommand.class,
      SuiteCommand.class,
      ReferenceCommand.class,
      IncidentCommand.class,
      ChangeCommand.class,
      BacktestCommand.class,
      GateCommand.class,
      ReplayCommand.class,
      FeedbackCommand.class,
      SelfTestCommand.class,
      TokenCommand.class,
      LabCommand.class,
      MigrateCommand.class,
      TopicsCommand.class,
    })
public final class PlumblineCommand {

  /**
   * Whether the arguments start the server rather than ask something: none at all, {@code serve},
   * or settings like {@code --server.port=8081}.
   */
  public static boolean startsServer(String... args) {
    if (args.length == 0) {
      return true;
    }
    boolean help = List.of(args).contains("--help") || List.of(args).contains("-h");
    return args[0].equals("serve") ? !help : args[0].contains("=") && !help;
  }

  /** Runs one command; returns its exit code. */
  public static int run(String... args) {
    return new CommandLine(new PlumblineCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        // An argument is data: one that begins with @ names no file to read more from.
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(new PlainErrors())
        .execute(args);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = PlumblineCommand.class.getPackage().getImplementationVersion();
      return new String[] {"plumbline " + (version == null ? "(built from sources)" : version)};
    }
  }
}
