package dev.plumbline.app.cli;

import dev.plumbline.app.cli.CatalogOption.FoundProbe;
import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Suite;
import dev.plumbline.catalog.Target;
import dev.plumbline.probe.Discovery;
import dev.plumbline.probe.Exchange;
import dev.plumbline.probe.Outcome;
import dev.plumbline.probe.ProbeOnce;
import dev.plumbline.score.CheckReading;
import dev.plumbline.score.CheckRegistry;
import dev.plumbline.score.ExchangeFileScorer;
import dev.plumbline.score.Reading;
import dev.plumbline.topic.Json;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "probe",
    description = "Sends one probe now and shows answer, checks and timings. Touches no state.",
    exitCodeListHeading = "Exit code:%n",
    exitCodeList = {
      "0:answered, no check failed",
      "1:not answered, or a check failed",
      "2:bad input"
    },
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin CatalogOption catalog = new CatalogOption();

  @Parameters(index = "0", paramLabel = "TARGET", description = "Name of a target.")
  String target = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PROBE",
      description = "Id of a probe; default: the first of the target's suites.")
  @Nullable String probe;

  @Option(names = "--json", description = "The whole exchange as JSON, as it would be recorded.")
  boolean json;

  @Option(
      names = "--discover",
      description = {
        "Asks for each capability alone, about eight requests of a few tokens, and prints what the",
        "catalog should say."
      })
  boolean discover;

  @Override
  public Integer call() {
    Catalog loaded = catalog.load();
    Target asked = CatalogOption.target(loaded, target);
    if (discover) {
      return discover(asked);
    }
    List<Suite> suites =
        loaded.suites().stream().filter(suite -> asked.suites().contains(suite.name())).toList();
    FoundProbe found =
        CatalogOption.probe(
            suites, probe == null ? suites.getFirst().probes().getFirst().id() : probe);
    Exchange exchange = ask(asked, found);
    List<CheckReading> readings =
        new ExchangeFileScorer(CheckRegistry.standard()).score(exchange, found.probe(), asked);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        json ? Json.MAPPER.writeValueAsString(exchange) : ExchangeText.of(exchange, readings));
    if (!json && !healthy(exchange, readings)) {
      Remedies.of(asked, exchange.outcome()).ifPresent(text -> out.println("remedy   " + text));
    }
    return healthy(exchange, readings) ? 0 : 1;
  }

  private int discover(Target asked) {
    PrintWriter out = spec.commandLine().getOut();
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      Discovery discovery = new Discovery(once);
      List<Discovery.Finding> findings =
          discovery.discover(
              asked,
              finding -> {
                out.println(DiscoveryText.line(asked, finding));
                out.flush();
              });
      if (findings.getFirst().verdict() != Discovery.Verdict.SHOWN) {
        return 1;
      }
      OptionalDouble tokensPerWord = discovery.tokensPerWord(asked);
      out.println(DiscoveryText.tokensPerWord(tokensPerWord));
      out.printf(
          "%nFor the target in fleet.yaml:%n%s%n", DiscoveryText.catalog(findings, tokensPerWord));
      return 0;
    }
  }

  private static Exchange ask(Target target, FoundProbe found) {
    try (ProbeOnce once = new ProbeOnce(InstantSource.system(), System::nanoTime)) {
      return once.ask(target, found.suite(), found.probe());
    }
  }

  private static boolean healthy(Exchange exchange, List<CheckReading> readings) {
    boolean refusedAsItShould =
        exchange.outcome() instanceof Outcome.Refused && !readings.isEmpty();
    return (exchange.outcome() instanceof Outcome.Answered || refusedAsItShould)
        && readings.stream()
            .noneMatch(
                reading -> reading.reading() instanceof Reading.Trial(boolean failed, _) && failed);
  }
}
