package dev.plumbline.app.cli;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.lab.Accelerators;
import dev.plumbline.lab.LabFleet;
import dev.plumbline.lab.LabSettings;
import dev.plumbline.lab.Pacer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "lab",
    description = {
      "Runs the practice fleet alone: the catalog's targets whose endpoint is on its own port.",
      "Faults: POST, GET and DELETE http://HOST:PORT/admin/faults, by whoever can reach it.",
    },
    subcommands = {LabCorpusCommand.class, LabFootprintCommand.class},
    mixinStandardHelpOptions = true)
final class LabCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "To listen on, and that of the targets to serve; default ${DEFAULT-VALUE}.")
  String host = LabSettings.LOOPBACK;

  @Option(names = "--port", description = "Of it; default ${DEFAULT-VALUE}.")
  int port = 18080;

  @Option(
      names = "--latency-scale",
      description = "1 for about 150 ms to the first token, 0 for none; default ${DEFAULT-VALUE}.")
  double latencyScale = 1;

  @Option(names = "--scenario", paramLabel = "FILE", description = "Faults that come and go.")
  @Nullable Path scenario;

  @Option(names = "--seed", description = "Of everything the lab draws; default ${DEFAULT-VALUE}.")
  long seed = 1;

  @Override
  public Integer call() throws InterruptedException {
    Catalog loaded = catalog.load();
    LabSettings settings =
        new LabSettings(
            host, port, 3, 4, latencyScale, 0.001, 600_000, Accelerators.USUAL, scenario, 0);
    LabFleet lab = new LabFleet(() -> loaded, settings, InstantSource.system(), seed, Pacer.REAL);
    lab.start();
    Runtime.getRuntime().addShutdownHook(new Thread(lab::stop, "lab-stop"));
    spec.commandLine()
        .getOut()
        .printf("lab fleet on http://%s:%d, Ctrl-C stops it%n", host, lab.port());
    spec.commandLine().getOut().flush();
    new CountDownLatch(1).await();
    return 0;
  }
}
