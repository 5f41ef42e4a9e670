package dev.plumbline.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Only shows its help: the server itself is started before the command line is read. */
@Command(
    name = "serve",
    description = {
      "Runs Plumbline: the default when no command is given.",
      "",
      "Without any setting it starts standalone: broker, database and a practice fleet in this process.",
      "",
      "Settings, also as environment variables (PLUMBLINE_ROLES, SPRING_DATASOURCE_URL, …):",
      "  --plumbline.data-dir=./data             where standalone mode keeps everything",
      "  --plumbline.catalog.dir=DIR             fleet.yaml and suites/*.yaml",
      "  --plumbline.roles=worker,scorer,api,lab what this process does",
      "  --server.port=8080                      REST and metrics",
      "  --server.address=127.0.0.1              opens it beyond this machine",
      "  --spring.kafka.bootstrap-servers=…      a Kafka of your own, and with it",
      "  --spring.datasource.url=…               a PostgreSQL of your own",
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
