package dev.plumbline.app.cli;

import dev.plumbline.app.cli.PlainErrors.BadInputException;
import dev.plumbline.app.setup.DatabaseSetup;
import dev.plumbline.app.setup.KafkaSetup;
import dev.plumbline.app.setup.Setup;
import dev.plumbline.app.setup.SetupException;
import dev.plumbline.app.setup.TopicUse;
import dev.plumbline.role.RefusedStartException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

@Command(
    name = "migrate",
    description = {
      "Brings the tables of the database up to date and creates missing topics.",
      "Nothing that runs later needs the right to. Starts nothing else.",
      "Takes the settings that 'serve' takes: SPRING_DATASOURCE_URL, --spring.kafka.bootstrap-servers=…",
    },
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {"0:all there now; with --dry-run: shown", "2:a server is away or refuses"},
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(names = "--dry-run", description = "Only says what is missing.")
  boolean dryRun;

  @Unmatched List<String> settings = new ArrayList<>();

  @Override
  public Integer call() {
    settings.stream()
        .filter(it -> !it.startsWith("--") || !it.contains("="))
        .findFirst()
        .ifPresent(it -> {
          throw new BadInputException("'%s' is no setting: write --name=value".formatted(it));
        });
    try (Setup setup = Setup.of(settings)) {
      PrintWriter out = spec.commandLine().getOut();
      migrate(setup.database(), setup.kafka(), out);
      out.flush();
      return 0;
    } catch (SetupException e) {
      throw new BadInputException(String.valueOf(e.getMessage()));
    } catch (RefusedStartException _) {
      // Spring has said why, and what to do.
      return PlainErrors.BAD_INPUT;
    }
  }

  /** Both are asked before either is changed. */
  private void migrate(DatabaseSetup database, KafkaSetup kafka, PrintWriter out) {
    List<String> pending = database.pending();
    List<TopicUse> missing = kafka.missing();
    if (!dryRun) {
      database.migrate();
      kafka.create(missing);
    }
    out.printf("database %s%n", database.url());
    tell(out, pending, dryRun ? "pending" : "applied", "up to date");
    out.printf("Kafka %s%n", kafka.address());
    List<String> topics = missing.stream().map(TopicUse::name).toList();
    tell(out, topics, dryRun ? "missing" : "created", "no topic is missing");
  }

  private static void tell(PrintWriter out, List<String> things, String what, String none) {
    if (things.isEmpty()) {
      out.println("  " + none);
    }
    things.forEach(it -> out.printf("  %s: %s%n", what, it));
  }
}
